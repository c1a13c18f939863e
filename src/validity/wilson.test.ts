import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilson } from './wilson.ts';

describe('wilson', () => {
  it.each([
    // By hand from the formula, z = 1.96: research tables give .81–.99 for 95 % of 30 and .91–.97 for 95 % of 200.
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [95, 100, 0.8882, 0.9785],
    [59, 59, 0.9389, 1],
  ])('%i of %i', (hits, n, low, high) => {
    const interval = wilson(hits, n);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('holds the rate, stays inside 0 … 1, mirrors, and narrows as n grows', () => {
    const counts = fc
      .integer({ min: 1, max: 2000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([hits, n]) => {
        const [a, b, wide] = [wilson(hits, n), wilson(n - hits, n), wilson(hits * 2, n * 2)];
        if (!a || !b || !wide) return false;
        const rate = hits / n;
        return (
          a.low >= 0 &&
          a.high <= 1 &&
          a.low <= rate + 1e-12 &&
          a.high >= rate - 1e-12 &&
          Math.abs(a.low - (1 - b.high)) < 1e-12 &&
          wide.high - wide.low < a.high - a.low
        );
      }),
    );
    expect(wilson(0, 0)).toBeNull();
  });
});
