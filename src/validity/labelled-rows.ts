import type { Fixture } from '../fixture/fixture.ts';
import { type Row, scoredRow } from '../score/row.ts';

/**
 * A fixture's labelled answers as rows, with the verdicts that their labels give: answers whose faults are known.
 * Nothing is graded; that grading comes to the labels is what `npm run labels` holds.
 */
export function labelledRows(fixture: Fixture, collection: string): Row[] {
  return fixture.labelled.map(({ kind, expect }, i) => {
    const identity = { variant: `labelled ${kind}`, fixture: fixture.id, repeat: i + 1, collection, key: '' };
    const graded = fixture.checks.map((check) => ({
      ...check,
      grader: check.kind,
      verdict: expect.get(check.id) ?? ('unscored' as const),
      reason: `labelled so (${kind})`,
      evidence: [],
    }));
    return scoredRow(identity, { source: null, model: null, taken: null }, graded);
  });
}
