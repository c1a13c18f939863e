import { z } from 'zod';
import type { Graded } from '../checks/grade.ts';
import { Evidence, Verdict } from '../checks/verdict.ts';
import { cellScore } from './score.ts';

const GradedCheck = z.strictObject({
  id: z.string(),
  items: z.array(z.string()),
  grader: z.string(),
  weight: z.number(),
  must: z.boolean(),
  verdict: Verdict,
  reason: z.string(),
  evidence: z.array(Evidence),
});

/** One cell with everything that became of it: the unit that scores, gates and reports are computed from. */
export const Row = z.strictObject({
  variant: z.string(),
  fixture: z.string(),
  repeat: z.number().int().positive(),
  collection: z.string(),
  /** The key of the recording that was graded, or of the one that is wanted. */
  key: z.string(),
  source: z.enum(['import', 'api']).nullable(),
  model: z.string().nullable(),
  /** The day on which the answer was taken. */
  taken: z.string().nullable(),
  /** Why the cell has no answer to grade; null where it has one. */
  finding: z
    .strictObject({
      status: z.enum(['missing', 'stale', 'corrupt', 'failed', 'truncated', 'refused']),
      file: z.string().nullable(),
      why: z.string(),
    })
    .nullable(),
  /** 0 … 1; null where nothing could be scored. */
  score: z.number().min(0).max(1).nullable(),
  checks: z.array(GradedCheck),
  /** What a judge says that isn't calibrated. It counts nowhere. */
  advice: z.array(GradedCheck).optional(),
});
export type Row = z.infer<typeof Row>;

export type Identity = Pick<Row, 'variant' | 'fixture' | 'repeat' | 'collection' | 'key'>;

export function scoredRow(
  identity: Identity,
  taken: Pick<Row, 'source' | 'model' | 'taken'>,
  graded: readonly Graded[],
): Row {
  const [advice, checks] = [true, false].map((isAdvice) =>
    graded.filter(({ advisory = false }) => advisory === isAdvice),
  ) as [Graded[], Graded[]];
  return {
    ...identity,
    ...taken,
    finding: null,
    score: cellScore(checks),
    checks: checks.map(stored),
    ...(advice.length > 0 && { advice: advice.map(stored) }),
  };
}

function stored({ id, items, grader, weight, must, verdict, reason, evidence }: Graded) {
  return { id, items: [...items], grader, weight, must, verdict, reason, evidence: [...evidence] };
}

export function unscoredRow(identity: Identity, finding: NonNullable<Row['finding']>): Row {
  return { ...identity, source: null, model: null, taken: null, finding, score: null, checks: [] };
}

/** Whether a row and every check of it were scored. */
export function isWhole({ finding, checks }: Row): boolean {
  return finding === null && checks.every(({ verdict }) => verdict !== 'unscored');
}
