import { gradeAnswer } from '../checks/grade.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Mismatch } from './mismatch.ts';

/** Grades every wording of a fixture as a reply of its own, with the one check that it is for. */
export async function checkWordings(fixture: Fixture): Promise<Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const { check, text, expected, place } of fixture.wordings) {
    const asked = fixture.checks.filter(({ id }) => id === check);
    for (const { verdict, reason } of await gradeAnswer(text, null, asked)) {
      if (verdict !== expected)
        mismatches.push({ file: place, check, expected, found: verdict, reason: `${reason}: ${text}` });
    }
  }
  return mismatches;
}
