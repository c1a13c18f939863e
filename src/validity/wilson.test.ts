import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wilson } from './wilson.ts';

// The published example of Newcombe (1998), table I: 81 of 263, and 0 and 1 of 29.
it.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i', (right, n, low, high) => {
  const interval = wilson(right, n);
  expect(interval.low).toBeCloseTo(low, 4);
  expect(interval.high).toBeCloseTo(high, 4);
});

it('holds the share, and mirrors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const right = Math.round(n * part);
      const { low, high } = wilson(right, n);
      const mirrored = wilson(n - right, n);
      expect(low).toBeLessThanOrEqual(right / n);
      expect(high).toBeGreaterThanOrEqual(right / n);
      expect(1 - mirrored.high).toBeCloseTo(low, 12);
    }),
  );
});
