import { z } from 'zod';
import type { Row } from '../score/row.ts';
import { upperBound } from '../statistics/proportion.ts';
import { Random } from '../statistics/random.ts';
import { isScored, match } from './arms.ts';
import { decide, plain } from './decide.ts';
import { Policy, type PolicyInput } from './policy.ts';
import { scheduleOf } from './schedule.ts';
import { swapIn } from './swap.ts';

const count = z.number().int().nonnegative();
const Rate = z.number().min(0).max(1);

/** Of so many splits, how many. The bound is one-sided, 99 %, and speaks of further splits of the same answers alone. */
const Share = z.strictObject({ splits: count, events: count, rate: Rate, bound: Rate });
export type Share = z.infer<typeof Share>;

/**
 * What the gate says when both arms are one variant (A/A), and when wrong answers are swapped in.
 *
 * What the figures test: `mean` tests the mean's test on this suite's real scores: its variances, its boundaries.
 * `items` is about the level by construction, whatever the suite: relabelling the very answers that were split can
 * only show that the machinery is sound. Neither tests whether answers of another day are like these (see agreement),
 * and all splits share the same answers, so that a rate here is about these recordings and no others.
 */
export const SelfTest = z.strictObject({
  verdict: z.enum(['told', 'too-few']),
  /** Fixtures with enough repeats, and those without. */
  fixtures: z.array(z.string()),
  tooFew: z.array(z.strictObject({ fixture: z.string(), repeats: count })),
  needRepeats: count,
  /** Of the false alarms: by the mean, by any item, by either. null where it can't be told. */
  falseAlarm: z.strictObject({ mean: Share, items: Share, either: Share }).nullable(),
  /** REGRESS where each candidate answer is a wrong one this often; items named in at least half of the splits. */
  power: z.array(
    z.strictObject({ rate: Rate, mean: Share, items: Share, either: Share, named: z.array(z.string()) }),
  ),
});
export type SelfTest = z.infer<typeof SelfTest>;

const needRepeats = 5;

/**
 * @param rows recorded repeats of one variant
 * @param wrong graded rows of labelled wrong answers; none leaves the power out
 */
export function selfTest(
  rows: readonly Row[],
  wrong: readonly Row[],
  policy: PolicyInput,
  seed: number,
  { splits = 400, rates = [0.25, 0.5, 1] }: { splits?: number; rates?: readonly number[] } = {},
): SelfTest {
  const repeats = Map.groupBy(rows.filter(isScored), ({ fixture }) => fixture);
  const sizes = [...repeats].map(([fixture, list]) => ({ fixture, repeats: list.length }));
  const enough = new Set(sizes.filter((each) => each.repeats >= needRepeats).map(({ fixture }) => fixture));
  const usable = rows.filter((row) => isScored(row) && enough.has(row.fixture));
  const told = enough.size > 0;
  const at = (swapped: number) => tally(usable, wrong, swapped, Policy.parse(policy), seed, splits);
  return {
    verdict: told ? 'told' : 'too-few',
    fixtures: [...enough].sort(),
    tooFew: sizes.filter(({ fixture }) => !enough.has(fixture)),
    needRepeats,
    falseAlarm: told ? shares(at(0)) : null,
    power:
      told && wrong.length > 0
        ? rates.map((each) => {
            const found = at(each);
            const named = [...found.named].flatMap(([item, times]) => (times * 2 >= splits ? [item] : []));
            return { rate: each, ...shares(found), named: named.sort() };
          })
        : [],
  };
}

type Found = { splits: number; mean: number; items: number; either: number; named: Map<string, number> };

function shares({ splits, mean, items, either }: Found): { mean: Share; items: Share; either: Share } {
  const share = (events: number): Share => ({
    splits,
    events,
    rate: events / splits,
    bound: upperBound(events, splits, 0.99),
  });
  return { mean: share(mean), items: share(items), either: share(either) };
}

function tally(
  rows: readonly Row[],
  wrong: readonly Row[],
  rate: number,
  policy: Policy,
  seed: number,
  splits: number,
): Found {
  const random = new Random(seed);
  const found: Found = { splits, mean: 0, items: 0, either: 0, named: new Map() };
  for (let i = 0; i < splits; i += 1) {
    const { base, candidate } = split(rows, policy.rounds, random);
    const alarm = alarmOf(base, swapIn(candidate, wrong, rate, seed + i), policy, seed + i);
    found.mean += Number(alarm.mean);
    found.items += Number(alarm.items.length > 0);
    found.either += Number(alarm.mean || alarm.items.length > 0);
    for (const item of alarm.items) found.named.set(item, (found.named.get(item) ?? 0) + 1);
  }
  return found;
}

/** Half of each fixture's answers, rounded down and no more than the plan's rounds, play the candidate. */
function split(rows: readonly Row[], rounds: number, random: Random): { base: Row[]; candidate: Row[] } {
  const base: Row[] = [];
  const candidate: Row[] = [];
  for (const list of Map.groupBy(rows, ({ fixture }) => fixture).values()) {
    const left = [...list];
    const size = Math.min(rounds, Math.floor(list.length / 2));
    for (let repeat = 1; repeat <= size; repeat += 1)
      for (const row of left.splice(random.below(left.length), 1)) candidate.push({ ...row, repeat });
    base.push(...left);
  }
  return { base, candidate };
}

/** Look by look, as live sampling would; the plan ends with the answers there are, so that all of α is spent. */
function alarmOf(
  base: readonly Row[],
  candidate: readonly Row[],
  policy: Policy,
  seed: number,
): { mean: boolean; items: string[] } {
  const rounds = Math.max(...candidate.map(({ repeat }) => repeat));
  const { suite } = match({ base, candidate }, rounds);
  const plan = { ...policy, rounds };
  const schedule = scheduleOf(suite, plan);
  for (const station of schedule.stations) {
    const { reasons } = decide(suite, schedule, station, plan, seed, { ...plain, hurried: true });
    const mean = reasons.some(({ kind }) => kind === 'mean-worse');
    const items = reasons.flatMap((reason) => (reason.kind === 'item-worse' ? [reason.item] : []));
    if (mean || items.length > 0) return { mean, items };
  }
  return { mean: false, items: [] };
}
