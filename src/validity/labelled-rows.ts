import { gradeAnswer } from '../checks/grade.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { type Row, scoredRow } from '../score/row.ts';

/** A fixture's labelled answers of some kinds, graded, as rows: answers whose faults are known. */
export async function labelledRows(
  fixture: Fixture,
  kinds: readonly string[],
  collection: string,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [i, { kind, text }] of fixture.labelled.entries()) {
    if (!kinds.includes(kind)) continue;
    const graded = await gradeAnswer(text, fixture.task.answer[0] ?? null, fixture.checks);
    const identity = { variant: `labelled ${kind}`, fixture: fixture.id, repeat: i + 1, collection, key: '' };
    rows.push(scoredRow(identity, { source: null, model: null, taken: null }, graded));
  }
  return rows;
}
