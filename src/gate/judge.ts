import { fixturesByItem } from './blocks.ts';
import { type Difference, differenceOf } from './difference.ts';
import { type ItemTest, testItems } from './items.ts';
import type { Policy } from './policy.ts';
import type { Boundary } from './schedule.ts';
import type { Suite } from './suite.ts';
import type { Spread } from './variance.ts';

/** What one look says of the mean. */
export type MeanJudgement = {
  readonly difference: Difference;
  /** Bounds of the mean's difference that hold over all planned looks together; −1 or 1 where nothing is known. */
  readonly lower: number;
  readonly upper: number;
};

/** @param suite as it stood at this look */
export function judgeMean(suite: Suite, boundary: Boundary, policy: Policy): MeanJudgement {
  const difference = differenceOf(suite, policy);
  const { estimate, standardError, errorAtMargin, spread } = difference;
  const pass = passBoundary(boundary, spread);
  return {
    difference,
    lower: Math.max(-1, estimate - pass * errorAtMargin),
    upper: Math.min(1, estimate + boundary.regress * standardError),
  };
}

/** How many errors above −margin a PASS takes. */
export function passBoundary({ pass, passWider }: Boundary, { wider }: Pick<Spread, 'wider'>): number {
  return wider ? passWider : pass;
}

export type ItemJudgement = ItemTest & { readonly worse: boolean };

/**
 * The items at one look.
 * @param hurried stops as soon as no item can be worse: the same findings, without p-values that mean anything
 */
export function judgeItems(
  suite: Suite,
  { items: level }: Pick<Boundary, 'items'>,
  { minimum, permutations }: Policy,
  seed: number,
  hurried = false,
): ItemJudgement[] {
  const counts = fixturesByItem(suite);
  const tested = suite.items.flatMap((_, item) =>
    (counts[item] ?? 0) >= minimum.itemFixtures ? [item] : [],
  );
  // A level below what this many relabellings can show: nothing can be found.
  if (tested.length === 0 || (hurried && level * (permutations + 1) < 1)) return [];
  return testItems(suite, tested, permutations, seed, hurried ? level : 1).map((test) => ({
    ...test,
    worse: test.adjusted <= level,
  }));
}
