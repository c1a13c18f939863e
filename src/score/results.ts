import { z } from 'zod';
import { Settings } from '../recording/request.ts';
import { Row } from './row.ts';

/** What `eval --json` writes: every row, in an order that depends on nothing but the cells. */
export const Results = z.strictObject({
  schema: z.literal(1),
  collection: z.string(),
  /** How the model was asked; absent for a collection that was taken by hand. */
  settings: Settings.optional(),
  variants: z.array(z.string()),
  rows: z.array(Row),
});
export type Results = z.infer<typeof Results>;

export function resultsOf(
  collection: string,
  variants: readonly string[],
  rows: readonly Row[],
  settings?: Settings,
): Results {
  const rank = (row: Row) =>
    [
      row.fixture,
      String(variants.indexOf(row.variant)).padStart(4, '0'),
      String(row.repeat).padStart(6, '0'),
    ].join(' ');
  const sorted = [...rows].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return { schema: 1, collection, ...(settings && { settings }), variants: [...variants], rows: sorted };
}
