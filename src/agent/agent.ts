import { z } from 'zod';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated } from '../input/located.ts';

/**
 * The frontmatter of a Claude Code sub-agent. Only what identifies it is required, as in Claude Code itself;
 * other keys are kept by the file and don't reach a model here.
 */
export const AgentHead = z.looseObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower case letters, digits and hyphens'),
  description: z.string().min(1, 'expected a sentence that says when to use the agent'),
});
export type AgentHead = z.infer<typeof AgentHead>;

/** The Markdown file under test. */
export type Agent = {
  readonly file: string;
  readonly head: AgentHead;
  /** The system prompt: the bytes behind the closing `---` line, untouched. */
  readonly body: string;
  /** The line of the file on which the body starts, counted from 1. */
  readonly bodyLine: number;
};

/** @throws {InputError} */
export function parseAgent(text: string, file: string): Agent {
  const { head, body, bodyLine } = splitFrontmatter(text, file);
  const data = parseLocated(head, AgentHead);
  if (body.trim() === '') {
    throw new InputError([head.problem([], 'the prompt is empty: expected text below the frontmatter')]);
  }
  return { file, head: data, body, bodyLine };
}
