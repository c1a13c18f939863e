import type { GateVerdict, InvariantBreach } from './comparison.ts';
import { type ItemJudgement, judgeItems, judgeMean, type MeanJudgement } from './judge.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reason.ts';
import type { Schedule, Station } from './schedule.ts';
import { type Suite, upTo } from './suite.ts';

/** A verdict at one look, with what it rests on. */
export type Decision = {
  readonly verdict: GateVerdict;
  readonly reasons: readonly Reason[];
  readonly mean: MeanJudgement;
  readonly items: readonly ItemJudgement[];
  readonly outlook: Outlook;
};

/** What a decision takes into account beside the numbers. */
export type Circumstances = {
  readonly breaches: readonly InvariantBreach[];
  /** What keeps the candidate from passing, found where the rows were read. */
  readonly obstacles: readonly Reason[];
  /** See `judgeItems`. */
  readonly hurried: boolean;
};

export const plain: Circumstances = { breaches: [], obstacles: [], hurried: false };

/**
 * The verdict at one look: worse where anything was shown to be worse; passed where the mean was shown to be no worse
 * than by the margin and nothing stands in the way; else inconclusive, with everything that does.
 */
export function decide(
  suite: Suite,
  schedule: Schedule,
  station: Station,
  policy: Policy,
  seed: number,
  { breaches, obstacles, hurried }: Circumstances = plain,
): Decision {
  const { boundary, round } = station;
  const now = upTo(suite, round);
  const mean = judgeMean(now, boundary, policy);
  const items = judgeItems(now, boundary, policy, seed + round, hurried);
  const outlook = outlookOf(now, mean.difference, boundary, schedule, policy);
  const worse = [...broken(breaches), ...worseMean(mean, now, policy), ...worseItems(items, now)];
  const missing = [
    ...shortages(now, mean, outlook, policy),
    ...obstacles,
    ...unconfirmed(breaches, policy),
    ...undecided(mean, schedule, policy),
  ];
  const found = { mean, items, outlook };
  if (worse.length > 0) return { verdict: 'REGRESS', reasons: worse, ...found };
  if (missing.length > 0) return { verdict: 'INCONCLUSIVE', reasons: missing, ...found };
  const reason = { kind: 'no-worse', lower: mean.lower, margin: policy.margin } as const;
  return { verdict: 'PASS', reasons: [reason], ...found };
}

function worseMean({ difference, lower, upper }: MeanJudgement, { pairs }: Suite, policy: Policy): Reason[] {
  if (!(upper < 0) || pairs.length < policy.minimum.regressFixtures) return [];
  const withinMargin = lower > -policy.margin;
  return [{ kind: 'mean-worse', estimate: difference.estimate, upper, withinMargin }];
}

function worseItems(items: readonly ItemJudgement[], { items: names }: Suite): Reason[] {
  return items.flatMap(({ item, worse, adjusted }) =>
    worse ? [{ kind: 'item-worse', item: names[item] ?? '', p: adjusted } as const] : [],
  );
}

function broken(breaches: readonly InvariantBreach[]): Reason[] {
  return breaches.flatMap(({ state, fixture, check, failures, answers }) =>
    state === 'broken' ? [{ kind: 'invariant-broken', fixture, check, failures, answers } as const] : [],
  );
}

function unconfirmed(breaches: readonly InvariantBreach[], { confirmations }: Policy): Reason[] {
  return breaches.flatMap(({ state, fixture, check, answers }) => {
    const need = Math.max(1, confirmations + 1 - answers);
    return state === 'unconfirmed'
      ? [{ kind: 'invariant-unconfirmed', fixture, check, answers, need } as const]
      : [];
  });
}

/** What the numbers alone say against passing at all. */
function shortages(
  { pairs }: Suite,
  { lower }: MeanJudgement,
  { reachable }: Outlook,
  { minimum, margin }: Policy,
): Reason[] {
  const short = pairs.filter(({ base }) => base.scores.length < minimum.baselineRepeats);
  const fewest = Math.min(...short.map(({ base }) => base.scores.length));
  return [
    ...(pairs.length < minimum.fixtures
      ? [{ kind: 'too-few-fixtures', have: pairs.length, need: minimum.fixtures } as const]
      : []),
    ...(short.length > 0
      ? [
          {
            kind: 'too-few-baseline-repeats',
            fixtures: short.map(({ id }) => id),
            have: fewest,
            need: minimum.baselineRepeats,
          } as const,
        ]
      : []),
    // A candidate shown not to be worse at all fits any margin, however narrow.
    ...(reachable > margin && lower < 0 ? [{ kind: 'margin-out-of-reach', margin, reachable } as const] : []),
  ];
}

function undecided({ lower, upper }: MeanJudgement, { roundsLeft }: Schedule, { margin }: Policy): Reason[] {
  return lower > -margin ? [] : [{ kind: 'undecided', lower, upper, margin, roundsLeft }];
}
