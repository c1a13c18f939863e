import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../statistics/random.ts';
import { testItems } from './items.ts';
import type { Answers, Suite } from './suite.ts';

function answers(rows: readonly (readonly number[])[]): Answers {
  return {
    scores: Float64Array.from(rows, (row) => row.reduce((a, b) => a + b, 0) / row.length),
    items: Float64Array.from(rows.flat()),
    rounds: Int32Array.from(rows, (_, i) => i + 1),
  };
}

/** Three fixtures, two items; three answers of the baseline against two of the candidate. */
const small: Suite = {
  items: ['x', 'y'],
  pairs: [
    [
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 0],
    ],
    [
      [1, 0],
      [1, 1],
      [1, 1],
      [0, 0],
      [0, 1],
    ],
    [
      [1, 1],
      [0, 1],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
  ].map((rows, i) => ({
    id: `${i}`,
    items: [0, 1],
    base: answers(rows.slice(0, 3)),
    candidate: answers(rows.slice(3)),
  })),
};

/** Every way to call two of five answers the candidate's. */
const pairsOfFive = [0, 1, 2, 3, 4].flatMap((a) =>
  [0, 1, 2, 3, 4].flatMap((b) => (a < b ? [[a, b] as const] : [])),
);

/** All 1,000 labellings, by definition rather than by sums: the share in which item x falls at least as far. */
function exactP(suite: Suite, item: number): number {
  const fall = (choice: readonly (readonly [number, number])[]) =>
    suite.pairs.reduce((sum, { base, candidate }, i) => {
      const values = [...base.items, ...candidate.items].filter((_, k) => k % 2 === item);
      const [a, b] = choice[i] ?? [3, 4];
      const chosen = ((values[a] ?? 0) + (values[b] ?? 0)) / 2;
      const rest = values.filter((_, k) => k !== a && k !== b).reduce((x, y) => x + y, 0) / 3;
      return sum + chosen - rest;
    }, 0);
  const observed = fall([
    [3, 4],
    [3, 4],
    [3, 4],
  ]);
  const all = pairsOfFive.flatMap((a) => pairsOfFive.flatMap((b) => pairsOfFive.map((c) => fall([a, b, c]))));
  return all.filter((each) => each <= observed + 1e-9).length / all.length;
}

function randomSuite(seed: number, drop: number): Suite {
  const random = new Random(seed);
  const draw = (n: number, rate: number) =>
    answers(
      Array.from({ length: n }, () =>
        Array.from({ length: 4 }, (_, j) => Number(random.uniform() < (j === 0 ? rate : 0.7))),
      ),
    );
  return {
    items: ['a', 'b', 'c', 'd'],
    pairs: Array.from({ length: 8 }, (_, i) => ({
      id: `${i}`,
      items: [0, 1, 2, 3],
      base: draw(6, 0.7),
      candidate: draw(3, 0.7 - drop),
    })),
  };
}

describe('testItems', () => {
  it('comes to the p-values of all labellings', () => {
    const [x, y] = testItems(small, [0, 1], 40_000, 1);
    expect(x?.p).toBeCloseTo(exactP(small, 0), 2);
    expect(y?.p).toBeCloseTo(exactP(small, 1), 2);
  });

  it('never corrects a p-value downwards', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const tests = testItems(randomSuite(seed, 0.3), [0, 1, 2, 3], 199, seed);
        for (const { p, adjusted } of tests) expect(adjusted).toBeGreaterThanOrEqual(p);
      }),
      { numRuns: 40 },
    );
  });

  it('finds the same when it gives up early', () => {
    for (let seed = 0; seed < 60; seed += 1) {
      const suite = randomSuite(seed, seed % 2 === 0 ? 0 : 0.5);
      const worse = (level: number, giveUp: number) =>
        testItems(suite, [0, 1, 2, 3], 499, seed, giveUp).filter(({ adjusted }) => adjusted <= level);
      expect(worse(0.02, 0.02).map(({ item }) => item)).toEqual(worse(0.02, 1).map(({ item }) => item));
    }
  });

  it('is as often significant as its level where nothing changed', () => {
    let found = 0;
    for (let seed = 0; seed < 600; seed += 1)
      found += Number(
        testItems(randomSuite(seed, 0), [0, 1, 2, 3], 99, seed, 0.1).some(({ adjusted }) => adjusted <= 0.1),
      );
    expect(found / 600).toBeGreaterThan(0.04);
    expect(found / 600).toBeLessThan(0.14);
  });

  it('has nothing to say of an item that all answers pass, nor of one that none is scored on', () => {
    const flat: Suite = {
      items: ['x', 'y'],
      pairs: small.pairs.map((pair) => ({
        ...pair,
        base: answers([
          [1, Number.NaN],
          [1, Number.NaN],
          [1, Number.NaN],
        ]),
        candidate: answers([
          [1, Number.NaN],
          [1, Number.NaN],
        ]),
      })),
    };
    expect(testItems(flat, [0, 1], 99, 1).map(({ p }) => p)).toEqual([1, 1]);
  });
});
