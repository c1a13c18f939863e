import type { Row } from '../score/row.ts';
import type { Comparison } from './comparison.ts';
import { Policy, type PolicyInput } from './policy.ts';

/**
 * Compares two arms of rows and never throws: what is unsound ends in ERROR, what is not shown in INCONCLUSIVE.
 * @param base rows of the baseline: one variant, one collection
 * @param candidate rows of the candidate: one variant, the same collection
 * @param seed of the relabellings; the same rows, policy and seed give the same comparison
 * @param dollarsPerAnswer what one further answer costs, grading included; null where it isn't known
 */
export function compare(
  base: readonly Row[],
  candidate: readonly Row[],
  policy: PolicyInput,
  seed: number,
  dollarsPerAnswer: number | null = null,
): Comparison {
  void dollarsPerAnswer;
  const arm = (rows: readonly Row[]) => ({
    variant: rows[0]?.variant ?? '',
    answers: rows.length,
    unscored: rows.filter(({ score }) => score === null).length,
  });
  return {
    schema: 1,
    verdict: 'ERROR',
    reasons: [{ kind: 'invalid', what: 'the contract alone: nothing is compared yet' }],
    base: arm(base),
    candidate: arm(candidate),
    n: 0,
    mean: null,
    items: [],
    itemTest: { level: 0, tested: 0, permutations: 0 },
    fixtures: [],
    suspicious: [],
    invariants: [],
    path: [],
    leftOut: [],
    settle: null,
    policy: Policy.parse(policy),
    seed,
  };
}
