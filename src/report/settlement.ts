import type { Settlement } from '../gate/comparison.ts';
import { count } from './points.ts';

/** What it would take to know, in a sentence. */
export function settlementText({
  bottleneck,
  candidateAnswers,
  baselineAnswers,
  beyondPlan,
  dollars,
}: Settlement): string {
  if (bottleneck === 'suite')
    return candidateAnswers > 0
      ? `${count(candidateAnswers, 'further answer')} of the candidate would tell whether the invariant is broken; a PASS takes more fixtures or a wider margin.`
      : 'No number of answers would settle it: a PASS takes more fixtures or a wider margin.';
  if (bottleneck === 'never')
    return 'No affordable number of answers would settle it: the estimate lies between no change and the margin.';
  const price = dollars === null ? '' : ` (about $${dollars.toFixed(2)})`;
  const wanted = [
    ...(candidateAnswers > 0 ? [`${count(candidateAnswers, 'further answer')} of the candidate`] : []),
    ...(baselineAnswers > 0 ? [`${count(baselineAnswers, 'further answer')} of the baseline`] : []),
  ].join(' and ');
  return `${wanted}${price} would probably settle it, if the estimate is true${beyondPlan ? '; that goes past the planned rounds and so needs a new plan' : ''}.`;
}
