import { chooseFirst, Random } from '../statistics/random.ts';
import { type Block, scoreBlocks } from './blocks.ts';
import type { Suite } from './suite.ts';

/** What relabelling says about one item. */
export type ItemTest = {
  /** Its place in the suite's list. */
  readonly item: number;
  /** One-sided p-values, alone and corrected for all items tested. */
  readonly p: number;
  readonly adjusted: number;
};

/** Room for what floating-point sums differ by where labels give the same sum: a tie counts against the finding. */
const tie = 1e-9;

/**
 * Which items are worse: Westfall and Young's step-down max-T over relabellings. Within every fixture the labels
 * "baseline" and "candidate" are shuffled among whole answers, so whatever ties an answer's items together stays. Each
 * item's statistic is its mean difference over the fixtures that it is seen on, in units of its own standard deviation
 * over relabellings.
 *
 * Exact, whatever the scores' distribution and however few, where relabelling changes nothing: where both arms'
 * answers to each fixture have one distribution. An answer unscored on an item stands at the fixture's mean on it.
 * @param tested items seen on enough fixtures
 * @param giveUpAbove stops once no item can have a corrected p-value at or below this; the p-values then are what they
 *   were at that point. 1 never stops.
 */
export function testItems(
  suite: Suite,
  tested: readonly number[],
  permutations: number,
  seed: number,
  giveUpAbove = 1,
): ItemTest[] {
  const { blocks, observed } = scoreBlocks(suite, tested);
  const order = [...tested.keys()].sort((a, b) => (observed[a] ?? 0) - (observed[b] ?? 0));
  const count = tested.length;
  const alone = new Uint32Array(count);
  const stepped = new Uint32Array(count);
  const sums = new Float64Array(count);
  const random = new Random(seed);
  let drawn = 0;
  while (drawn < permutations) {
    relabel(blocks, sums, random);
    drawn += 1;
    let least = Infinity;
    for (let rank = count - 1; rank >= 0; rank -= 1) {
      const item = order[rank] ?? 0;
      const sum = sums[item] ?? 0;
      const limit = (observed[item] ?? 0) + tie;
      if (sum < least) least = sum;
      if (sum <= limit) alone[item] = (alone[item] ?? 0) + 1;
      if (least <= limit) stepped[item] = (stepped[item] ?? 0) + 1;
    }
    if (((stepped[order[0] ?? 0] ?? 0) + 1) / (permutations + 1) > giveUpAbove) break;
  }
  let least = 0;
  const adjusted = new Float64Array(count);
  for (const item of order) {
    least = Math.max(least, ((stepped[item] ?? 0) + 1) / (drawn + 1));
    adjusted[item] = least;
  }
  return tested.map((item, i) => ({
    item,
    p: ((alone[i] ?? 0) + 1) / (drawn + 1),
    adjusted: adjusted[i] ?? 1,
  }));
}

/** Draws who is "candidate" in every fixture, and adds up the contributions of those. */
function relabel(blocks: readonly Block[], sums: Float64Array, random: Random): void {
  sums.fill(0);
  for (const { columns, contributions, order, candidates } of blocks) {
    chooseFirst(order, candidates, order.length, random);
    const width = columns.length;
    for (let i = 0; i < candidates; i += 1) {
      const start = (order[i] ?? 0) * width;
      for (let j = 0; j < width; j += 1) {
        const column = columns[j] ?? 0;
        sums[column] = (sums[column] ?? 0) + (contributions[start + j] ?? 0);
      }
    }
  }
}
