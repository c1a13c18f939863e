import { upperBound } from '../statistics/proportion.ts';
import { canaries } from './canary.ts';
import type { Tally } from './cell.ts';

const rate = (events: number, runs: number) => (runs === 0 ? '' : (events / runs).toFixed(4));
/** One-sided 99 %: what the rate is below, for all that so many runs can tell. */
const bound = (events: number, runs: number) => (runs === 0 ? '' : upperBound(events, runs, 0.99).toFixed(4));

const columns: readonly (readonly [string, (tally: Tally) => string])[] = [
  ['kind', ({ scenario }) => scenario.kind],
  ['shape', ({ scenario }) => scenario.shape],
  ['effect_in_margins', ({ scenario }) => String(scenario.effect)],
  ['fixtures', ({ scenario }) => String(scenario.fixtures)],
  ['baseline_answers', ({ scenario }) => String(scenario.baseAnswers)],
  ['rounds', ({ scenario }) => String(scenario.rounds)],
  ['margin', ({ scenario }) => String(scenario.margin)],
  ['runs', ({ runs }) => String(runs)],
  ['pass', ({ pass, runs }) => rate(pass, runs)],
  ['regress', ({ regress, runs }) => rate(regress, runs)],
  ['inconclusive', ({ inconclusive, runs }) => rate(inconclusive, runs)],
  ['mean_worse', ({ meanWorse, runs }) => rate(meanWorse, runs)],
  ['item_worse', ({ itemWorse, runs }) => rate(itemWorse, runs)],
  ['broken_item_named', ({ named, runs }) => rate(named, runs)],
  ['runs_mean_null', ({ unchanged }) => String(unchanged)],
  ['false_mean', ({ falseMean, unchanged }) => rate(falseMean, unchanged)],
  ['false_item', ({ falseItem, runs }) => rate(falseItem, runs)],
  ['false_alarm', ({ falseAlarms, runs }) => rate(falseAlarms, runs)],
  ['false_alarm_bound', ({ falseAlarms, runs }) => bound(falseAlarms, runs)],
  ['runs_at_margin', ({ atMargin }) => String(atMargin)],
  ['false_pass', ({ falsePasses, atMargin }) => rate(falsePasses, atMargin)],
  ['false_pass_bound', ({ falsePasses, atMargin }) => bound(falsePasses, atMargin)],
  ['answers', ({ answers, runs }) => (answers / runs).toFixed(1)],
  ['reference_regress', ({ referenceRegress, runs }) => rate(referenceRegress, runs)],
  ['reference_answers', ({ referenceAnswers }) => String(referenceAnswers)],
  ['answers_share', ({ answers, runs, referenceAnswers }) => (answers / runs / referenceAnswers).toFixed(4)],
  ['baseline_set_up', ({ setUp }) => String(setUp)],
  ...canaries.map(
    ({ name }, i) =>
      [
        `canary_${name}`,
        ({ canaries: cried, runs }: Tally) => (cried ? rate(cried[i] ?? 0, runs) : ''),
      ] as const,
  ),
];

/** Comma-separated, one line per cell; what was not asked is empty. */
export function csvOf(tallies: readonly Tally[]): string {
  const lines = tallies.map((tally) => columns.map(([, value]) => value(tally)).join(','));
  return `${[columns.map(([name]) => name).join(','), ...lines].join('\n')}\n`;
}
