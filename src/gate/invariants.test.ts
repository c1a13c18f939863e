import { describe, expect, it } from 'vitest';
import { checkOf, rowOf } from '../testing/rows.ts';
import { compare } from './compare.ts';
import { nextStep } from './next.ts';

/** Thirty fixtures with one invariant; the candidate's verdicts on it, at the first of them. */
function compared(
  verdicts: readonly ('pass' | 'fail' | 'unscored')[],
  base: readonly ('pass' | 'fail')[] = [],
) {
  const rows = (variant: string, own: readonly ('pass' | 'fail' | 'unscored')[]) =>
    Array.from({ length: 30 }, (_, f) =>
      Array.from({ length: 5 }, (__, r) =>
        rowOf(variant, `f/${f}`, r + 1, [
          checkOf('must', (f === 0 ? own[r] : 'pass') ?? 'pass', [], 1, true),
          ...Array.from({ length: 9 }, (___, c) =>
            checkOf(`c ${c}`, (f + r + c) % 4 === 0 ? 'fail' : 'pass'),
          ),
        ]),
      ),
    ).flat();
  const candidate = rows('b', verdicts).filter(
    ({ repeat, fixture }) => fixture !== 'f/0' || repeat <= verdicts.length,
  );
  return compare(rows('a', base), candidate, { permutations: 99 }, 1);
}

describe('a hard invariant', () => {
  it('is broken by two failures, whatever the statistics say', () => {
    const found = compared(['fail', 'pass', 'pass', 'fail', 'pass']);
    expect(found.verdict).toBe('REGRESS');
    expect(found.reasons).toEqual([
      { kind: 'invariant-broken', fixture: 'f/0', check: 'must', failures: 2, answers: 5 },
    ]);
    expect(found.invariants[0]?.examples.map(({ repeat, reason }) => [repeat, reason])).toEqual([
      [1, 'must fail'],
      [4, 'must fail'],
    ]);
  });

  it('is unconfirmed after one failure, until enough answers have shown no other', () => {
    const found = compared(['pass', 'fail', 'pass']);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.reasons).toContainEqual({
      kind: 'invariant-unconfirmed',
      fixture: 'f/0',
      check: 'must',
      answers: 3,
      need: 2,
    });
    expect(nextStep(found)).toEqual({ kind: 'confirm', cells: [{ fixture: 'f/0', answers: 2 }] });
    const cleared = compared(['pass', 'fail', 'pass', 'pass', 'pass']);
    expect(cleared.verdict).toBe('PASS');
    expect(cleared.invariants).toMatchObject([{ state: 'unrepeated', failures: 1, answers: 5 }]);
  });

  it('does not count answers that were not scored on it', () => {
    expect(compared(['fail', 'unscored', 'unscored', 'unscored', 'unscored']).invariants).toMatchObject([
      { state: 'unconfirmed', answers: 1 },
    ]);
  });

  it('is none where the baseline failed it', () => {
    const found = compared(['fail', 'fail', 'fail', 'fail', 'fail'], ['fail']);
    expect(found.invariants).toEqual([]);
    expect(found.leftOut).toContainEqual({
      kind: 'not-invariant',
      fixture: 'f/0',
      check: 'must',
      failures: 1,
    });
  });
});
