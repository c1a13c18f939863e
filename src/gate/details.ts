import { studentTailQuantile } from '../statistics/student.ts';
import type { FixtureDifference, Interval, ItemDifference } from './comparison.ts';
import type { ItemJudgement } from './judge.ts';
import { meanOf, type Pair, type Suite } from './suite.ts';
import { type Spread, spreadOf } from './variance.ts';

const tail = 0.025;

/** 95 %, two-sided, from variances of single answers: for one difference, looked at once. */
function around(difference: number, variance: number, freedom: number): Interval {
  const half = studentTailQuantile(tail, Math.max(1, freedom)) * Math.sqrt(variance);
  return { lower: Math.max(-1, difference - half), upper: Math.min(1, difference + half) };
}

const freedomOf = (arms: readonly Float64Array[]) =>
  arms.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);

/** Each fixture by itself. The variances lean on the whole suite, since a fixture has few answers. */
export function fixtureDifferences({ pairs }: Suite, spread: Spread): FixtureDifference[] {
  return pairs.map(({ id, base, candidate }, i) => {
    const answers = { base: base.scores.length, candidate: candidate.scores.length };
    const before = meanOf(base.scores);
    const after = meanOf(candidate.scores);
    const variance = (spread.base[i] ?? 0) / answers.base + (spread.candidate[i] ?? 0) / answers.candidate;
    const interval = around(after - before, variance, freedomOf([base.scores, candidate.scores]));
    return { id, base: before, candidate: after, difference: after - before, interval, answers };
  });
}

/** Each item that both arms were scored on somewhere, over the fixtures where they were. */
export function itemDifferences(
  { items, pairs }: Suite,
  tests: readonly ItemJudgement[],
  margin: number,
): ItemDifference[] {
  return items.flatMap((id, item) => {
    const seen = pairs.flatMap((pair) => {
      const base = scoresOn(pair, item, 'base');
      const candidate = scoresOn(pair, item, 'candidate');
      return base.length > 0 && candidate.length > 0 ? [{ base, candidate }] : [];
    });
    if (seen.length === 0) return [];
    const spread = spreadOf(
      seen.map(({ base }) => base),
      seen.map(({ candidate }) => candidate),
      margin,
    );
    const n = seen.length;
    const before = seen.reduce((sum, { base }) => sum + meanOf(base), 0) / n;
    const after = seen.reduce((sum, { candidate }) => sum + meanOf(candidate), 0) / n;
    const variance =
      seen.reduce(
        (sum, { base, candidate }, i) =>
          sum + (spread.base[i] ?? 0) / base.length + (spread.candidate[i] ?? 0) / candidate.length,
        0,
      ) /
      (n * n);
    const test = tests.find((each) => each.item === item);
    return [
      {
        id,
        fixtures: n,
        base: before,
        candidate: after,
        difference: after - before,
        interval: around(
          after - before,
          variance,
          freedomOf(seen.flatMap((each) => [each.base, each.candidate])),
        ),
        p: test?.p ?? null,
        adjusted: test?.adjusted ?? null,
        regressed: test?.worse ?? false,
      },
    ];
  });
}

function scoresOn(pair: Pair, item: number, arm: 'base' | 'candidate'): Float64Array {
  const column = pair.items.indexOf(item);
  const scored = (value: number, i: number) => i % pair.items.length === column && !Number.isNaN(value);
  return pair[arm].items.filter(scored);
}
