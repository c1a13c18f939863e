import { describe, expect, it } from 'vitest';
import { rowsOf } from '../testing/rows.ts';
import { Agreement, agreementOf } from './agreement.ts';
import { drawCells } from './swap.ts';

const recorded = rowsOf({ variant: 'a', fixtures: 30, repeats: 8, rate: () => 0.8 });
const fresh = (rate: number, fixtures = 30, repeats = 2, seed = 9) =>
  rowsOf({ variant: 'a', fixtures, repeats, rate: () => rate, seed });

describe('agreementOf', () => {
  it('says when the answers of today are not like the recorded ones, either way', () => {
    expect(agreementOf(recorded, fresh(0.6), 1)).toMatchObject({ verdict: 'moved' });
    expect(agreementOf(recorded, fresh(0.6), 1).difference).toBeLessThan(-0.1);
    expect(agreementOf(recorded, fresh(0.95), 1)).toMatchObject({ verdict: 'moved' });
  });

  it('says that it saw no sign, and what it would have seen', () => {
    const found = agreementOf(recorded, fresh(0.8), 1);
    expect(found.verdict).toBe('no-sign');
    expect(found.detectable).toBeLessThan(0.15);
    expect(Agreement.safeParse(found).error).toBeUndefined();
  });

  it('cries as often as its level where nothing moved', () => {
    let cries = 0;
    for (let seed = 0; seed < 150; seed += 1)
      cries += Number(
        agreementOf(
          rowsOf({ variant: 'a', fixtures: 8, repeats: 5, checks: 3, rate: () => 0.7, seed: 2 * seed + 1 }),
          rowsOf({ variant: 'a', fixtures: 8, repeats: 1, checks: 3, rate: () => 0.7, seed: 2 * seed + 2 }),
          seed,
          0.1,
        ).verdict === 'moved',
      );
    expect(cries / 150).toBeGreaterThan(0.02);
    expect(cries / 150).toBeLessThan(0.18);
  });

  it('compares only the fixtures that were taken anew, and says when they are too few to tell anything', () => {
    const found = agreementOf(recorded, fresh(0, 1, 1), 1);
    expect(found).toMatchObject({ verdict: 'too-few', fixtures: 1, answers: { recorded: 8, fresh: 1 } });
    expect(found.leftOut).toEqual([]);
  });

  it('compares nothing unsound', () => {
    expect(agreementOf(recorded, [], 1)).toMatchObject({
      verdict: 'error',
      reasons: [
        { kind: 'no-answers', arm: 'base' },
        { kind: 'no-answers', arm: 'candidate' },
      ],
    });
  });
});

describe('drawCells', () => {
  it('draws each cell at most once, and all of them where there are no more', () => {
    const drawn = drawCells(recorded, 10, 3);
    expect(new Set(drawn.map(({ fixture, repeat }) => `${fixture} ${repeat}`)).size).toBe(10);
    expect(drawCells(recorded, 1000, 3)).toHaveLength(recorded.length);
    expect(drawCells(recorded, 10, 4)).not.toEqual(drawn);
  });
});
