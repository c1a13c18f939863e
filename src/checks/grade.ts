import { setImmediate } from 'node:timers/promises';
import { type Answer, longestAnswer, parseAnswer } from '../answer/answer.ts';
import type { CompiledCheck } from './checks.ts';
import { type Effects, noEffects } from './effects.ts';
import type { GraderKind } from './schema.ts';
import { type Outcome, unscored } from './verdict.ts';

/** A check's outcome on one answer. */
export type Graded = Pick<CompiledCheck, 'id' | 'asks' | 'items' | 'weight' | 'must'> & {
  readonly grader: GraderKind;
} & Omit<Outcome, 'vacant'>;

/**
 * Grades one answer with every check.
 * @param text the reply as the model wrote it
 * @param defaultFile see `parseAnswer`
 * @param effectsOf what its graders may ask for; nothing where it isn't given
 */
export async function gradeAnswer(
  text: string,
  defaultFile: string | null,
  checks: readonly CompiledCheck[],
  effectsOf: (answer: Answer) => Effects = () => noEffects,
): Promise<Graded[]> {
  if (text.length > longestAnswer) {
    const cause = `the answer has ${text.length} characters; more than ${longestAnswer} are not graded`;
    return checks.map((check) => graded(check, unscored(cause)));
  }
  // Parsed by the first check that asks, so that what the parser can't take is that check's trouble, not the run's.
  let parsed: { answer: Answer; effects: Effects } | undefined;
  const parse = () => {
    if (!parsed) {
      const answer = parseAnswer(text, defaultFile);
      parsed = { answer, effects: effectsOf(answer) };
    }
    return parsed;
  };
  const results: Graded[] = [];
  for (const check of checks) results.push(graded(check, await outcomeOf(check, parse)));
  // The trees of the answer's code lie outside V8's heap, and go only between two turns of the event loop.
  await setImmediate();
  return results;
}

/** A grader that throws is a fault of the grader: it must never read as a fault of the answer. */
async function outcomeOf(
  check: CompiledCheck,
  parse: () => { answer: Answer; effects: Effects },
): Promise<Outcome> {
  try {
    const { answer, effects } = parse();
    return await check.grade(answer, effects);
  } catch (error) {
    return unscored(`the grader failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function graded(check: CompiledCheck, { verdict, reason, evidence, advisory }: Outcome): Graded {
  const { id, asks, items, weight, must, kind } = check;
  const outcome = { verdict, reason, evidence, ...(advisory && { advisory }) };
  return { id, asks, items, weight, must, grader: kind, ...outcome };
}
