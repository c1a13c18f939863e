import type { Answer } from '../answer/answer.ts';
import type { Grade } from './combine.ts';
import type { Effects } from './effects.ts';
import { flawOf, quotedAt } from './quotation.ts';
import { evidence, fail, type Outcome, pass, unscored } from './verdict.ts';

/** A grader that asks a model one question about the answer. What it quotes has to be there. */
export function compileJudge(question: string): (answer: Answer, effects: Effects) => Promise<Outcome> {
  return async ({ text }, { judge }) => {
    const judged = await judge(question);
    const outcome = 'unscored' in judged ? unscored(judged.unscored) : outcomeOf(judged, text);
    return { ...outcome, ...(judged.advisory && { advisory: true }) };
  };
}

/**
 * A grader for a question that phrases can answer after a fashion. Phrases know only the wordings that somebody
 * thought of, so where a calibrated judge reads the answers its word decides, and the phrases elsewhere.
 */
export function readBy(phrases: Grade, question: string): Grade {
  const judged = compileJudge(question);
  return (answer, effects) => (effects.reads ? judged : phrases)(answer, effects);
}

type Said = { readonly verdict: 'yes' | 'no'; readonly evidence: readonly string[]; readonly reason: string };

function outcomeOf(said: Said, text: string): Outcome {
  const flaw = flawOf(said, text);
  if (flaw !== null) return unscored(flaw);
  const found = said.evidence.map((quote) => evidence(null, lineOf(quote, text), quote));
  const reason = `the judge says ${said.verdict}: ${said.reason}`;
  return said.verdict === 'yes' ? pass(reason, found) : fail(reason, found);
}

function lineOf(quote: string, text: string): number {
  return text.slice(0, quotedAt(quote, text)).split('\n').length;
}
