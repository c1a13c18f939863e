import type { Answers } from '../gate/suite.ts';
import type { Random } from '../statistics/random.ts';
import { beta } from './draws.ts';
import type { Habits } from './world.ts';

/**
 * Draws answers to one fixture: each has a luck of its own that its checks share, and its score is the share of checks
 * that pass.
 */
export function drawAnswers(
  { rates, concentration }: Habits,
  fixture: number,
  count: number,
  random: Random,
): Answers {
  const own = rates[fixture] ?? new Float64Array();
  const checks = own.length;
  const scores = new Float64Array(count);
  const items = new Float64Array(count * checks);
  const typical = own.reduce((sum, rate) => sum + rate, 0) / checks;
  for (let answer = 0; answer < count; answer += 1) {
    // One check has nothing to share its luck with.
    const luck =
      checks === 1 ? typical : beta(random, typical * concentration, (1 - typical) * concentration);
    let passed = 0;
    for (let k = 0; k < checks; k += 1) {
      if (random.uniform() < tilted(own[k] ?? 0, typical, luck)) {
        passed += 1;
        items[answer * checks + k] = 1;
      }
    }
    scores[answer] = passed / checks;
  }
  return { scores, items, rounds: Int32Array.from({ length: count }, (_, i) => i + 1) };
}

/** A check's rate in an answer of this luck: its own rate on average over lucks, 0 and 1 at the ends. */
function tilted(rate: number, typical: number, luck: number): number {
  return rate <= typical ? (luck * rate) / typical : 1 - ((1 - luck) * (1 - rate)) / (1 - typical);
}
