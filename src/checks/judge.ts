import type { Answer } from '../answer/answer.ts';
import type { Effects } from './effects.ts';
import { evidence, fail, type Outcome, pass, unscored } from './verdict.ts';

/**
 * A grader that asks a model one question about the answer. Its yes has to quote the answer, and what it quotes has to
 * be there: a judge that makes up its evidence hasn't read.
 */
export function compileJudge(question: string): (answer: Answer, effects: Effects) => Promise<Outcome> {
  return async ({ text }, { judge }) => {
    const judged = await judge(question);
    const outcome = 'unscored' in judged ? unscored(judged.unscored) : outcomeOf(judged, text);
    return { ...outcome, ...(judged.advisory && { advisory: true }) };
  };
}

type Said = { readonly verdict: 'yes' | 'no'; readonly evidence: readonly string[]; readonly reason: string };

function outcomeOf({ verdict, evidence: quotes, reason }: Said, text: string): Outcome {
  const invented = quotes.find((quote) => quote.trim() === '' || !text.includes(quote));
  if (invented !== undefined)
    return unscored(`the judge quotes what the answer doesn’t hold: ${invented.slice(0, 80)}`);
  if (verdict === 'yes' && quotes.length === 0) return unscored('the judge says yes and quotes nothing');
  const found = quotes.map((quote) => evidence(null, lineOf(quote, text), quote));
  const said = `the judge says ${verdict}: ${reason}`;
  return verdict === 'yes' ? pass(said, found) : fail(said, found);
}

function lineOf(quote: string, text: string): number {
  return text.slice(0, text.indexOf(quote)).split('\n').length;
}
