import type { Answer } from '../answer/answer.ts';
import type { Expect } from './schema.ts';
import { fail, type Outcome, pass, unscored } from './verdict.ts';

type Promptfoo = (typeof import('promptfoo'))['default'];

let promptfoo: Promise<Promptfoo> | undefined;

/** promptfoo takes a second to load, so only a fixture that uses it pays for it. */
function load(): Promise<Promptfoo> {
  promptfoo ??= import('promptfoo').then((module) => module.default);
  return promptfoo;
}

/** A grader that hands the whole reply to a promptfoo assertion. */
export function compileExpect(expect: Expect): (answer: Answer) => Promise<Outcome> {
  return async ({ text }) => {
    const { assertions } = await load();
    try {
      const result = await assertions.runAssertion({
        assertion: expect as Parameters<typeof assertions.runAssertion>[0]['assertion'],
        test: { vars: {} },
        providerResponse: { output: text },
      });
      return result.pass ? pass(result.reason) : fail(result.reason);
    } catch (error) {
      // promptfoo would count a broken assertion as the answer's failure.
      return unscored(
        `promptfoo's ${expect.type}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
}
