import { costOf, type Price } from '../claude/price.ts';
import { noUsage } from '../claude/usage.ts';
import { roughTokens } from '../sample/estimate.ts';
import { rubric } from './rubric.ts';

/** Questions about one answer that would be asked; null for an answer that isn't there yet. */
export type Open = {
  readonly task: string;
  readonly answer: string | null;
  readonly questions: readonly string[];
};

/** As long as the recorded answers were on average, in tokens. */
const usualAnswer = 4000;
/** A ruling by hand had 270 characters; what a model thinks before it is not in this. */
const ruling = 270 / 4;

/** What asking is likely to cost, in a line for a person who decides. */
export function describeOpen(model: string, open: readonly Open[], price: Price | undefined): string {
  const questions = open.reduce((sum, each) => sum + each.questions.length, 0);
  const what = `${questions} rulings of ${model} on ${open.length} answers are missing`;
  return price
    ? `${what}: about $${dollars(open, price).toFixed(2)}, thinking aside`
    : `${what}: at a price unknown`;
}

function dollars(open: readonly Open[], price: Price): number {
  const micros = open.map(({ task, answer, questions }) => {
    const asked = roughTokens(rubric + task + questions.join('\n'));
    const input_tokens = asked + (answer === null ? usualAnswer : roughTokens(answer));
    return costOf({ ...noUsage, input_tokens, output_tokens: Math.ceil(questions.length * ruling) }, price);
  });
  return micros.reduce((sum, each) => sum + each, 0) / 1e6;
}
