import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../score/row.ts';
import { checkOf, lostRow, rowOf, rowsOf } from '../testing/rows.ts';
import { compare } from './compare.ts';
import { Comparison } from './comparison.ts';
import { nextStep } from './next.ts';

/** Margin .1: thirty fixtures of eight checks resolve that with room to spare. */
const quick = { permutations: 499, margin: 0.1 };
const usual = { fixtures: 30, rate: (fixture: number) => 0.6 + (fixture % 4) / 10 };
const base = rowsOf({ variant: 'a', repeats: 8, ...usual });
const same = rowsOf({ variant: 'b', repeats: 5, ...usual, seed: 2 });
const worse = rowsOf({ variant: 'b', repeats: 5, fixtures: 30, rate: (f) => usual.rate(f) - 0.25, seed: 3 });

const kinds = (comparison: Comparison) => comparison.reasons.map(({ kind }) => kind);
const leftOut = (comparison: Comparison) => comparison.leftOut.map(({ kind }) => kind);

describe('compare', () => {
  it('passes a candidate that is shown to be no worse', () => {
    const found = compare(base, same, quick, 1);
    expect(found.verdict).toBe('PASS');
    expect(kinds(found)).toEqual(['no-worse']);
    expect(found.mean?.interval.lower).toBeGreaterThan(-0.1);
    expect(nextStep(found)).toEqual({ kind: 'stop' });
  });

  it('says that a candidate is worse where it is', () => {
    const found = compare(base, worse, quick, 1);
    expect(found.verdict).toBe('REGRESS');
    expect(kinds(found)).toContain('mean-worse');
    expect(found.mean?.interval.upper).toBeLessThan(0);
  });

  it('names the item that broke, though the mean hardly moves', () => {
    const broken = rowsOf({
      variant: 'b',
      repeats: 5,
      fixtures: 30,
      rate: (f, c) => ((f + c) % 10 === 3 ? 0.05 : usual.rate(f) + 0.09),
      seed: 4,
    });
    const found = compare(base, broken, quick, 1);
    expect(found.reasons.flatMap((reason) => (reason.kind === 'item-worse' ? [reason.item] : []))).toEqual([
      'item 3',
    ]);
    expect(found.verdict).toBe('REGRESS');
  });

  it('gives the same comparison for the same rows in any order', () => {
    const expected = compare(base, same, quick, 7);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(base, { minLength: base.length }),
        fc.shuffledSubarray(same, { minLength: same.length }),
        (a, b) => {
          expect(compare(a, b, quick, 7)).toEqual({ ...expected });
        },
      ),
      { numRuns: 5 },
    );
  });

  it('keeps the words of its schema', () => {
    for (const candidate of [same, worse, same.slice(0, 40), []])
      expect(Comparison.safeParse(compare(base, candidate, quick, 1)).error).toBeUndefined();
  });
});

describe('what keeps a candidate from passing', () => {
  const few = (rows: Row[], fixtures: number) =>
    rows.filter(({ fixture }) => Number(fixture.slice(2)) < fixtures);

  it('is fewer than 20 fixtures, and the policy can’t ask for less', () => {
    const found = compare(few(base, 19), few(same, 19), { ...quick, margin: 0.3 }, 1);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.reasons).toEqual([{ kind: 'too-few-fixtures', have: 19, need: 20 }]);
    expect(found.settle?.bottleneck).toBe('suite');
    expect(compare(few(base, 20), few(same, 20), { ...quick, margin: 0.3 }, 1).verdict).toBe('PASS');
    expect(compare(base, same, { minimum: { fixtures: 10 } }, 1).verdict).toBe('ERROR');
  });

  it('is fewer than 3 baseline answers to any fixture', () => {
    const thin = base.filter(({ fixture, repeat }) => fixture !== 'f/4' || repeat <= 2);
    const found = compare(thin, same, { ...quick, margin: 0.3 }, 1);
    expect(found.reasons).toEqual([
      { kind: 'too-few-baseline-repeats', fixtures: ['f/4'], have: 2, need: 3 },
    ]);
    expect(found.settle?.baselineAnswers).toBe(1);
  });

  it('is a margin that this suite can’t resolve, unless the candidate is shown not to be worse at all', () => {
    const found = compare(base, same, { ...quick, margin: 0.01 }, 1);
    expect(kinds(found)).toContain('margin-out-of-reach');
    expect(found.verdict).toBe('INCONCLUSIVE');
    const better = rowsOf({ variant: 'b', repeats: 5, fixtures: 30, rate: () => 0.97, seed: 5 });
    expect(compare(base, better, { ...quick, margin: 0.01 }, 1).verdict).toBe('PASS');
  });

  it('is an interval that reaches below the margin, with what would settle it', () => {
    const found = compare(
      base,
      few(same, 30).filter(({ repeat }) => repeat === 1),
      quick,
      1,
      0.5,
    );
    expect(found.reasons).toMatchObject([{ kind: 'undecided', roundsLeft: 4 }]);
    expect(nextStep(found)).toEqual({ kind: 'round', round: 2 });
    expect(found.settle?.candidateAnswers).toBeGreaterThan(0);
    expect(found.settle?.dollars).toBe((found.settle?.candidateAnswers ?? 0) * 0.5);
  });

  it('is never an answer of which one check could not be scored: its score is over other checks', () => {
    const partly = base.map((row) =>
      row.fixture === 'f/0' && row.repeat === 1
        ? {
            ...row,
            checks: row.checks.map((check, i) =>
              i === 0 ? { ...check, verdict: 'unscored' as const } : check,
            ),
          }
        : row,
    );
    expect(compare(base, same, quick, 1).base.unscored).toBe(0);
    expect(compare(partly, same, quick, 1).base.unscored).toBe(1);
  });

  it('is too many unscored answers, which are counted and never a 0', () => {
    const lost = same.map((row) => (row.repeat === 5 ? lostRow('b', row.fixture, 5) : row));
    const found = compare(base, lost, quick, 1);
    expect(found.reasons).toContainEqual({
      kind: 'too-many-unscored',
      arm: 'candidate',
      unscored: 30,
      answers: 150,
      allowed: 0.05,
    });
    expect(found.mean?.estimate).toBeGreaterThan(-0.1);
    expect(found.candidate).toEqual({ variant: 'b', answers: 150, unscored: 30 });
  });

  it('is a fixture that the candidate has no scored answer to', () => {
    const lost = same.map((row) => (row.fixture === 'f/7' ? lostRow('b', 'f/7', row.repeat) : row));
    const found = compare(base, lost, quick, 1);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(kinds(found)).toContain('fixtures-without-candidate');
    expect(found.n).toBe(29);
  });
});

describe('what is never compared', () => {
  const error = (a: readonly Row[], b: readonly Row[]) => {
    const found = compare(a, b, quick, 1);
    expect(found.verdict).toBe('ERROR');
    return kinds(found);
  };

  it('is nothing, mixtures, and cells given twice', () => {
    expect(error([], same)).toEqual(['no-answers']);
    expect(error(base, [lostRow('b', 'f/1', 1)])).toEqual(['no-answers']);
    expect(error([...base, ...same.slice(149)], same)).toContain('mixed');
    expect(
      error(
        base,
        same.map((row) => ({ ...row, collection: 'd' })),
      ),
    ).toEqual(['mixed']);
    expect(error(base, [...same, ...same.slice(0, 1)])).toEqual(['duplicate-cell']);
    expect(
      error(
        base,
        same.map((row) => ({ ...row, fixture: `other ${row.fixture}` })),
      ),
    ).toEqual(['nothing-comparable']);
  });

  it('is a fixture whose checks differ between the arms, or that one arm lacks', () => {
    const changed = same
      .filter(({ fixture }) => fixture !== 'f/2')
      .map((row) => (row.fixture === 'f/1' ? rowOf('b', 'f/1', row.repeat, [checkOf('x', 'pass')]) : row));
    const found = compare(base, changed, quick, 1);
    expect(found.leftOut).toContainEqual({ kind: 'checks-differ', fixture: 'f/1' });
    expect(found.leftOut).toContainEqual({ kind: 'one-arm', fixture: 'f/2', arm: 'base' });
    expect(found.n).toBe(28);
  });

  it('is an answer beyond the planned rounds, and an item seen on too few fixtures', () => {
    const found = compare(base, same, { ...quick, rounds: 2, margin: 0.2 }, 1);
    expect(found.leftOut).toContainEqual({ kind: 'beyond-plan', answers: 90, rounds: 2 });
    expect(found.path.map(({ round }) => round)).toEqual([1, 2]);
    const three = [0, 1].flatMap((f) =>
      [0, 1, 2, 3].map((r) => rowOf('a', `f/${f}`, r + 1, [checkOf('x', 'pass')])),
    );
    expect(leftOut(compare(three, three, quick, 1))).toEqual(['item-untested']);
  });

  it('is a policy that breaks its schema', () => {
    expect(compare(base, same, { margin: -1 }, 1).reasons).toMatchObject([{ kind: 'invalid' }]);
  });
});
