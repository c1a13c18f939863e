import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../statistics/random.ts';
import { spreadOf } from './variance.ts';

const score = fc.double({ min: 0, max: 1, noNaN: true });
const arm = (n: number) =>
  fc.array(
    fc.array(score, { minLength: 1, maxLength: 6 }).map((s) => Float64Array.from(s)),
    { minLength: n, maxLength: n },
  );
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;

describe('spreadOf', () => {
  it('is positive and never above what scores between 0 and 1 can have', () => {
    fc.assert(
      fc.property(arm(5), arm(5), (base, candidate) => {
        const { base: before, candidate: after, atMargin } = spreadOf(base, candidate, 0.05);
        for (const each of [...before, ...after]) {
          expect(each).toBeGreaterThan(0);
          expect(each).toBeLessThanOrEqual(0.25);
        }
        for (const each of atMargin) expect(each).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('has a floor where every answer passed', () => {
    const ones = Array.from({ length: 40 }, () => new Float64Array(12).fill(1));
    const { base } = spreadOf(ones, ones, 0.05);
    expect(mean(base)).toBeGreaterThan(1e-5);
    expect(mean(base)).toBeLessThan(1e-3);
  });

  it('comes to the true variance on average, or a little above, whether answers are graded or all or nothing', () => {
    for (const checks of [1, 12]) {
      const random = new Random(checks);
      const ratios: number[] = [];
      for (let run = 0; run < 200; run += 1) {
        const rates = Array.from({ length: 30 }, () => 0.5 + random.uniform() / 2);
        const draw = (n: number) =>
          rates.map((rate) =>
            Float64Array.from({ length: n }, () => {
              let passed = 0;
              for (let c = 0; c < checks; c += 1) passed += Number(random.uniform() < rate);
              return passed / checks;
            }),
          );
        const truth = rates.reduce((sum, rate) => sum + (rate * (1 - rate)) / checks, 0) / 30;
        ratios.push(mean(spreadOf(draw(12), draw(3), 0.05).base) / truth);
      }
      expect(mean(Float64Array.from(ratios))).toBeGreaterThan(0.97);
      expect(mean(Float64Array.from(ratios))).toBeLessThan(1.08);
    }
  });
});
