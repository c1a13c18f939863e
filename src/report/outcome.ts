import type { Comparison } from '../gate/comparison.ts';
import type { Reason } from '../gate/reason.ts';
import type { Outcome } from './gate-report.ts';

/** An inconclusive comparison for one of these wants answers or graders mended, not more rounds. */
const trouble = new Set<Reason['kind']>(['too-many-unscored', 'fixtures-without-candidate']);

/** What a run came to, where the prompt changed. */
export function outcomeOf(comparison: Comparison | null): Outcome {
  if (!comparison) return 'NEEDS ANSWERS';
  const troubled = comparison.reasons.some(({ kind }) => trouble.has(kind));
  return comparison.verdict === 'INCONCLUSIVE' && troubled ? 'ERROR' : comparison.verdict;
}
