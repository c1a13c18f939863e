import { z } from 'zod';

const arm = z.enum(['base', 'candidate']);
export type ArmName = z.infer<typeof arm>;

const count = z.number().int().nonnegative();

/**
 * Why a comparison came out as it did, as data: reports put it into words. One verdict may have several. Those of an
 * inconclusive one name everything that stands in the way of PASS, so that mending one does not uncover the next.
 */
export const Reason = z.discriminatedUnion('kind', [
  /** REGRESS: the upper bound of the mean's difference is below 0. */
  z.strictObject({
    kind: z.literal('mean-worse'),
    estimate: z.number(),
    upper: z.number(),
    /** The lower bound is above −margin all the same: worse for certain, and by less than the margin. */
    withinMargin: z.boolean(),
  }),
  /** REGRESS: an item is worse after correction for all items tested; p is the corrected one. */
  z.strictObject({ kind: z.literal('item-worse'), item: z.string(), p: z.number() }),
  /** REGRESS: a hard invariant that never failed in the baseline failed at least twice. */
  z.strictObject({
    kind: z.literal('invariant-broken'),
    fixture: z.string(),
    check: z.string(),
    failures: count,
    answers: count,
  }),
  /** PASS: the lower bound of the mean's difference is above −margin, and nothing else stands in the way. */
  z.strictObject({ kind: z.literal('no-worse'), lower: z.number(), margin: z.number() }),
  /** INCONCLUSIVE: the interval holds both 0, or what lies above it, and −margin. */
  z.strictObject({
    kind: z.literal('undecided'),
    lower: z.number(),
    upper: z.number(),
    margin: z.number(),
    /** Rounds of the plan that are left; 0 means that the plan is used up. */
    roundsLeft: count,
  }),
  /** INCONCLUSIVE: an invariant failed once, and it takes `need` more answers, or another failure, to tell. */
  z.strictObject({
    kind: z.literal('invariant-unconfirmed'),
    fixture: z.string(),
    check: z.string(),
    answers: count,
    need: count,
  }),
  z.strictObject({ kind: z.literal('too-few-fixtures'), have: count, need: count }),
  /** The fixtures named have fewer scored baseline answers than a PASS needs. */
  z.strictObject({
    kind: z.literal('too-few-baseline-repeats'),
    fixtures: z.array(z.string()),
    have: count,
    need: count,
  }),
  /** Even at no difference and after every planned round the interval would be wider than the margin. */
  z.strictObject({ kind: z.literal('margin-out-of-reach'), margin: z.number(), reachable: z.number() }),
  /** Too many answers of an arm could not be scored: what is missing may be what is worse. */
  z.strictObject({
    kind: z.literal('too-many-unscored'),
    arm,
    unscored: count,
    answers: count,
    allowed: z.number(),
  }),
  /** A fixture of the baseline has no scored answer of the candidate. */
  z.strictObject({ kind: z.literal('fixtures-without-candidate'), fixtures: z.array(z.string()) }),
  /** ERROR: an arm without rows, or without one scored answer. */
  z.strictObject({ kind: z.literal('no-answers'), arm }),
  /** ERROR: an arm of more than one variant, or rows of more than one collection: never pooled. */
  z.strictObject({
    kind: z.literal('mixed'),
    what: z.enum(['variant', 'collection']),
    values: z.array(z.string()),
  }),
  /** ERROR: a cell given twice. */
  z.strictObject({ kind: z.literal('duplicate-cell'), arm, fixture: z.string(), repeat: count }),
  /** ERROR: no fixture has scored answers in both arms with the same checks. */
  z.strictObject({ kind: z.literal('nothing-comparable') }),
  /** ERROR: the policy or the rows break their schema, or a computation came to no number. */
  z.strictObject({ kind: z.literal('invalid'), what: z.string() }),
]);
export type Reason = z.infer<typeof Reason>;

/** What took no part in the comparison, and why. */
export const LeftOut = z.discriminatedUnion('kind', [
  /** The fixture was only asked in one arm. */
  z.strictObject({ kind: z.literal('one-arm'), fixture: z.string(), arm }),
  /** The arms' checks of this fixture differ in id, weight, item or `must`. */
  z.strictObject({ kind: z.literal('checks-differ'), fixture: z.string() }),
  /** The fixture has no scored answer in this arm. */
  z.strictObject({ kind: z.literal('unscored-fixture'), fixture: z.string(), arm }),
  /** Candidate answers of rounds later than the plan's last. */
  z.strictObject({ kind: z.literal('beyond-plan'), answers: count, rounds: count }),
  /** A `must` check that the baseline failed: an ordinary check, not an invariant. */
  z.strictObject({
    kind: z.literal('not-invariant'),
    fixture: z.string(),
    check: z.string(),
    failures: count,
  }),
  /** An item seen on too few fixtures to be tested. */
  z.strictObject({ kind: z.literal('item-untested'), item: z.string(), fixtures: count, need: count }),
]);
export type LeftOut = z.infer<typeof LeftOut>;
