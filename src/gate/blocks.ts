import type { Pair, Suite } from './suite.ts';

/** One fixture's answers of both arms, ready for relabelling. */
export type Block = {
  /** Places, among the tested items, of the columns. */
  readonly columns: Int32Array;
  /** What each answer would add to each item's statistic as a candidate; one row per answer, candidates last. */
  readonly contributions: Float64Array;
  /** The answers, in the order that was drawn last. */
  readonly order: Int32Array;
  readonly candidates: number;
};

/**
 * An item's statistic is a sum over candidates alone: with scores taken from their fixture's mean over both arms, the
 * difference of the arms' means is the candidates' sum times (1/candidates + 1/baselines).
 */
export function scoreBlocks(
  { pairs }: Suite,
  tested: readonly number[],
): { blocks: Block[]; observed: Float64Array } {
  const placeOf = new Map(tested.map((item, place) => [item, place] as const));
  const variance = new Float64Array(tested.length);
  const blocks = pairs
    .filter(({ items }) => items.some((item) => placeOf.has(item)))
    .map((pair) => blockOf(pair, placeOf, variance));
  const observed = new Float64Array(tested.length);
  for (const { columns, contributions, order, candidates } of blocks) {
    for (let i = 0; i < contributions.length; i += 1) {
      const column = columns[i % columns.length] ?? 0;
      const unit = Math.sqrt(variance[column] ?? 0);
      // An item on which all answers are alike has nothing to test, and must not become 0/0.
      contributions[i] = unit === 0 ? 0 : (contributions[i] ?? 0) / unit;
      if (Math.floor(i / columns.length) >= order.length - candidates)
        observed[column] = (observed[column] ?? 0) + (contributions[i] ?? 0);
    }
  }
  return { blocks, observed };
}

/** @param variance of each item's statistic over relabellings; this fixture's is added */
function blockOf(
  { items, base, candidate }: Pair,
  placeOf: ReadonlyMap<number, number>,
  variance: Float64Array,
): Block {
  const kept = items.flatMap((item, column) => {
    const place = placeOf.get(item);
    return place === undefined ? [] : [{ place, column }];
  });
  const columns = Int32Array.from(kept, ({ place }) => place);
  const candidates = candidate.scores.length;
  const before = base.scores.length;
  const total = before + candidates;
  const contributions = new Float64Array(total * columns.length);
  const factor = 1 / candidates + 1 / before;
  const width = items.length;
  for (const [j, { place, column }] of kept.entries()) {
    const valueOf = (answer: number) =>
      (answer < before
        ? base.items[answer * width + column]
        : candidate.items[(answer - before) * width + column]) ?? Number.NaN;
    let sum = 0;
    let scored = 0;
    for (let answer = 0; answer < total; answer += 1) {
      const value = valueOf(answer);
      if (Number.isNaN(value)) continue;
      sum += value;
      scored += 1;
    }
    const mean = sum / scored;
    let squares = 0;
    for (let answer = 0; answer < total; answer += 1) {
      const value = valueOf(answer);
      const off = Number.isNaN(value) ? 0 : value - mean;
      contributions[answer * columns.length + j] = off * factor;
      squares += off * off;
    }
    const share = (candidates * before) / (total * (total - 1));
    variance[place] = (variance[place] ?? 0) + factor * factor * share * squares;
  }
  return { columns, contributions, order: Int32Array.from({ length: total }, (_, i) => i), candidates };
}

/** How many fixtures show each item in both arms. */
export function fixturesByItem({ items, pairs }: Suite): Int32Array {
  const counts = new Int32Array(items.length);
  for (const { items: own, base, candidate } of pairs) {
    for (const [column, item] of own.entries()) {
      if (isScored(base.items, column, own.length) && isScored(candidate.items, column, own.length))
        counts[item] = (counts[item] ?? 0) + 1;
    }
  }
  return counts;
}

function isScored(rows: Float64Array, column: number, width: number): boolean {
  for (let i = column; i < rows.length; i += width) if (!Number.isNaN(rows[i])) return true;
  return false;
}
