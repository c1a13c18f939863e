import type { Verdict } from '../checks/verdict.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { gradeFor } from '../fixture/grading.ts';
import type { Runs } from '../sandbox/runs.ts';
import type { Mismatch } from './mismatch.ts';
import { checkWordings } from './wordings.ts';

/** Labelled answers by label, and how many of them the check told right. */
export type Agreement = {
  readonly good: { readonly n: number; readonly right: number };
  readonly bad: { readonly n: number; readonly right: number };
};

/** How a fixture's checks stand against its labelled answers. */
export type LabelReport = {
  readonly fixture: string;
  readonly answers: number;
  readonly verdicts: number;
  readonly wordings: number;
  readonly mismatches: readonly Mismatch[];
  /** By check: how often it passed what it should pass, and failed what it should fail. */
  readonly agreement: ReadonlyMap<string, Agreement>;
  /** Checks that no labelled answer is expected to fail: nothing shows that they can. */
  readonly neverFail: readonly string[];
  readonly neverPass: readonly string[];
};

/** Grades every labelled answer and wording of a fixture and compares the verdicts with the labels. */
export async function checkLabels(fixture: Fixture, runs: Runs): Promise<LabelReport> {
  const mismatches: Mismatch[] = [];
  const counts = new Map(fixture.checks.map(({ id }) => [id, { good: [0, 0], bad: [0, 0] }]));
  for (const { file, text, expect, read } of fixture.labelled) {
    for (const { id, verdict, reason } of await gradeFor(fixture, text, runs)) {
      const expected = expect.get(id);
      if (expected === undefined) continue; // a reader could not decide it
      const count = counts.get(id)?.[expected === 'pass' ? 'good' : 'bad'];
      if (count) {
        count[0] = (count[0] ?? 0) + 1;
        count[1] = (count[1] ?? 0) + (verdict === expected ? 1 : 0);
      }
      const isKnown = read?.wrong[id] !== undefined;
      if ((verdict !== expected) !== isKnown) {
        const why = isKnown ? 'it is said to come out wrong, and doesn’t' : reason;
        mismatches.push({ file, check: id, expected, found: verdict, reason: why });
      }
    }
  }
  mismatches.push(...(await checkWordings(fixture)));
  const without = (label: Verdict) =>
    fixture.checks
      .map(({ id }) => id)
      .filter((id) => !fixture.labelled.some(({ expect }) => expect.get(id) === label));
  return {
    fixture: fixture.id,
    answers: fixture.labelled.length,
    verdicts: fixture.labelled.reduce((sum, { expect }) => sum + expect.size, 0),
    wordings: fixture.wordings.length,
    mismatches,
    agreement: new Map([...counts].map(([id, { good, bad }]) => [id, { good: pair(good), bad: pair(bad) }])),
    neverFail: without('fail'),
    neverPass: without('pass'),
  };
}

function pair([n = 0, right = 0]: readonly number[]): { n: number; right: number } {
  return { n, right };
}
