import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultsOf } from './results.ts';
import type { Row } from './row.ts';
import { cellScore, weightedShare } from './score.ts';
import { summarise } from './summary.ts';

const check = (
  id: string,
  verdict: 'pass' | 'fail' | 'unscored',
  weight = 1,
  items = ['a/b'],
  must = false,
) => ({
  id,
  items,
  grader: 'says',
  weight,
  must,
  verdict,
  reason: '',
  evidence: [],
});
const row = (variant: string, checks: Row['checks'], repeat = 1, fixture = 'f/g'): Row => ({
  variant,
  fixture,
  repeat,
  collection: 'c',
  key: 'k',
  source: 'import',
  model: 'unknown',
  taken: '2026-11-23',
  finding: null,
  score: cellScore(checks),
  checks,
});

describe('weightedShare', () => {
  it('weighs what was scored, and leaves out what was not', () => {
    expect(weightedShare([check('a', 'pass', 3), check('b', 'fail', 1), check('c', 'unscored', 50)])).toBe(
      0.75,
    );
    expect(weightedShare([check('a', 'unscored')])).toBeNull();
  });

  it('lies between 0 and 1, and grows when a failure turns into a pass', () => {
    const verdicts = fc.array(
      fc.tuple(fc.constantFrom('pass', 'fail', 'unscored'), fc.integer({ min: 1, max: 9 })),
    );
    fc.assert(
      fc.property(verdicts, (list) => {
        const checks = list.map(([verdict, weight]) => ({ verdict: verdict as 'pass', weight }));
        const share = weightedShare(checks);
        if (share === null) return checks.every(({ verdict }) => (verdict as string) === 'unscored');
        const better = checks.map(
          ({ verdict, weight }) =>
            ({ weight, verdict: (verdict as string) === 'fail' ? 'pass' : verdict }) as const,
        );
        return share >= 0 && share <= 1 && (weightedShare(better) ?? 0) >= share;
      }),
    );
  });
});

describe('cellScore', () => {
  it('is 0 where an invariant is broken', () => {
    expect(cellScore([check('a', 'pass', 9), check('b', 'fail', 1, [], true)])).toBe(0);
    expect(cellScore([check('a', 'pass'), check('b', 'unscored', 1, [], true)])).toBe(1);
  });
});

describe('summarise', () => {
  it('takes the mean over answers, with n and unscored beside it', () => {
    const rows = [
      row('x', [check('p', 'pass'), check('q', 'fail')]),
      row('x', [check('p', 'pass'), check('q', 'pass')], 2),
      row('x', [check('p', 'unscored'), check('q', 'pass')], 3),
      { ...row('y', []), finding: { status: 'missing', file: null, why: '' } } as Row,
    ];
    const { items, overall } = summarise(rows, ['x', 'y'], () => ['a/b']);
    expect(items.get('a/b')?.get('x')).toEqual({ mean: 0.75, n: 2, unscored: 1 });
    expect(items.get('a/b')?.get('y')).toEqual({ mean: null, n: 0, unscored: 1 });
    expect(overall.get('x')).toEqual({ mean: 0.75, n: 2, unscored: 1 });
    expect(overall.get('y')).toEqual({ mean: null, n: 0, unscored: 1 });
  });
});

describe('resultsOf', () => {
  it('orders rows by cell, however they arrive', () => {
    const rows = [
      row('b', [], 2),
      row('a', [], 1),
      row('a', [], 10),
      row('b', [], 1),
      row('a', [], 2),
      row('a', [], 1, 'e/z'),
    ];
    const order = (list: Row[]) =>
      resultsOf({ collection: 'c', judge: null, variants: ['b', 'a'] }, list).rows.map(
        (each) => `${each.fixture} ${each.variant} ${each.repeat}`,
      );
    expect(order(rows)).toEqual(['e/z a 1', 'f/g b 1', 'f/g b 2', 'f/g a 1', 'f/g a 2', 'f/g a 10']);
    expect(order(rows.toReversed())).toEqual(order(rows));
  });
});
