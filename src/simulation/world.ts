import type { Random } from '../statistics/random.ts';
import { changes, clusterSize } from './change.ts';
import { beta } from './draws.ts';
import { clip, copyOf, meanRate, type Rates, recentre } from './rates.ts';
import type { Scenario } from './scenario.ts';

/** How an arm answers. */
export type Habits = {
  readonly rates: Rates;
  /** How alike the checks of one answer come out: with c they share one draw of Beta(rate·c, (1 − rate)·c). */
  readonly concentration: number;
};

/** The truth that a gate is to find out. */
export type World = {
  readonly items: readonly string[];
  /** Per fixture, the item that each check serves. */
  readonly itemsOf: readonly (readonly number[])[];
  /** The baseline as it answers today, and as it did when the answers were kept that the gate compares with. */
  readonly base: Habits;
  readonly cache: Habits;
  readonly candidate: Habits;
};

const checksPerAnswer = { graded: 12, binary: 1 } as const;
const gradedItems = 20;
const fixturesPerBinaryItem = 5;
const usualConcentration = 8;
const drift = 0.02;

/** Shapes of the beta distribution that fixtures' rates are drawn from; see docs/gate.md for what they are after. */
const rateShapes = { graded: [4, 1.2], binary: [2.5, 0.6] } as const;
const saturatedShape = [40, 0.8] as const;

/** Draws a suite of the scenario and what the candidate makes of it. */
export function drawWorld(scenario: Scenario, random: Random): World {
  const { kind, shape, fixtures, margin, effect } = scenario;
  const [a, b] = shape === 'saturated' ? saturatedShape : rateShapes[kind];
  const checks = checksPerAnswer[kind];
  const itemsOf = Array.from({ length: fixtures }, (_, i) =>
    Array.from({ length: checks }, (__, k) =>
      kind === 'graded' ? (i * 7 + k) % gradedItems : Math.floor(i / fixturesPerBinaryItem),
    ),
  );
  const levels = Array.from({ length: fixtures }, () => clip(beta(random, a, b)));
  const base = levels.map((level, i) => {
    const lead = levels[i - (i % clusterSize)] ?? level;
    return new Float64Array(checks).fill(shape === 'clustered' ? (level + lead) / 2 : level);
  });
  const candidate = copyOf(base);
  const movable = changes[shape](candidate, { scenario, itemsOf, random });
  if (effect !== 'as-it-falls') recentre(candidate, meanRate(base) + effect * margin, movable);
  const cache = shape === 'drifted-cache' ? copyOf(base) : base;
  if (shape === 'drifted-cache') recentre(cache, meanRate(base) + drift, () => true);
  const items = kind === 'graded' ? gradedItems : Math.ceil(fixtures / fixturesPerBinaryItem);
  return {
    items: Array.from({ length: items }, (_, i) => `item ${i}`),
    itemsOf,
    base: { rates: base, concentration: usualConcentration },
    cache: { rates: cache, concentration: usualConcentration },
    candidate: {
      rates: candidate,
      concentration: shape === 'variance-only' ? 1 : usualConcentration,
    },
  };
}

/** The true difference of each item, averaged over its fixtures. */
export function itemEffects({ items, itemsOf, base, candidate }: World): Float64Array {
  const sums = new Float64Array(items.length);
  const counts = new Int32Array(items.length);
  for (const [i, own] of itemsOf.entries()) {
    for (const [k, item] of own.entries()) {
      sums[item] = (sums[item] ?? 0) + (candidate.rates[i]?.[k] ?? 0) - (base.rates[i]?.[k] ?? 0);
      counts[item] = (counts[item] ?? 0) + 1;
    }
  }
  return sums.map((sum, item) => sum / Math.max(1, counts[item] ?? 0));
}
