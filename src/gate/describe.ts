import type { Comparison, Look, MeanDifference } from './comparison.ts';
import type { Decision } from './decide.ts';
import { fixtureDifferences, itemDifferences } from './details.ts';
import { judgeMean, type MeanJudgement, passBoundary } from './judge.ts';
import type { Outlook } from './outlook.ts';
import type { Policy } from './policy.ts';
import type { Schedule, Station } from './schedule.ts';
import { settle } from './settle.ts';
import { type Suite, upTo } from './suite.ts';
import { superpopulationOf } from './superpopulation.ts';

/** A decision with everything that a report shows beside it. */
export function describeDecision(
  suite: Suite,
  schedule: Schedule,
  station: Station,
  { verdict, reasons, mean, items, outlook }: Decision,
  policy: Policy,
  dollarsPerAnswer: number | null,
): Pick<Comparison, 'mean' | 'items' | 'itemTest' | 'fixtures' | 'path' | 'settle'> {
  const now = upTo(suite, station.round);
  return {
    mean: meanDifference(mean, outlook),
    items: itemDifferences(now, items, policy.margin),
    itemTest: { level: station.boundary.items, tested: items.length, permutations: policy.permutations },
    fixtures: fixtureDifferences(now, mean.difference.spread),
    path: schedule.stations.map((each) => lookAt(suite, each, policy)),
    settle:
      verdict === 'INCONCLUSIVE' ? settle(now, mean, schedule, policy, reasons, dollarsPerAnswer) : null,
  };
}

function meanDifference({ difference, lower, upper }: MeanJudgement, outlook: Outlook): MeanDifference {
  const { base, candidate, estimate, standardError, errorAtMargin, differences } = difference;
  return {
    base,
    candidate,
    estimate,
    standardError,
    errorAtMargin,
    interval: { lower, upper },
    superpopulation: superpopulationOf(differences),
    detectable: outlook.detectable,
    detectableAtEnd: outlook.detectableAtEnd,
    passableMargin: outlook.passableMargin,
  };
}

function lookAt(suite: Suite, { round, information, boundary }: Station, policy: Policy): Look {
  const now = upTo(suite, round);
  const { difference } = judgeMean(now, boundary, policy);
  const { estimate, standardError, errorAtMargin, spread } = difference;
  const pass = passBoundary(boundary, spread);
  const count = (arm: 'base' | 'candidate') =>
    now.pairs.reduce((sum, pair) => sum + pair[arm].scores.length, 0);
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    round,
    answers: { base: count('base'), candidate: count('candidate') },
    information,
    estimate,
    standardError,
    errorAtMargin,
    regressAt: finite(-boundary.regress * standardError),
    passAt: finite(pass * errorAtMargin - policy.margin),
    z: { regress: estimate / standardError, pass: (estimate + policy.margin) / errorAtMargin },
    boundary: { regress: finite(boundary.regress), pass: finite(pass) },
  };
}
