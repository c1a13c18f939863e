import { normalTailQuantile } from '../statistics/normal.ts';
import type { Settlement } from './comparison.ts';
import { type MeanJudgement, passBoundary } from './judge.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reason.ts';
import type { Schedule } from './schedule.ts';
import type { Suite } from './suite.ts';

/** Answers per fixture beyond which no number is worth naming. */
const most = 25;

/**
 * How many further answers would settle the mean with the policy's power, were the estimate true.
 * @param reasons of an inconclusive decision
 * @param dollarsPerAnswer null where it isn't known
 */
export function settle(
  suite: Suite,
  mean: MeanJudgement,
  schedule: Schedule,
  policy: Policy,
  reasons: readonly Reason[],
  dollarsPerAnswer: number | null,
): Settlement {
  const { pairs } = suite;
  const has = (...kinds: Reason['kind'][]) => reasons.some(({ kind }) => kinds.includes(kind));
  const confirming = sum(reasons, (reason) => (reason.kind === 'invariant-unconfirmed' ? reason.need : 0));
  const missing = sum(pairs, ({ base }) => Math.max(0, policy.minimum.baselineRepeats - base.scores.length));
  const upTo = (answers: number, arm: 'base' | 'candidate') =>
    sum(pairs, (pair) => Math.max(0, answers - pair[arm].scores.length));
  const priced = (bottleneck: Settlement['bottleneck'], candidate: number, base = 0, beyondPlan = false) => {
    const candidateAnswers = Math.max(candidate, confirming);
    const baselineAnswers = Math.max(base, missing);
    const dollars =
      dollarsPerAnswer === null ? null : (candidateAnswers + baselineAnswers) * dollarsPerAnswer;
    return { bottleneck, candidateAnswers, baselineAnswers, beyondPlan, dollars };
  };
  const { passing, rounds, repeats } = needsOf(suite, mean, schedule, policy);
  if (passing && has('too-few-fixtures', 'margin-out-of-reach')) return priced('suite', 0);
  if (!has('undecided')) return priced('candidate', 0);
  if (rounds <= most) return priced('candidate', upTo(rounds, 'candidate'), 0, rounds > policy.rounds);
  if (repeats <= most) return priced('baseline', upTo(policy.rounds, 'candidate'), upTo(repeats, 'base'));
  return priced('never', 0, 0, true);
}

/**
 * The error has to come down to the distance from the nearer claim's limit, over the standard errors that the claim and
 * the power take.
 * @returns which claim is nearer; the candidate's answers per fixture that do it with the baseline's as they are, and
 *   the baseline's that do it after the plan's last round; Infinity where no number does
 */
function needsOf(
  { pairs }: Suite,
  { difference: { estimate, spread } }: MeanJudgement,
  { end }: Schedule,
  { margin, power, inflation, rounds: planned }: Policy,
): { passing: boolean; rounds: number; repeats: number } {
  const z = normalTailQuantile(1 - power);
  const passing = estimate + margin >= -estimate;
  const error = passing
    ? (estimate + margin) / (passBoundary(end, spread) + z)
    : -estimate / (end.regress + z) / inflation;
  const wanted = (pairs.length * Math.max(0, error)) ** 2;
  const candidate = sum(passing ? spread.atMargin : spread.candidate, (variance) => variance);
  const base = sum(spread.base, (variance) => variance);
  const baseNow = sum(pairs, (pair, i) => (spread.base[i] ?? 0) / pair.base.scores.length);
  const answers = (variance: number, left: number) => (left > 0 ? Math.ceil(variance / left) : Infinity);
  return {
    passing,
    rounds: answers(candidate, wanted - baseNow),
    repeats: answers(base, wanted - candidate / planned),
  };
}

function sum<T>(values: Iterable<T>, of: (value: T, i: number) => number): number {
  let total = 0;
  let i = 0;
  for (const value of values) {
    total += of(value, i);
    i += 1;
  }
  return total;
}
