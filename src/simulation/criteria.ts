import { lowerBound, upperBound } from '../statistics/proportion.ts';
import type { Tally } from './cell.ts';
import { nameOf } from './scenario.ts';

/** What the gate has to keep, whatever the scenario. */
export const limits = {
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

/** Runs from which a rate must be shown to keep its limit; with fewer it fails only where it is shown not to. */
const conclusive = 4000;
const confidence = 0.99;

/** What of it a grid does not keep, in sentences. */
export function failures(tallies: readonly Tally[]): string[] {
  return tallies.flatMap((tally) => {
    const { scenario, runs, falseAlarms, falsePasses, atMargin, regress, pass, answers } = tally;
    const name = nameOf(scenario);
    const least = leastPower[name];
    const share = answers / runs / tally.referenceAnswers;
    return [
      // A baseline whose kept answers are better than it is today: that is for the canary, not for the comparison.
      ...(scenario.shape === 'drifted-cache'
        ? []
        : exceeding(name, 'false alarms', falseAlarms, runs, limits.falseAlarm)),
      ...exceeding(name, 'false passes', falsePasses, atMargin, limits.falsePass),
      ...(least !== undefined &&
      (runs < conclusive ? upperBound(regress, runs, confidence) : regress / runs) < least
        ? [`${name}: power ${(regress / runs).toFixed(4)}, less than ${least}`]
        : []),
      ...(cheap.includes(name) && share > limits.answersShare
        ? [`${name}: ${share.toFixed(4)} of the fixed design’s answers, more than ${limits.answersShare}`]
        : []),
      ...(pass > 0 && scenario.fixtures < 20 ? [`${name}: passed below 20 fixtures`] : []),
    ];
  });
}

function exceeding(name: string, what: string, events: number, runs: number, limit: number): string[] {
  if (runs === 0) return [];
  const at = runs < conclusive ? lowerBound(events, runs, confidence) : upperBound(events, runs, confidence);
  const side = runs < conclusive ? 'at least' : 'up to';
  return at > limit ? [`${name}: ${what} ${side} ${at.toFixed(4)}, more than ${limit}`] : [];
}
