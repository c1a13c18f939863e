import type { Graded } from '../checks/grade.ts';

type Scored = Pick<Graded, 'verdict' | 'weight'>;

/**
 * The weighted share of checks that passed.
 * @returns 0 … 1; null where nothing was scored. Unscored checks count on neither side.
 */
export function weightedShare(checks: readonly Scored[]): number | null {
  const scored = checks.filter(({ verdict }) => verdict !== 'unscored');
  const total = scored.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  return (
    scored.filter(({ verdict }) => verdict === 'pass').reduce((sum, { weight }) => sum + weight, 0) / total
  );
}

/** A cell's score: the weighted share of its scored checks, 0 where a hard invariant is broken. */
export function cellScore(checks: readonly (Scored & Pick<Graded, 'must'>)[]): number | null {
  const broken = checks.some(({ must, verdict }) => must && verdict === 'fail');
  return broken ? 0 : weightedShare(checks);
}
