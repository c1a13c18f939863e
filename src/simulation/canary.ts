import { shiftOf } from '../gate/shift.ts';
import type { Answers, Suite } from '../gate/suite.ts';
import type { Scenario } from './scenario.ts';

/** How a canary re-samples the baseline: the share of the fixtures, and answers to each. */
export const canaries = [
  { name: 'tenth', share: 0.1, answers: 1 },
  { name: 'round', share: 1, answers: 1 },
  { name: 'five', share: 1, answers: 5 },
] as const;

export const canaryLevel = 0.05;
const permutations = 199;

/** Asked where the cache drifted and where nothing did, of one size: a canary takes longer than all the rest. */
const asked: readonly Scenario['shape'][] = ['drifted-cache', 'identical'];

export function asksCanary({ shape, effect, fixtures, baseAnswers }: Scenario): boolean {
  return asked.includes(shape) && effect === 0 && fixtures === 40 && baseAnswers === 12;
}

/** Whether each canary says that the baseline's answers of today are not like the kept ones. */
export function canariesOf({ items, pairs }: Suite, fresh: readonly Answers[], seed: number): boolean[] {
  return canaries.map(({ share, answers }) => {
    const sampled = pairs.slice(0, Math.max(1, Math.round(share * pairs.length))).map((pair, i) => {
      const { scores, items: rows, rounds } = fresh[i] ?? pair.candidate;
      const candidate = {
        scores: scores.subarray(0, answers),
        items: rows.subarray(0, answers * pair.items.length),
        rounds: rounds.subarray(0, answers),
      };
      return { ...pair, candidate };
    });
    return shiftOf({ items, pairs: sampled }, seed, permutations, canaryLevel).p <= canaryLevel;
  });
}
