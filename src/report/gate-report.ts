import { z } from 'zod';
import { Agreement } from '../gate/agreement.ts';
import { Comparison } from '../gate/comparison.ts';
import { Row } from '../score/row.ts';

/** What a gate run came to; every one of them has a report. */
export const Outcome = z.enum(['PASS', 'REGRESS', 'INCONCLUSIVE', 'ERROR', 'NEEDS ANSWERS', 'UNCHANGED']);
export type Outcome = z.infer<typeof Outcome>;

/** One arm as a report shows it. */
export const Side = z.strictObject({
  label: z.string(),
  /** Where the prompt was read, in words. */
  origin: z.string(),
  /** The agent file; null for `control` and for derived variants. */
  file: z.string().nullable(),
  /** Who gave its answers and when. */
  models: z.array(z.string()),
  taken: z.array(z.string()),
});
export type Side = z.infer<typeof Side>;

/**
 * Recordings come with a pull request, so they could be made up. Sampling some cells anew tells whether the recorded
 * answers look like what the model gives.
 */
export const Verification = z.discriminatedUnion('done', [
  z.strictObject({ done: z.literal(false), why: z.string() }),
  z.strictObject({ done: z.literal(true), agreement: Agreement }),
]);
export type Verification = z.infer<typeof Verification>;

/** Everything that the reports of a gate run are written from; `--json` writes it beside the rows. */
export const GateReport = z.strictObject({
  schema: z.literal(1),
  outcome: Outcome,
  base: Side,
  candidate: Side,
  collection: z.string(),
  /** Who decided what answers say; null where phrases did. */
  judge: z.string().nullable().default(null),
  comparison: Comparison.nullable(),
  /** Fixtures that could not be compared, and why. */
  notCompared: z.array(z.strictObject({ fixture: z.string(), why: z.string() })),
  /** Fixtures whose checks are others than in the base: both arms were graded by those of the working tree. */
  regraded: z.array(z.string()),
  /** Verdicts that could not be given, by their cause; an answer without one of its verdicts takes no part. */
  unscored: z.array(z.strictObject({ why: z.string(), verdicts: z.number().int().positive() })).default([]),
  /** Answers that the candidate lacks. */
  wanting: z.array(
    z.strictObject({ fixture: z.string(), repeat: z.number().int().positive(), why: z.string() }),
  ),
  /** What those would cost, in words; null where none is wanting. */
  price: z.string().nullable(),
  verification: Verification,
});
export type GateReport = z.infer<typeof GateReport>;

/** What `gate --json` writes. */
export const GateFile = z.strictObject({
  ...GateReport.shape,
  rows: z.strictObject({ base: z.array(Row), candidate: z.array(Row) }),
});
export type GateFile = z.infer<typeof GateFile>;
