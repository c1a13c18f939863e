/** graded: twelve checks per answer, an item each. binary: one check per answer, an item for every five fixtures. */
export type Kind = 'graded' | 'binary';

/** How the candidate differs from the baseline; `world.ts` has what each draws. */
export type Shape =
  | 'identical'
  | 'uniform'
  | 'sparse'
  | 'dented-item'
  | 'lost-item'
  | 'variance-only'
  | 'clustered'
  | 'saturated'
  | 'drifted-cache';

/** One cell of the grid. */
export type Scenario = {
  readonly kind: Kind;
  readonly shape: Shape;
  readonly fixtures: number;
  /**
   * The suite's true mean difference in margins: 0 is unchanged, −1 worse by the margin. `as-it-falls`: what breaking
   * one item makes of it, with nothing else changed.
   */
  readonly effect: number | 'as-it-falls';
  readonly baseAnswers: number;
  readonly rounds: number;
  readonly margin: number;
};

/** The margins that the method is laid out for. */
export const margins: Readonly<Record<Kind, number>> = { graded: 0.05, binary: 0.1 };

const effects: Readonly<Record<Shape, readonly Scenario['effect'][]>> = {
  identical: [0],
  uniform: [0, -0.5, -1, -2],
  sparse: [0, -0.5, -1, -2],
  'dented-item': [0, 'as-it-falls'],
  'lost-item': [0, 'as-it-falls'],
  'variance-only': [0, -1],
  clustered: [0, -1],
  saturated: [0, -1],
  'drifted-cache': [0, -1],
};

/** Every shape and effect for these numbers of fixtures and baseline answers. */
export function gridOf(sizes: readonly { fixtures: number; baseAnswers: number }[]): Scenario[] {
  return sizes.flatMap(({ fixtures, baseAnswers }) =>
    (['graded', 'binary'] as const).flatMap((kind) =>
      Object.entries(effects).flatMap(([shape, list]) =>
        list.map((effect) => ({
          kind,
          shape: shape as Shape,
          fixtures,
          effect,
          baseAnswers,
          rounds: 5,
          margin: margins[kind],
        })),
      ),
    ),
  );
}

export function nameOf({ kind, shape, fixtures, effect, baseAnswers }: Scenario): string {
  return `${kind} ${shape} ${effect} F=${fixtures} K=${baseAnswers}`;
}
