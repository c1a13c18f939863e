import { flawOf } from '../checks/quotation.ts';
import { type Ruling, rulingsOf } from './rubric.ts';

/** @returns rulings whose quotations were all found in the answer, or what is wrong with each that isn't one */
export function checkedRulings(
  text: string,
  questions: readonly string[],
  answer: string,
): readonly Ruling[] | { readonly unscored: string } {
  const rulings = rulingsOf(text, questions);
  if ('unscored' in rulings) return rulings;
  const flaws = rulings.flatMap((ruling) => {
    const flaw = flawOf(ruling, answer);
    return flaw === null ? [] : [`question ${ruling.question}: ${flaw}`];
  });
  return flaws.length > 0 ? { unscored: flaws.join('; ') } : rulings;
}
