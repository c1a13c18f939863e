import { upperBound } from '../statistics/proportion.ts';
import type { Tally } from './cell.ts';
import { nameOf } from './scenario.ts';

/** What the gate has to keep, whatever the scenario. */
export const limits = {
  /** Of the one-sided 99 % bounds. */
  falseAlarm: 0.06,
  falsePass: 0.065,
  /** Candidate answers per pull request without a change, as a share of the fixed design's. */
  answersShare: 0.33,
} as const;

/** At 40 fixtures, 12 baseline answers and 5 rounds: the rate of REGRESS where the candidate is worse by the margin. */
const leastPower: Readonly<Record<string, number>> = {
  'graded uniform -1 F=40 K=12': 0.88,
  'binary uniform -1 F=40 K=12': 0.83,
  'graded sparse -1 F=40 K=12': 0.87,
  'binary sparse -1 F=40 K=12': 0.86,
};

const cheap: readonly string[] = ['graded identical 0 F=40 K=12', 'binary identical 0 F=40 K=12'];

/** What of it a grid does not keep, in sentences. */
export function failures(tallies: readonly Tally[]): string[] {
  return tallies.flatMap((tally) => {
    const { scenario, runs, falseAlarms, falsePasses, atMargin, regress, pass, answers } = tally;
    const name = nameOf(scenario);
    const falseAlarm = upperBound(falseAlarms, runs, 0.99);
    const falsePass = atMargin === 0 ? 0 : upperBound(falsePasses, atMargin, 0.99);
    const power = leastPower[name] ?? 0;
    const share = answers / runs / tally.referenceAnswers;
    return [
      // A baseline whose kept answers are better than it is today: that is for the canary, not for the comparison.
      ...(falseAlarm > limits.falseAlarm && scenario.shape !== 'drifted-cache'
        ? [`${name}: false alarms up to ${falseAlarm.toFixed(4)}, more than ${limits.falseAlarm}`]
        : []),
      ...(falsePass > limits.falsePass
        ? [`${name}: false passes up to ${falsePass.toFixed(4)}, more than ${limits.falsePass}`]
        : []),
      ...(regress / runs < power
        ? [`${name}: power ${(regress / runs).toFixed(4)}, less than ${power}`]
        : []),
      ...(cheap.includes(name) && share > limits.answersShare
        ? [`${name}: ${share.toFixed(4)} of the fixed design’s answers, more than ${limits.answersShare}`]
        : []),
      ...(pass > 0 && scenario.fixtures < 20 ? [`${name}: passed below 20 fixtures`] : []),
    ];
  });
}
