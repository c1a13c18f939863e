import { gridOf, type Scenario } from './scenario.ts';

/** A grid with the runs that each of its cells is given. */
export type Grid = {
  readonly scenarios: readonly Scenario[];
  readonly runs: number;
};

const oftenAsked = [6, 10, 20, 24, 40, 100] as const;

/** Shapes and effects that are also asked of a baseline with fewer answers. */
const alsoAsked = new Set([
  'identical 0',
  'uniform -1',
  'sparse -1',
  'variance-only 0',
  'variance-only -1',
  'saturated 0',
  'saturated -1',
  'lost-item as-it-falls',
]);

const fewer = [
  { fixtures: 6, baseAnswers: 2 },
  { fixtures: 20, baseAnswers: 3 },
  { fixtures: 24, baseAnswers: 5 },
  { fixtures: 40, baseAnswers: 5 },
] as const;

/**
 * Relabellings behind each test of the items. The gate draws 4,999; fewer keep every error rate and cost power, so that
 * figures for one broken item, which rest on them, are given more.
 */
export function permutationsFor({ shape }: Scenario): number {
  return shape === 'dented-item' || shape === 'lost-item' ? 1999 : 499;
}

export const grids: Readonly<Record<'full' | 'small', Grid>> = {
  full: {
    scenarios: [
      ...gridOf(oftenAsked.map((fixtures) => ({ fixtures, baseAnswers: 12 }))),
      ...gridOf(fewer).filter(({ shape, effect }) => alsoAsked.has(`${shape} ${effect}`)),
    ],
    runs: 4000,
  },
  small: {
    scenarios: gridOf([{ fixtures: 20, baseAnswers: 12 }]),
    runs: 200,
  },
};
