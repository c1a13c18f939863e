import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headroomOf, isSaturated } from './headroom.ts';
import type { Row } from './row.ts';

type Told = Readonly<Record<string, 'pass' | 'fail' | 'unscored'>>;

function row(variant: string, score: number | null, told: Told): Row {
  const identity = { variant, fixture: 'f/g', repeat: 1, collection: 'c', key: 'k' };
  const taken = { source: null, model: null, taken: null, finding: null };
  const rest = { items: [], grader: 'says', weight: 1, must: false, reason: '', evidence: [] };
  return {
    ...identity,
    ...taken,
    score,
    checks: Object.entries(told).map(([id, verdict]) => ({ id, verdict, ...rest })),
  };
}

const of = (rows: Row[]) => headroomOf(rows, ['x', 'y'], new Map([['f/g', 'repair']]))[0];

describe('headroomOf', () => {
  it('names the checks with one verdict in all scored answers, and counts those that were scored', () => {
    const rows = [
      row('x', 0.5, { p: 'pass', q: 'fail', r: 'unscored', s: 'unscored' }),
      row('y', 1, { p: 'pass', q: 'pass', r: 'fail', s: 'unscored' }),
    ];
    expect(of(rows)).toMatchObject({ kind: 'repair', checks: 3, pass: ['p'], fail: ['r'] });
    expect(of(rows)?.scores).toEqual(
      new Map([
        ['x', 0.5],
        ['y', 1],
      ]),
    );
  });

  it('leaves fewer checks alike the more answers there are', () => {
    const verdicts = fc.record({ p: fc.constantFrom('pass', 'fail'), q: fc.constantFrom('pass', 'fail') });
    const answers = fc.array(verdicts, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(answers, answers, (some, more) => {
        const alike = (all: typeof some) => {
          const found = of(all.map((told) => row('x', 1, told as Told)));
          return (found?.pass.length ?? 0) + (found?.fail.length ?? 0);
        };
        expect(alike([...some, ...more])).toBeLessThanOrEqual(alike(some));
      }),
    );
  });
});

describe('isSaturated', () => {
  it.each([
    [[0.96, 1], true],
    [[0.95, 1], false],
    [[0.96, null], true],
    [[null, null], false],
  ])('%j: %s', ([x = null, y = null], expected) => {
    const found = of([row('x', x, {}), row('y', y, {})]);
    expect(found && isSaturated(found)).toBe(expected);
  });
});
