import { flawOf } from '../checks/quotation.ts';
import { type Ruling, rulingsOf } from './rubric.ts';

/** @returns rulings whose quotations were all found in the answer, or what is wrong with the first that isn't one */
export function checkedRulings(
  text: string,
  questions: readonly string[],
  answer: string,
): readonly Ruling[] | { readonly unscored: string } {
  const rulings = rulingsOf(text, questions);
  if ('unscored' in rulings) return rulings;
  for (const ruling of rulings) {
    const flaw = flawOf(ruling, answer);
    if (flaw !== null) return { unscored: `question ${ruling.question}: ${flaw}` };
  }
  return rulings;
}
