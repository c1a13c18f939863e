import type { Row } from '../score/row.ts';
import { itemScore } from '../score/summary.ts';
import { Random } from '../statistics/random.ts';

/**
 * Rows with wrong answers swapped in: what a candidate looks like that answers so as often as `rate`. A cell stays what
 * it was but for its verdicts. Fixtures without a wrong answer keep theirs.
 * @param wrong graded rows of labelled answers, any number per fixture
 * @param rate 0 … 1, the chance of each row; 1 swaps all
 */
export function swapIn(rows: readonly Row[], wrong: readonly Row[], rate: number, seed: number): Row[] {
  const random = new Random(seed);
  const byFixture = Map.groupBy(wrong, ({ fixture }) => fixture);
  return rows.map((row) => {
    const choices = byFixture.get(row.fixture) ?? [];
    const swapped = random.uniform() < rate;
    const choice = choices[random.below(choices.length)];
    return swapped && choice ? { ...row, score: choice.score, checks: choice.checks, finding: null } : row;
  });
}

/** Of some graded answers the ones that fail every check of at least one of these items. */
export function failingOn(rows: readonly Row[], items: readonly string[]): Row[] {
  return rows.filter((row) => items.some((item) => itemScore(row, item) === 0));
}

/** Cells drawn at random, to be taken anew and compared with the recorded ones. */
export function drawCells(rows: readonly Row[], count: number, seed: number): Row[] {
  const random = new Random(seed);
  const left = [...rows];
  const drawn: Row[] = [];
  while (drawn.length < count && left.length > 0) drawn.push(...left.splice(random.below(left.length), 1));
  return drawn;
}
