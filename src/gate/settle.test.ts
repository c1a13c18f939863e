import { describe, expect, it } from 'vitest';
import { rowsOf } from '../testing/rows.ts';
import { compare } from './compare.ts';

const arm = (variant: string, repeats: number, rate: number, seed: number, fixtures = 40) =>
  rowsOf({ variant, fixtures, repeats, rate: () => rate, seed });

describe('what would settle it', () => {
  const base = arm('a', 12, 0.8, 1);

  it('is within the plan where the candidate looks unchanged, and does settle it', () => {
    const found = compare(base, arm('b', 1, 0.8, 2), {}, 1, 0.1);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.settle).toMatchObject({ bottleneck: 'candidate', baselineAnswers: 0, beyondPlan: false });
    const rounds = 1 + (found.settle?.candidateAnswers ?? 0) / 40;
    expect(compare(base, arm('b', rounds, 0.8, 2), {}, 1).verdict).toBe('PASS');
  });

  it('is more answers of the baseline where no number of the candidate’s would do', () => {
    const found = compare(arm('a', 3, 0.8, 1), arm('b', 1, 0.78, 5), { margin: 0.055 }, 1);
    expect(found.settle).toMatchObject({ bottleneck: 'baseline', candidateAnswers: 160, beyondPlan: false });
    expect(found.settle?.baselineAnswers).toBeGreaterThan(0);
  });

  it('is nothing that can be bought where the estimate is half-way to the margin', () => {
    const binary = (variant: string, repeats: number, rate: number, seed: number) =>
      rowsOf({ variant, fixtures: 40, repeats, rate: () => rate, seed, checks: 1 });
    const found = compare(binary('a', 12, 0.8, 1), binary('b', 3, 0.74, 6), { margin: 0.08 }, 1);
    expect(found.mean?.estimate).toBeCloseTo(-0.04, 2);
    expect(found.settle).toMatchObject({ bottleneck: 'never', candidateAnswers: 0, beyondPlan: true });
  });
});
