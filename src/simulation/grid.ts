import { gridOf, type Scenario } from './scenario.ts';

/** A grid with the runs that each of its cells is given. */
export type Grid = {
  readonly scenarios: readonly Scenario[];
  readonly runs: number;
};

/** The suite that figures of power are given for; every question is asked of it. */
const main = { fixtures: 40, baseAnswers: 12 } as const;
/** Others are asked about nulls, the margin and one broken item. */
const others = [10, 20, 24, 100].map((fixtures) => ({ fixtures, baseAnswers: 12 }));
const fewerAnswers = [
  { fixtures: 6, baseAnswers: 2 },
  { fixtures: 20, baseAnswers: 3 },
  { fixtures: 40, baseAnswers: 5 },
] as const;

const plainShapes: readonly Scenario['shape'][] = [
  'identical',
  'uniform',
  'sparse',
  'variance-only',
  'saturated',
];

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
      ...gridOf([main]),
      ...gridOf(others).filter(({ shape, effect }) => effect === 0 || effect === -1 || shape === 'lost-item'),
      ...gridOf(fewerAnswers).filter(
        ({ shape, effect }) => plainShapes.includes(shape) && (effect === 0 || effect === -1),
      ),
    ],
    runs: 4000,
  },
  small: {
    scenarios: gridOf([{ fixtures: 20, baseAnswers: 12 }]),
    runs: 200,
  },
};
