import { meanOf } from '../gate/suite.ts';
import { studentTail } from '../statistics/student.ts';

/** What is compared with: so many fresh answers per fixture in both arms, then one test at this level. */
export const reference = { repeats: 5, alpha: 0.05 } as const;

/**
 * A paired t-test of fixtures' means, one-sided: the plain fixed design.
 * @returns whether it calls the candidate worse
 */
export function pairedTest(base: readonly Float64Array[], candidate: readonly Float64Array[]): boolean {
  const differences = base.map((scores, i) => meanOf(candidate[i] ?? scores) - meanOf(scores));
  const n = differences.length;
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const squares = differences.reduce((sum, d) => sum + (d - mean) ** 2, 0);
  const error = Math.sqrt(squares / (n - 1) / n);
  return error > 0 && studentTail(-mean / error, n - 1) <= reference.alpha;
}
