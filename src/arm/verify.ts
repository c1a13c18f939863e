import type { Cell } from '../cell.ts';
import { type Agreement, agreementOf } from '../gate/agreement.ts';
import { drawCells } from '../gate/swap.ts';
import type { Recording } from '../recording/recording.ts';
import type { Arm } from './arm.ts';
import type { GradedAnswer, Grades } from './grade.ts';
import type { Pair } from './pair.ts';

/** Takes answers without keeping them among the recorded ones, which they are held against. */
export type SampleAnew = (cells: readonly Cell[]) => Promise<readonly Recording[]>;

/**
 * Samples some random cells of an arm anew and tests the recorded answers to the same tasks against them: recordings
 * come with a change and could be made up, and a model can move.
 * @param recorded graded answers of the arm
 * @param count cells to take anew
 */
export async function verify(
  arm: Arm,
  pairs: readonly Pair[],
  recorded: readonly GradedAnswer[],
  grades: Grades,
  { count, seed, sampleAnew }: { count: number; seed: number; sampleAnew: SampleAnew },
): Promise<Agreement> {
  const rows = recorded.map(({ row }) => row);
  const drawn = drawCells(rows, count, seed);
  const cells = drawn.flatMap(({ fixture: id, repeat }): Cell[] => {
    const fixture = pairs.find((pair) => pair.fixture.id === id)?.fixture;
    return fixture ? [{ variant: arm.variant, fixture, repeat }] : [];
  });
  const fresh = await grades.anew(arm, pairs, await sampleAnew(cells));
  const asked = new Set(fresh.map(({ row }) => row.fixture));
  return agreementOf(
    rows.filter(({ fixture }) => asked.has(fixture)),
    fresh.map(({ row }) => row),
    seed,
  );
}
