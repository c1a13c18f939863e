import type { Policy } from './policy.ts';
import { meanOf, type Suite } from './suite.ts';
import { type Spread, spreadOf } from './variance.ts';

/** The mean difference of a suite, each fixture counting alike, with its error about these fixtures. */
export type Difference = {
  readonly base: number;
  readonly candidate: number;
  /** Candidate less baseline. */
  readonly estimate: number;
  /** The larger of the error that no change would give and the one that the candidate's own spread gives; inflated. */
  readonly standardError: number;
  /** The error of a candidate that is worse by the margin, which is what a PASS has to rule out; not inflated. */
  readonly errorAtMargin: number;
  /** Per fixture, candidate less baseline. */
  readonly differences: Float64Array;
  readonly spread: Spread;
};

export function differenceOf(
  { pairs }: Suite,
  { inflation, margin }: Pick<Policy, 'inflation' | 'margin'>,
): Difference {
  const base = pairs.map((pair) => pair.base.scores);
  const candidate = pairs.map((pair) => pair.candidate.scores);
  const spread = spreadOf(base, candidate, margin);
  const n = pairs.length;
  let sumBase = 0;
  let sumCandidate = 0;
  let unchanged = 0;
  let own = 0;
  let worse = 0;
  const differences = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const b = base[i] ?? new Float64Array();
    const c = candidate[i] ?? new Float64Array();
    const before = meanOf(b);
    const after = meanOf(c);
    sumBase += before;
    sumCandidate += after;
    differences[i] = after - before;
    const variance = spread.base[i] ?? 0;
    unchanged += variance / b.length + variance / c.length;
    own += variance / b.length + (spread.candidate[i] ?? 0) / c.length;
    worse += variance / b.length + (spread.atMargin[i] ?? 0) / c.length;
  }
  const error = (sum: number) => (inflation * Math.sqrt(sum)) / n;
  return {
    base: sumBase / n,
    candidate: sumCandidate / n,
    estimate: (sumCandidate - sumBase) / n,
    standardError: error(Math.max(unchanged, own)),
    errorAtMargin: Math.sqrt(worse) / n,
    differences,
    spread,
  };
}

/** Standard errors that a candidate without change would have after so many answers to each fixture. */
export function errorsAfter(
  { pairs }: Suite,
  { base, atMargin }: Spread,
  answers: number,
  { inflation }: Pick<Policy, 'inflation'>,
): Pick<Difference, 'standardError' | 'errorAtMargin'> {
  let unchanged = 0;
  let worse = 0;
  for (const [i, pair] of pairs.entries()) {
    const before = (base[i] ?? 0) / pair.base.scores.length;
    unchanged += before + (base[i] ?? 0) / answers;
    worse += before + (atMargin[i] ?? 0) / answers;
  }
  return {
    standardError: (inflation * Math.sqrt(unchanged)) / pairs.length,
    errorAtMargin: Math.sqrt(worse) / pairs.length,
  };
}
