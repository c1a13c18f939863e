import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../score/row.ts';
import { type Column, gradingOf, replyOf, shareDenominators } from './promptfoo.ts';

const check = (id: string, verdict: 'pass' | 'fail' | 'unscored', weight = 1) => ({
  id,
  items: ['a/b'],
  grader: 'says',
  weight,
  must: false,
  verdict,
  reason: 'a reason',
  evidence: [{ file: 'a.py', line: 3, text: '<img src=x>' }],
});
const row = (checks: Row['checks'], score: number | null): Row => ({
  variant: 'v',
  fixture: 'f/g',
  repeat: 1,
  collection: 'c',
  key: 'k',
  source: 'import',
  model: 'm',
  taken: '2026-11-23',
  finding: null,
  score,
  checks,
});

describe('gradingOf', () => {
  it('shows scored checks with reason and evidence, and names the unscored ones', () => {
    const grading = gradingOf(
      row([check('p', 'pass', 3), check('q', 'fail'), check('r', 'unscored')], 0.75),
      new Map([['p', 'Is it?']]),
    );
    expect(grading).toMatchObject({
      pass: false,
      score: 0.75,
      reason: '1 of 2 checks pass\nunscored: r: a reason',
      // Of other checks than the other answers' 'a/b'.
      namedScores: {},
    });
    expect(grading.componentResults.map((each) => each.assertion.type)).toEqual(['p', 'q']);
    expect(grading.componentResults[0]).toEqual({
      pass: true,
      score: 1,
      reason: 'p: a reason\na.py, line 3: <img src=x>',
      assertion: { type: 'p', metric: 'a/b', value: 'Is it?' },
    });
  });

  it('has no metric for an item whose checks are all unscored', () => {
    expect(gradingOf(row([check('p', 'unscored')], null), new Map()).namedScores).toEqual({});
  });
});

describe('replyOf', () => {
  it('is an error, with the answer beside it, where nothing could be scored', () => {
    expect(replyOf({ row: row([check('p', 'unscored')], null), answer: 'text' })).toMatchObject({
      output: 'text',
      error: 'unscored: no check could be scored',
    });
    const missing: Row = {
      ...row([], null),
      finding: { status: 'missing', file: null, why: 'no answer is recorded' },
    };
    expect(replyOf({ row: missing, answer: null })).toEqual({
      error: 'unscored: missing: no answer is recorded',
      metadata: { variant: 'v', fixture: 'f/g', repeat: 1, key: 'k' },
    });
  });
});

describe('shareDenominators', () => {
  const column = fc.dictionary(
    fc.constantFrom('x', 'y', 'z'),
    fc.record({ n: fc.integer({ min: 1, max: 50 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
  );

  it('leaves every column’s percentage as it is, and gives all columns one total', () => {
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 5 }), (list) => {
        const columns: Required<Column>[] = list.map((metrics, i) => ({
          label: String(i),
          provider: '',
          metrics: {
            namedScores: Object.fromEntries(
              Object.entries(metrics).map(([name, { n, share }]) => [name, n * share]),
            ),
            namedScoresCount: Object.fromEntries(Object.entries(metrics).map(([name, { n }]) => [name, n])),
            namedScoreWeights: Object.fromEntries(Object.entries(metrics).map(([name, { n }]) => [name, n])),
          },
        }));
        shareDenominators(columns);
        for (const [i, metrics] of list.entries()) {
          for (const [name, { share }] of Object.entries(metrics)) {
            const { namedScores = {}, namedScoreWeights = {} } = columns[i]?.metrics ?? {};
            const totals = columns.flatMap((each) => each.metrics.namedScoreWeights?.[name] ?? []);
            expect((namedScores[name] ?? 0) / (namedScoreWeights[name] ?? 1)).toBeCloseTo(share, 10);
            expect(new Set(totals).size).toBe(1);
            for (const each of columns)
              expect(Object.values(each.metrics.namedScores).every(Number.isFinite)).toBe(true);
          }
        }
      }),
    );
  });
});
