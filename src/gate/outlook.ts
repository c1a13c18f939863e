import { normalTailQuantile } from '../statistics/normal.ts';
import { type Difference, errorsAfter } from './difference.ts';
import { passBoundary } from './judge.ts';
import type { Policy } from './policy.ts';
import type { Boundary, Schedule } from './schedule.ts';
import type { Suite } from './suite.ts';

/** What this suite can tell with this policy, whatever the candidate's mean, in shares of 1; 1 stands for none. */
export type Outlook = {
  /** The smallest true drop of the mean that REGRESS would catch with the policy's power: at this look, and at the end. */
  readonly detectable: number;
  readonly detectableAtEnd: number;
  /** The smallest margin at which an unchanged candidate would pass with the policy's power, at the end. */
  readonly passableMargin: number;
  /** The smallest margin at which an estimate of exactly 0 would pass at the end. */
  readonly reachable: number;
};

export function outlookOf(
  suite: Suite,
  { spread, standardError }: Difference,
  now: Boundary,
  { end }: Schedule,
  policy: Policy,
): Outlook {
  const z = normalTailQuantile(1 - policy.power);
  const atEnd = errorsAfter(suite, spread, policy.rounds, policy);
  const pass = passBoundary(end, spread);
  const upToOne = (value: number) => Math.min(1, value);
  return {
    detectable: upToOne((now.regress + z) * standardError),
    detectableAtEnd: upToOne((end.regress + z) * atEnd.standardError),
    passableMargin: upToOne((pass + z) * atEnd.errorAtMargin),
    reachable: upToOne(pass * atEnd.errorAtMargin),
  };
}
