import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta } from './beta.ts';
import { boundariesOf } from './boundaries.ts';
import { falseDiscovery, fisherFewer } from './fisher.ts';
import { logGamma } from './gamma.ts';
import golden from './golden.json' with { type: 'json' };
import { normalTail, normalTailQuantile } from './normal.ts';
import { Random } from './random.ts';
import { studentTail, studentTailQuantile } from './student.ts';

/** The largest error over a table whose rows end in the value expected; relative where that is above 1 or `relative`. */
function worst(
  rows: readonly number[][],
  compute: (...inputs: number[]) => number,
  relative = false,
): number {
  expect(rows.length).toBeGreaterThan(3);
  const errors = rows.map((row) => {
    const expected = row.at(-1) ?? Number.NaN;
    const error = Math.abs(compute(...row.slice(0, -1)) - expected);
    return relative ? error / Math.abs(expected) : error / Math.max(1, Math.abs(expected));
  });
  return Math.max(...errors);
}

describe('against an independent implementation', () => {
  it('quantiles agree to 1e-9', () => {
    expect(worst(golden.normalQuantile, normalTailQuantile)).toBeLessThan(1e-13);
    expect(worst(golden.studentQuantile, studentTailQuantile)).toBeLessThan(1e-9);
    expect(worst(golden.betaQuantile, betaQuantile)).toBeLessThan(1e-9);
  });

  it('tails agree to 11 digits, however far out', () => {
    expect(worst(golden.normalTail, normalTail, true)).toBeLessThan(1e-11);
    expect(worst(golden.studentTail, studentTail, true)).toBeLessThan(1e-11);
  });

  it('special functions agree', () => {
    expect(worst(golden.incompleteBeta, incompleteBeta)).toBeLessThan(1e-12);
    expect(worst(golden.logGamma, logGamma)).toBeLessThan(1e-13);
  });

  it('exact tests agree', () => {
    const fewer = (a: number, m: number, b: number, n: number) =>
      fisherFewer({ passes: a, answers: m }, { passes: b, answers: n });
    expect(worst(golden.fisherFewer, fewer as (...inputs: number[]) => number)).toBeLessThan(1e-11);
    const [p = [], adjusted = []] = golden.falseDiscovery;
    for (const [i, value] of falseDiscovery(p).entries()) expect(value).toBeCloseTo(adjusted[i] ?? -1, 12);
  });

  it('random words agree', () => {
    for (const [seed, words] of golden.xoshiro as [number, number[]][]) {
      const random = new Random(seed);
      expect(words.map(() => random.next())).toEqual(words);
    }
  });

  it.each(golden.boundaries)(
    'boundaries agree to 1e-6: α $alpha, $information',
    ({ alpha, information, z }) => {
      const found = boundariesOf(alpha, information);
      expect(Math.max(...z.map((each, i) => Math.abs(each - (found[i] ?? Number.NaN))))).toBeLessThan(1e-8);
    },
  );
});
