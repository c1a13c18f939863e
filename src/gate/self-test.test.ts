import { describe, expect, it } from 'vitest';
import { checkOf, rowOf, rowsOf } from '../testing/rows.ts';
import { SelfTest, selfTest } from './self-test.ts';

const rows = rowsOf({ variant: 'a', fixtures: 12, repeats: 8, checks: 4, rate: () => 0.8 });
const wrong = Array.from({ length: 12 }, (_, f) =>
  rowOf(
    'labelled wrong',
    `f/${f}`,
    1,
    [0, 1, 2, 3].map((c) => checkOf(`check ${c}`, c === 0 ? 'pass' : 'fail', [`item ${(f + c) % 10}`])),
  ),
);
const few = { splits: 60, rates: [0.5, 1] };

describe('the self-test', () => {
  const told = selfTest(rows, wrong, { permutations: 199 }, 1, few);

  it('finds few false alarms among splits of one variant', () => {
    expect(told.verdict).toBe('told');
    expect(told.falseAlarm?.either.rate).toBeLessThan(0.15);
    expect(told.falseAlarm?.either).toMatchObject({ splits: 60 });
    expect(SelfTest.safeParse(told).error).toBeUndefined();
  });

  it('finds wrong answers that are swapped in, the more the more there are', () => {
    const [half, all] = told.power.map(({ either }) => either.rate);
    expect(all).toBe(1);
    expect(half).toBeGreaterThan(0.3);
    expect(half).toBeLessThanOrEqual(all ?? 0);
  });

  it('is about fixtures with five repeats, and names those with fewer', () => {
    const thin = rows.filter(({ fixture, repeat }) => repeat <= 5 && (fixture !== 'f/3' || repeat <= 4));
    const found = selfTest(thin, [], { permutations: 99 }, 1, { splits: 5 });
    expect(found.fixtures).toHaveLength(11);
    expect(found.tooFew).toEqual([{ fixture: 'f/3', repeats: 4 }]);
    expect(found.power).toEqual([]);
  });
});
