import type { Random } from '../statistics/random.ts';
import { normal } from './draws.ts';
import { clip, type Movable, type Rates } from './rates.ts';
import type { Scenario, Shape } from './scenario.ts';

/** The item that breaks where one does. */
export const brokenItem = 0;
export const clusterSize = 5;

type Change = (
  rates: Rates,
  context: {
    readonly scenario: Scenario;
    readonly itemsOf: readonly (readonly number[])[];
    readonly random: Random;
  },
) => Movable;

const all: Movable = () => true;

/**
 * What the candidate does to the rates, in place; returns which of them may move to put the suite's mean where the
 * scenario wants it.
 */
export const changes: Readonly<Record<Shape, Change>> = {
  identical: () => all,
  saturated: () => all,
  'drifted-cache': () => all,
  // Every fixture moves a little its own way.
  uniform: (rates, { random }) => {
    for (const row of rates) shift(row, 0.04 * normal(random));
    return all;
  },
  // A few fixtures break and nothing else moves; or, where the mean stays, all others make up for them.
  sparse: (rates, { scenario }) => {
    const needed = -Number(scenario.effect) * scenario.margin * rates.length;
    const broken = new Set<number>();
    let lost = 0;
    // Steps of 7 through the suite, so that what breaks is not all of one item.
    for (
      let i = 0;
      broken.size < Math.max(2, Math.round(0.15 * rates.length)) || lost * 0.9 < needed;
      i += 7
    ) {
      broken.add(i % rates.length);
      lost += rates[i % rates.length]?.[0] ?? 0;
    }
    if (scenario.effect !== 0) return (i) => broken.has(i);
    for (const i of broken) scale(rates[i] ?? new Float64Array(), 0.6);
    return (i) => !broken.has(i);
  },
  'dented-item': (rates, { itemsOf }) => breakItem(rates, itemsOf, (rate) => rate - 0.23),
  'lost-item': (rates, { itemsOf }) => breakItem(rates, itemsOf, (rate) => rate * 0.1),
  // Graded answers keep their rates and become all or nothing (see `concentrations`); a binary answer's variance
  // follows from its rate, so there the rates go apart.
  'variance-only': (rates, { scenario }) => {
    if (scenario.kind === 'binary')
      for (const [i, row] of rates.entries()) shift(row, i % 2 === 0 ? 0.15 : -0.15);
    return all;
  },
  // Fixtures of one cluster move alike.
  clustered: (rates, { random }) => {
    let move = 0;
    for (const [i, row] of rates.entries()) {
      if (i % clusterSize === 0) move = 0.08 * normal(random);
      shift(row, move);
    }
    return all;
  },
};

function shift(row: Float64Array, by: number): void {
  for (const [k, rate] of row.entries()) row[k] = clip(rate + by);
}

function scale(row: Float64Array, by: number): void {
  for (const [k, rate] of row.entries()) row[k] = clip(rate * by);
}

function breakItem(
  rates: Rates,
  itemsOf: readonly (readonly number[])[],
  broken: (rate: number) => number,
): Movable {
  const serves: Movable = (i, k) => itemsOf[i]?.[k] === brokenItem;
  for (const [i, row] of rates.entries()) {
    for (const [k, rate] of row.entries()) if (serves(i, k)) row[k] = clip(broken(rate));
  }
  return (i, k) => !serves(i, k);
}
