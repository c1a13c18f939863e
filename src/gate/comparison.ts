import { z } from 'zod';
import { Evidence } from '../checks/verdict.ts';
import { Policy } from './policy.ts';
import { LeftOut, Reason } from './reason.ts';

/**
 * PASS: no worse than by the margin, shown. REGRESS: worse, shown. INCONCLUSIVE: neither was shown. ERROR: there was
 * nothing sound to compare.
 */
export const GateVerdict = z.enum(['PASS', 'REGRESS', 'INCONCLUSIVE', 'ERROR']);
export type GateVerdict = z.infer<typeof GateVerdict>;

const count = z.number().int().nonnegative();
const p = z.number().min(0).max(1);

/** Bounds of a difference, candidate less baseline, in shares of 1. */
export const Interval = z.strictObject({ lower: z.number(), upper: z.number() });
export type Interval = z.infer<typeof Interval>;

/** The mean score's difference over the fixtures of the suite, each fixture counting alike. */
export const MeanDifference = z.strictObject({
  base: z.number(),
  candidate: z.number(),
  /** Candidate less baseline. */
  estimate: z.number(),
  /** Inflated; the larger of the one under no change and the one with the candidate's own spread. REGRESS goes by it. */
  standardError: z.number().positive(),
  /** The one of a candidate that is worse by the margin, which is what a PASS has to rule out. PASS goes by it. */
  errorAtMargin: z.number().positive(),
  /**
   * About *these* fixtures: the verdict is read off it. Each bound stands alone: the lower one keeps `alpha.pass`, the
   * upper one `alpha.mean`, over all planned looks together, so it is wider than a usual interval early on. A bound of ±1 means that nothing is known on that side.
   */
  interval: Interval,
  /** About tasks *like these*, were the fixtures a random draw of them: 95 %, two-sided, one look. Decides nothing. */
  superpopulation: z.strictObject({
    interval: Interval,
    /** `pseudo-fixtures` adds one fixture of +.5 and one of −.5: below 20 fixtures, or where most differ by nothing. */
    method: z.enum(['t', 't-with-pseudo-fixtures']),
  }),
  /** The smallest true drop that REGRESS by the mean would catch with the policy's power at this look; 1: none. */
  detectable: z.number().positive(),
  /** The same once every planned round is in. */
  detectableAtEnd: z.number().positive(),
  /** The smallest margin that a candidate without any difference would pass at with the policy's power, after every round. */
  passableMargin: z.number().positive(),
});
export type MeanDifference = z.infer<typeof MeanDifference>;

export const ItemDifference = z.strictObject({
  id: z.string(),
  /** Fixtures on which both arms have answers scored on it. */
  fixtures: count,
  base: z.number(),
  candidate: z.number(),
  /** Mean over those fixtures of candidate less baseline. */
  difference: z.number(),
  /** 95 %, two-sided, for this item alone and one look: to be looked at, not what decides. */
  interval: Interval,
  /** One-sided permutation p-values, alone and corrected for all items tested (max-T); null where not tested. */
  p: p.nullable(),
  adjusted: p.nullable(),
  regressed: z.boolean(),
});
export type ItemDifference = z.infer<typeof ItemDifference>;

export const FixtureDifference = z.strictObject({
  id: z.string(),
  base: z.number(),
  candidate: z.number(),
  difference: z.number(),
  /** 95 %, two-sided, for this fixture alone, by the working variance: exploratory. */
  interval: Interval,
  /** Scored answers. */
  answers: z.strictObject({ base: count, candidate: count }),
});
export type FixtureDifference = z.infer<typeof FixtureDifference>;

/** A check of one fixture that failed more often than before. Exploratory: a list to read, never a verdict. */
export const SuspiciousCheck = z.strictObject({
  fixture: z.string(),
  check: z.string(),
  items: z.array(z.string()),
  base: z.strictObject({ passes: count, answers: count }),
  candidate: z.strictObject({ passes: count, answers: count }),
  /** Fisher's exact test, one-sided, uncorrected. */
  p,
  /** After Benjamini and Hochberg over all checks: roughly, the share of false alarms in the list down to here. */
  q: p,
});
export type SuspiciousCheck = z.infer<typeof SuspiciousCheck>;

/** A hard invariant that the baseline never failed and the candidate did. */
export const InvariantBreach = z.strictObject({
  fixture: z.string(),
  check: z.string(),
  /** Candidate answers scored on it, and how many failed. */
  answers: count,
  failures: count,
  baseAnswers: count,
  /** broken: failed at least twice. unconfirmed: once, with too few answers since. unrepeated: once, and cleared. */
  state: z.enum(['broken', 'unconfirmed', 'unrepeated']),
  /** The failed answers. */
  examples: z.array(z.strictObject({ repeat: count, reason: z.string(), evidence: z.array(Evidence) })),
});
export type InvariantBreach = z.infer<typeof InvariantBreach>;

/** One look of the sequential path, after a round of candidate answers. */
export const Look = z.strictObject({
  round: z.number().int().positive(),
  /** Scored answers up to here. */
  answers: z.strictObject({ base: count, candidate: count }),
  /** Share of the information that the plan ends with; 1 at its last round. */
  information: z.number().gt(0),
  estimate: z.number(),
  standardError: z.number().positive(),
  errorAtMargin: z.number().positive(),
  /** The boundaries on the estimate's own scale: REGRESS below the first, PASS above the second; null where a claim is out of reach. */
  regressAt: z.number().nullable(),
  passAt: z.number().nullable(),
  /** estimate / standardError, against −boundary.regress, and (estimate + margin) / errorAtMargin, against boundary.pass. */
  z: z.strictObject({ regress: z.number(), pass: z.number() }),
  boundary: z.strictObject({ regress: z.number().nullable(), pass: z.number().nullable() }),
});
export type Look = z.infer<typeof Look>;

/** What it would take to know. */
export const Settlement = z.strictObject({
  /**
   * What is short. candidate: answers of the candidate. baseline: so few answers of the baseline that no number of rounds
   * will do. suite: fixtures, or a wider margin; no number of answers will do. never: the estimate lies about half-way
   * between 0 and −margin, where no affordable number of answers tells.
   */
  bottleneck: z.enum(['candidate', 'baseline', 'suite', 'never']),
  /** Further answers, beyond those there are, for a verdict with the policy's power if the estimate is true. */
  candidateAnswers: count,
  baselineAnswers: count,
  /** Whether that goes past the planned rounds, and so needs a new plan rather than another look. */
  beyondPlan: z.boolean(),
  /** null where no price was given. */
  dollars: z.number().nonnegative().nullable(),
});
export type Settlement = z.infer<typeof Settlement>;

const Arm = z.strictObject({
  variant: z.string(),
  /** Rows given, and of those the ones without a score. */
  answers: count,
  unscored: count,
});

/** What came of comparing two arms, with everything that a report shows. */
export const Comparison = z.strictObject({
  schema: z.literal(1),
  verdict: GateVerdict,
  reasons: z.array(Reason).min(1),
  base: Arm,
  candidate: Arm,
  /** Fixtures compared. */
  n: count,
  /** null where nothing could be compared. */
  mean: MeanDifference.nullable(),
  items: z.array(ItemDifference),
  /** How the items were tested: the level at this look, 0 where nothing was left to spend on it yet. */
  itemTest: z.strictObject({ level: z.number().nonnegative(), tested: count, permutations: count }),
  fixtures: z.array(FixtureDifference),
  suspicious: z.array(SuspiciousCheck),
  invariants: z.array(InvariantBreach),
  /** Every look up to now; the verdict is read off the last. */
  path: z.array(Look),
  leftOut: z.array(LeftOut),
  /** null unless inconclusive with a difference to go by. */
  settle: Settlement.nullable(),
  policy: Policy,
  /** With it the same rows give the same comparison, bit for bit. */
  seed: z.number().int(),
});
export type Comparison = z.infer<typeof Comparison>;
