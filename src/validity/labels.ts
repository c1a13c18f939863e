import type { Verdict } from '../checks/verdict.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { gradeFor } from '../fixture/grading.ts';
import type { Runs } from '../sandbox/runs.ts';

/** A check that came out otherwise than its label. */
export type Mismatch = {
  readonly file: string;
  readonly check: string;
  readonly expected: Verdict;
  readonly found: Verdict;
  readonly reason: string;
};

/** How a fixture's checks stand against its labelled answers. */
export type LabelReport = {
  readonly fixture: string;
  readonly answers: number;
  readonly verdicts: number;
  readonly mismatches: readonly Mismatch[];
  /** Checks that no labelled answer is expected to fail: nothing shows that they can. */
  readonly neverFail: readonly string[];
  readonly neverPass: readonly string[];
};

/** Grades every labelled answer of a fixture and compares the verdicts with the labels. */
export async function checkLabels(fixture: Fixture, runs: Runs): Promise<LabelReport> {
  const mismatches: Mismatch[] = [];
  for (const { file, text, expect } of fixture.labelled) {
    for (const { id, verdict, reason } of await gradeFor(fixture, text, runs)) {
      const expected = expect.get(id) ?? 'unscored';
      if (verdict !== expected) mismatches.push({ file, check: id, expected, found: verdict, reason });
    }
  }
  const without = (label: Verdict) =>
    fixture.checks
      .map(({ id }) => id)
      .filter((id) => !fixture.labelled.some(({ expect }) => expect.get(id) === label));
  return {
    fixture: fixture.id,
    answers: fixture.labelled.length,
    verdicts: fixture.labelled.length * fixture.checks.length,
    mismatches,
    neverFail: without('fail'),
    neverPass: without('pass'),
  };
}
