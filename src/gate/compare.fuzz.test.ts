import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../score/row.ts';
import { checkOf, lostRow, rowOf } from '../testing/rows.ts';
import { compare } from './compare.ts';
import { Comparison } from './comparison.ts';

const verdict = fc.constantFrom('pass', 'fail', 'unscored' as const);

/** Any few rows: unscored checks, lost answers, gaps among the repeats, invariants, fixtures of one arm. */
const arm = (variant: string): fc.Arbitrary<Row[]> =>
  fc
    .uniqueArray(
      fc.record({
        fixture: fc.integer({ min: 0, max: 8 }),
        repeat: fc.integer({ min: 1, max: 7 }),
        verdicts: fc.option(fc.array(verdict, { minLength: 4, maxLength: 4 })),
      }),
      { selector: ({ fixture, repeat }) => `${fixture} ${repeat}`, maxLength: 40 },
    )
    .map((cells) =>
      cells.map(({ fixture, repeat, verdicts }) =>
        verdicts
          ? rowOf(
              variant,
              `f/${fixture}`,
              repeat,
              verdicts.map((each, c) =>
                checkOf(`c ${c}`, each, [`item ${c % 3}`], c === 3 ? 0.5 : 1, c === 0),
              ),
            )
          : lostRow(variant, `f/${fixture}`, repeat),
      ),
    );

describe('compare, whatever the rows', () => {
  it('keeps to its schema, comes to numbers, and passes nothing on so little', () => {
    fc.assert(
      fc.property(arm('a'), arm('b'), fc.integer(), (base, candidate, seed) => {
        const found = compare(base, candidate, { permutations: 99 }, seed);
        expect(Comparison.safeParse(found).error).toBeUndefined();
        expect(found.reasons.map(({ kind }) => kind)).not.toContain('invalid');
        expect(found.verdict).not.toBe('PASS');
        if (found.mean) {
          expect(found.mean.interval.lower).toBeLessThanOrEqual(found.mean.estimate);
          expect(found.mean.interval.upper).toBeGreaterThanOrEqual(found.mean.estimate);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('finds what it finds one way round not to be worse the other way round', () => {
    fc.assert(
      fc.property(arm('a'), arm('b'), (base, candidate) => {
        const one = compare(base, candidate, { permutations: 99 }, 1);
        const other = compare(candidate, base, { permutations: 99 }, 1);
        const worse = (found: Comparison) => found.reasons.some(({ kind }) => kind === 'mean-worse');
        expect(worse(one) && worse(other)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
