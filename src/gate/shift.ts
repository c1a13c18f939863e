import { logChoose } from '../statistics/gamma.ts';
import { testItems } from './items.ts';
import type { Pair, Suite } from './suite.ts';

/**
 * Whether the mean score differs between the arms, either way, by relabelling within fixtures.
 * @param giveUpAbove stops once p can't be at or below this; p then only says that it is above
 * @returns the two-sided p-value, and the least one that these numbers of answers could have given
 */
export function shiftOf(
  { pairs }: Suite,
  seed: number,
  permutations = 1999,
  giveUpAbove = 1,
): { p: number; least: number } {
  const scored = pairs.map(({ id, base, candidate }): Pair => ({
    id,
    items: [0],
    base: { ...base, items: base.scores },
    candidate: { ...candidate, items: candidate.scores },
  }));
  const swapped = scored.map((pair) => ({ ...pair, base: pair.candidate, candidate: pair.base }));
  const oneSided = (side: readonly Pair[]) =>
    testItems({ items: ['score'], pairs: side }, [0], permutations, seed, giveUpAbove / 2)[0]?.p ?? 1;
  const logLabellings = pairs.reduce(
    (sum, { base, candidate }) =>
      sum + logChoose(base.scores.length + candidate.scores.length, candidate.scores.length),
    0,
  );
  return {
    p: Math.min(1, 2 * Math.min(oneSided(scored), oneSided(swapped))),
    least: 2 * Math.max(1 / (permutations + 1), Math.exp(-logLabellings)),
  };
}
