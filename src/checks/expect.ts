import type { Answer } from '../answer/answer.ts';
import type { Expect } from './schema.ts';
import { fail, type Outcome, pass, unscored } from './verdict.ts';

/**
 * promptfoo's assertions that look at the text alone. Those that run code of the fixture, ask a model or read the web
 * are left out: a check here is a pure function, and promptfoo counts their troubles as the answer's failures.
 */
const kinds = [
  'contains',
  'contains-all',
  'contains-any',
  'contains-html',
  'contains-json',
  'contains-xml',
  'equals',
  'icontains',
  'icontains-all',
  'icontains-any',
  'is-html',
  'is-json',
  'is-xml',
  'levenshtein',
  'rouge-n',
  'starts-with',
  'word-count',
] as const;

const known: readonly string[] = kinds.flatMap((kind) => [kind, `not-${kind}`]);

/** @returns what is wrong with an assertion, or null */
export function wrongExpectation({ type, value }: Expect): string | null {
  if (!known.includes(type))
    return `no assertion \`${type}\`: expected one of ${kinds.join(', ')}, or one of them with \`not-\``;
  // promptfoo would load the file, or expand the template, while it grades.
  if (/^(?:file|package):|\{[{%#]/m.test(JSON.stringify(value ?? '').replace(/^"/, '')))
    return 'expected a plain value: no file, no template';
  return null;
}

type Promptfoo = typeof import('promptfoo');

let promptfoo: Promise<Promptfoo> | undefined;

/** promptfoo takes a second to load, so only a fixture that uses it pays for it. */
function load(): Promise<Promptfoo> {
  promptfoo ??= import('promptfoo');
  return promptfoo;
}

/** A grader that hands the whole reply to a promptfoo assertion. */
export function compileExpect(expect: Expect): (answer: Answer) => Promise<Outcome> {
  return async ({ text }) => {
    const { assertions } = await load();
    type Params = Parameters<typeof assertions.runAssertion>[0];
    try {
      const result = await assertions.runAssertion({
        assertion: expect as Params['assertion'],
        test: { vars: {} },
        vars: {},
        providerResponse: { output: text },
      });
      return result.pass ? pass(result.reason) : fail(result.reason);
    } catch (error) {
      return unscored(
        `promptfoo’s ${expect.type}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  };
}
