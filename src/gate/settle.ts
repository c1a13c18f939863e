import { normalTailQuantile } from '../statistics/normal.ts';
import type { Settlement } from './comparison.ts';
import type { MeanJudgement } from './judge.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reason.ts';
import type { Schedule } from './schedule.ts';
import type { Suite } from './suite.ts';

/** Rounds beyond which no number of answers is worth naming. */
const mostRounds = 60;

/**
 * How many further answers would settle the mean with the policy's power, were the estimate true: the error has to come
 * down to the distance from the nearer claim's limit, over the standard errors that the claim and the power take.
 */
export function settle(
  { pairs }: Suite,
  { difference }: MeanJudgement,
  { end }: Schedule,
  policy: Policy,
  reasons: readonly Reason[],
  dollarsPerAnswer: number | null,
): Settlement {
  const { estimate, spread } = difference;
  const passing = estimate + policy.margin >= -estimate;
  const z = normalTailQuantile(1 - policy.power);
  const distance = passing ? estimate + policy.margin : -estimate;
  const target = passing ? distance / (end.pass + z) : distance / (end.regress + z) / policy.inflation;
  const fresh = passing ? spread.atMargin : spread.candidate;
  const wanted = (pairs.length * Math.max(0, target)) ** 2;
  const baseNow = sum(pairs, ({ base }, i) => (spread.base[i] ?? 0) / base.scores.length);
  const candidateSpread = sum(pairs, (_, i) => fresh[i] ?? 0);
  const baseSpread = sum(pairs, (_, i) => spread.base[i] ?? 0);
  const given = Math.min(...pairs.map(({ candidate }) => candidate.scores.length));
  const rounds = Math.max(given, Math.ceil(candidateSpread / (wanted - baseNow)));
  const repeats = Math.ceil(baseSpread / (wanted - candidateSpread / policy.rounds));
  const missing = sum(pairs, ({ base }) => Math.max(0, policy.minimum.baselineRepeats - base.scores.length));
  const confirming = reasons.reduce(
    (total, reason) => total + (reason.kind === 'invariant-unconfirmed' ? reason.need : 0),
    0,
  );
  const priced = (
    bottleneck: Settlement['bottleneck'],
    candidate: number,
    base: number,
    beyond: boolean,
  ) => ({
    bottleneck,
    candidateAnswers: candidate,
    baselineAnswers: Math.max(base, missing),
    beyondPlan: beyond,
    dollars: dollarsPerAnswer === null ? null : (candidate + Math.max(base, missing)) * dollarsPerAnswer,
  });
  const rest = (upTo: number) => sum(pairs, ({ candidate }) => Math.max(0, upTo - candidate.scores.length));
  const unpassable = reasons.some(
    ({ kind }) => kind === 'too-few-fixtures' || kind === 'margin-out-of-reach',
  );
  if (passing && unpassable) return priced('suite', confirming, 0, false);
  if (!reasons.some(({ kind }) => kind === 'undecided')) return priced('candidate', confirming, 0, false);
  if (wanted > baseNow && rounds <= mostRounds)
    return priced('candidate', Math.max(rest(rounds), confirming), 0, rounds > policy.rounds);
  if (repeats > 0 && repeats <= mostRounds) {
    const more = sum(pairs, ({ base }) => Math.max(0, repeats - base.scores.length));
    return priced('baseline', rest(policy.rounds), more, false);
  }
  return priced('never', 0, 0, true);
}

function sum<T>(values: readonly T[], of: (value: T, i: number) => number): number {
  return values.reduce((total, value, i) => total + of(value, i), 0);
}
