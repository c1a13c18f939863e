import { z } from 'zod';
import type { Row } from '../score/row.ts';
import { match, unsound } from './arms.ts';
import { differenceOf } from './difference.ts';
import { Interval } from './comparison.ts';
import { defaultPolicy } from './policy.ts';
import { LeftOut, Reason } from './reason.ts';
import { shiftOf } from './shift.ts';
import { studentTailQuantile } from '../statistics/student.ts';

const count = z.number().int().nonnegative();

/**
 * Whether answers taken anew are like the recorded ones of the same variant: a canary for a model that moved, and a
 * check on recordings that somebody else brought. `moved` is shown at the level asked; `no-sign` is no proof of
 * agreement, and says how large a shift it would probably have seen; `too-few` can't come to `moved` at all.
 */
export const Agreement = z.strictObject({
  verdict: z.enum(['moved', 'no-sign', 'too-few', 'error']),
  /** Why there is an error; empty elsewhere. */
  reasons: z.array(Reason),
  fixtures: count,
  answers: z.strictObject({ recorded: count, fresh: count }),
  /** Mean score over the fixtures re-sampled, fresh less recorded: below 0, the recordings look too good. */
  difference: z.number(),
  /** 95 %, two-sided. */
  interval: Interval,
  /** Two-sided, by relabelling within fixtures; exact where nothing moved. */
  p: z.number().min(0).max(1),
  level: z.number().gt(0).lt(1),
  /** The shift of the mean that this many answers show four times in five; 1: none. */
  detectable: z.number().positive(),
  leftOut: z.array(LeftOut),
});
export type Agreement = z.infer<typeof Agreement>;

/**
 * @param recorded the stored rows: all of a fixture's count, and those of fixtures not taken anew are ignored
 * @param fresh rows of the answers taken anew
 * @param level of the test; asked every night at .01, it cries wolf about once in a hundred nights
 */
export function agreementOf(
  recorded: readonly Row[],
  fresh: readonly Row[],
  seed: number,
  level = 0.01,
): Agreement {
  const asked = new Set(fresh.map(({ fixture }) => fixture));
  const arms = { base: recorded.filter(({ fixture }) => asked.has(fixture)), candidate: fresh };
  const reasons = unsound(arms);
  const { suite, leftOut } = match(arms, Number.MAX_SAFE_INTEGER);
  const nothing = {
    fixtures: 0,
    answers: { recorded: 0, fresh: 0 },
    difference: 0,
    interval: { lower: -1, upper: 1 },
    p: 1,
    level,
    detectable: 1,
    leftOut: [...leftOut],
  };
  if (reasons.length > 0) return { verdict: 'error', reasons, ...nothing };
  if (suite.pairs.length === 0)
    return { verdict: 'error', reasons: [{ kind: 'nothing-comparable' }], ...nothing };
  const { p, least } = shiftOf(suite, seed);
  const { estimate, standardError } = differenceOf(suite, defaultPolicy);
  const freedom = suite.pairs.reduce((sum, { base }) => sum + base.scores.length - 1, 0);
  const half = freedom > 0 ? studentTailQuantile(0.025, freedom) * standardError : 1;
  const bound = (value: number) => Math.max(-1, Math.min(1, value));
  return {
    ...nothing,
    verdict: least > level ? 'too-few' : p <= level ? 'moved' : 'no-sign',
    reasons: [],
    fixtures: suite.pairs.length,
    answers: {
      recorded: suite.pairs.reduce((sum, { base }) => sum + base.scores.length, 0),
      fresh: suite.pairs.reduce((sum, { candidate }) => sum + candidate.scores.length, 0),
    },
    difference: estimate,
    interval: { lower: bound(estimate - half), upper: bound(estimate + half) },
    p,
    detectable: freedom > 0 ? bound((studentTailQuantile(level / 2, freedom) + 0.842) * standardError) : 1,
  };
}
