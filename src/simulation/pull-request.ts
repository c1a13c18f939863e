import type { GateVerdict } from '../gate/comparison.ts';
import { decide, plain } from '../gate/decide.ts';
import type { Policy } from '../gate/policy.ts';
import { scheduleOf } from '../gate/schedule.ts';
import type { Suite } from '../gate/suite.ts';
import { Random } from '../statistics/random.ts';
import { drawAnswers } from './answer.ts';
import { brokenItem } from './change.ts';
import { asksCanary, canariesOf } from './canary.ts';
import { meanRate } from './rates.ts';
import { pairedTest, reference } from './reference.ts';
import type { Scenario } from './scenario.ts';
import { drawWorld, itemEffects, type World } from './world.ts';

const inHurry = { ...plain, hurried: true };

/** How one simulated pull request went. */
export type Outcome = {
  readonly verdict: GateVerdict;
  /** The mean was called worse. */
  readonly mean: boolean;
  /** Items called worse that truly are, and that truly are not. */
  readonly itemsRight: number;
  readonly itemsWrong: number;
  /** The item that breaks where one does was named. */
  readonly named: boolean;
  readonly rounds: number;
  /** The suite's true mean difference. */
  readonly truth: number;
  /** What the fixed design says of the same candidate answers. */
  readonly reference: boolean;
  /** Which canaries cried, in the order of `canaries`; empty where none was asked. */
  readonly canaries: readonly boolean[];
};

type Gated = Omit<Outcome, 'reference' | 'truth' | 'canaries'>;

/**
 * One pull request through the gate's own functions, round by round until they decide.
 * @param seed of everything that is drawn
 */
export function pullRequest(scenario: Scenario, policy: Policy, seed: number): Outcome {
  const random = new Random(seed);
  const world = drawWorld(scenario, random);
  const suite = drawSuite(scenario, world, random);
  // Kept answers are as good as fresh ones, unless they are too few, or the baseline has moved since.
  const wanting = scenario.baseAnswers < reference.repeats || world.cache.rates !== world.base.rates;
  const canary = asksCanary(scenario);
  const fresh =
    wanting || canary
      ? suite.pairs.map((_, i) => drawAnswers(world.base, i, reference.repeats, random))
      : suite.pairs.map(({ base }) => base);
  const first = suite.pairs.map(({ candidate }) => candidate.scores.subarray(0, reference.repeats));
  return {
    ...gate(suite, world, policy, seed),
    truth: meanRate(world.candidate.rates) - meanRate(world.base.rates),
    reference: pairedTest(
      fresh.map(({ scores }) => scores.subarray(0, reference.repeats)),
      first,
    ),
    canaries: canary ? canariesOf(suite, fresh, seed) : [],
  };
}

function drawSuite({ baseAnswers, rounds }: Scenario, world: World, random: Random): Suite {
  const count = Math.max(rounds, reference.repeats);
  return {
    items: world.items,
    pairs: world.itemsOf.map((items, i) => ({
      id: `fixture ${i}`,
      items,
      base: drawAnswers(world.cache, i, baseAnswers, random),
      candidate: drawAnswers(world.candidate, i, count, random),
    })),
  };
}

function gate(suite: Suite, world: World, policy: Policy, seed: number): Gated {
  const schedule = scheduleOf(suite, policy);
  const truth = itemEffects(world);
  let last: Gated | null = null;
  for (const station of schedule.stations) {
    const { verdict, reasons, items } = decide(suite, schedule, station, policy, seed, inHurry);
    const worse = items.filter((item) => item.worse);
    const right = worse.filter(({ item }) => (truth[item] ?? 0) < -1e-9).length;
    last = {
      verdict,
      mean: reasons.some(({ kind }) => kind === 'mean-worse'),
      itemsRight: right,
      itemsWrong: worse.length - right,
      named: worse.some(({ item }) => item === brokenItem),
      rounds: station.round,
    };
    if (verdict !== 'INCONCLUSIVE') return last;
  }
  if (!last) throw new RangeError('a simulated suite has no look');
  return last;
}
