import { z } from 'zod';

const share = z.number().gt(0).lt(1);

/**
 * What a comparison is held to. It is fixed before answers are looked at: every figure here that is changed after
 * a look makes the error rates below untrue. Scores and margins are shares of 1, not percentages.
 */
export const Policy = z
  .strictObject({
    /** The largest drop of the mean score that still counts as no worse. */
    margin: share.default(0.05),
    alpha: z
      .strictObject({
        /** How often, at most, an unchanged mean may read as worse; over all looks together. */
        mean: share.default(0.03),
        /** How often, at most, any item may read as worse where none is; over all looks and items together. */
        items: share.default(0.02),
        /** How often, at most, a candidate that is worse by the margin may pass; over all looks together. */
        pass: share.default(0.05),
      })
      .prefault({}),
    /** Rounds of one candidate answer per fixture, and so looks, that are planned at most. */
    rounds: z.number().int().min(1).max(20).default(5),
    minimum: z
      .strictObject({
        /** Fixtures below which nothing passes. */
        fixtures: z.number().int().min(20).default(20),
        /** Fixtures below which the mean is not called worse: the simulation begins here. */
        regressFixtures: z.number().int().min(3).default(6),
        /** Scored baseline answers per fixture below which nothing passes. */
        baselineRepeats: z.number().int().min(3).default(3),
        /** Fixtures on which an item must be seen to be tested. */
        itemFixtures: z.number().int().min(3).default(3),
      })
      .prefault({}),
    /** Scored candidate answers without a further failure that clear an invariant which failed once. */
    confirmations: z.number().int().min(1).default(4),
    /** The share of an arm's answers that may be unscored where it is to pass. */
    unscored: z.number().min(0).lt(1).default(0.05),
    /** Random relabellings behind each test of the items. */
    permutations: z.number().int().min(99).default(4999),
    /** What standard errors are multiplied by; see docs/gate.md for where it comes from. */
    inflation: z.number().min(1).default(1.08),
    /** The power that the smallest detectable effect, and what would settle a comparison, are computed for. */
    power: share.default(0.8),
  })
  .readonly();
export type Policy = z.infer<typeof Policy>;

/** What a policy file may leave out. */
export type PolicyInput = z.input<typeof Policy>;

export const defaultPolicy: Policy = Policy.parse({});
