import { z } from 'zod';
import { Settings } from '../recording/request.ts';
import { Row } from './row.ts';

/** What `eval --json` writes: every row, in an order that depends on nothing but the cells. */
export const Results = z.strictObject({
  schema: z.literal(1),
  collection: z.string(),
  /** How the model was asked; absent for a collection that was taken by hand. */
  settings: Settings.optional(),
  /** Who decided what answers say; null where phrases did. Rows of different judges are never compared. */
  judge: z.string().nullable().default(null),
  variants: z.array(z.string()),
  rows: z.array(Row),
});
export type Results = z.infer<typeof Results>;

/** What rows are rows of. */
export type Ran = Pick<Results, 'collection' | 'settings' | 'judge'> & {
  readonly variants: readonly string[];
};

export function resultsOf({ collection, settings, judge, variants }: Ran, rows: readonly Row[]): Results {
  const rank = (row: Row) =>
    [
      row.fixture,
      String(variants.indexOf(row.variant)).padStart(4, '0'),
      String(row.repeat).padStart(6, '0'),
    ].join(' ');
  const sorted = [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return {
    schema: 1,
    collection,
    ...(settings && { settings }),
    judge,
    variants: [...variants],
    rows: sorted,
  };
}
