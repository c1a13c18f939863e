import type { Variant } from './agent/variant.ts';
import type { Fixture } from './fixture/fixture.ts';

/** One answer that is wanted: a variant's, to a fixture's task, for the how-manieth time. */
export type Cell = { readonly variant: Variant; readonly fixture: Fixture; readonly repeat: number };

/**
 * Every cell, with the variants of one fixture and repeat next to each other: samples are taken in this order, so
 * that a drift of the model over time meets all arms alike.
 */
export function cellsOf(variants: readonly Variant[], fixtures: readonly Fixture[], repeats: number): Cell[] {
  const turns = Array.from({ length: repeats }, (_, i) => i + 1);
  return fixtures.flatMap((fixture) =>
    turns.flatMap((repeat) => variants.map((variant) => ({ variant, fixture, repeat }))),
  );
}

/** A cell's name among all cells of a run. */
export function cellId({ variant, fixture, repeat }: Cell): string {
  return `${variant.id} ${fixture.id} ${repeat}`;
}
