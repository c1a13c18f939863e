import { Policy } from '../gate/policy.ts';
import { canaries } from './canary.ts';
import { pullRequest } from './pull-request.ts';
import { reference } from './reference.ts';
import { nameOf, type Scenario } from './scenario.ts';

/** Counts over the runs of one cell. */
export type Tally = {
  readonly scenario: Scenario;
  readonly runs: number;
  readonly pass: number;
  readonly regress: number;
  readonly inconclusive: number;
  /** Runs in which the mean, or any item, was called worse. */
  readonly meanWorse: number;
  readonly itemWorse: number;
  /** Runs in which the item that breaks was named. */
  readonly named: number;
  /**
   * Runs with a false alarm: the mean called worse where the suite's true mean isn't, or an item that truly isn't. Its
   * null is defined run by run, from the truth that was drawn.
   */
  readonly falseAlarms: number;
  readonly falseMean: number;
  readonly falseItem: number;
  /** Runs that passed though the candidate was worse by the margin or more. */
  readonly falsePasses: number;
  /** Runs in which the suite's true mean difference is 0 or more, and in which it is −margin or less. */
  readonly unchanged: number;
  readonly atMargin: number;
  /** Candidate answers, all runs together. */
  readonly answers: number;
  readonly referenceRegress: number;
  readonly referenceAnswers: number;
  /** Answers that the baseline's recordings cost, once. */
  readonly setUp: number;
  /** Runs in which each canary cried; null where none was asked. */
  readonly canaries: readonly number[] | null;
};

/** Rounding of the truth, far below any difference that matters. */
const tiny = 1e-9;

/** @param seed of the whole grid; each run of each cell has one of its own */
export function tallyOf(scenario: Scenario, runs: number, permutations: number, seed: number): Tally {
  const policy = Policy.parse({ margin: scenario.margin, rounds: scenario.rounds, permutations });
  const start = seedOf(nameOf(scenario), seed);
  const counts = {
    pass: 0,
    regress: 0,
    inconclusive: 0,
    meanWorse: 0,
    itemWorse: 0,
    named: 0,
    falseAlarms: 0,
    falseMean: 0,
    falseItem: 0,
    falsePasses: 0,
    unchanged: 0,
    atMargin: 0,
    answers: 0,
    referenceRegress: 0,
  };
  const cried = canaries.map(() => 0);
  let asked = false;
  for (let run = 0; run < runs; run += 1) {
    const outcome = pullRequest(scenario, policy, start + 1_000_003 * run);
    const unchanged = outcome.truth >= -tiny;
    const atMargin = outcome.truth <= -scenario.margin + tiny;
    const falseMean = outcome.mean && unchanged;
    const falseItem = outcome.itemsWrong > 0;
    counts.pass += Number(outcome.verdict === 'PASS');
    counts.regress += Number(outcome.verdict === 'REGRESS');
    counts.inconclusive += Number(outcome.verdict === 'INCONCLUSIVE');
    counts.meanWorse += Number(outcome.mean);
    counts.itemWorse += Number(outcome.itemsRight + outcome.itemsWrong > 0);
    counts.named += Number(outcome.named);
    counts.falseMean += Number(falseMean);
    counts.falseItem += Number(falseItem);
    counts.falseAlarms += Number(falseMean || falseItem);
    counts.falsePasses += Number(outcome.verdict === 'PASS' && atMargin);
    counts.unchanged += Number(unchanged);
    counts.atMargin += Number(atMargin);
    counts.answers += outcome.rounds * scenario.fixtures;
    counts.referenceRegress += Number(outcome.reference);
    for (const [i, cry] of outcome.canaries.entries()) cried[i] = (cried[i] ?? 0) + Number(cry);
    asked ||= outcome.canaries.length > 0;
  }
  return {
    scenario,
    runs,
    ...counts,
    referenceAnswers: 2 * reference.repeats * scenario.fixtures,
    setUp: scenario.baseAnswers * scenario.fixtures,
    canaries: asked ? cried : null,
  };
}

/** FNV-1a over the name, so that a cell's draws don't depend on which other cells there are. */
function seedOf(name: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
