import { stringify } from 'yaml';
import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated } from '../input/located.ts';
import { keyOf, Request } from './request.ts';

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD');

/** Where an answer comes from. What is unknown is said to be, never left out. */
export const Provenance = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('import'),
    collected: z.string(),
    date: Day,
    model: z.string(),
    usage: z.literal('unknown'),
    instructions: z.string(),
  }),
  z.strictObject({
    source: z.literal('api'),
    date: Day,
    model: z.string(),
    /** Tokens by kind. */
    usage: z.union([z.record(z.string(), z.number()), z.literal('unknown')]),
    /** Dollars, at the prices of the day. */
    cost: z.union([z.number().nonnegative(), z.literal('unknown')]),
    stop_reason: z.string(),
    via: z.enum(['messages', 'batch', 'promptfoo']),
    /** SHA-256 of the request as it went out. */
    sent: z.string(),
    request_id: z.string().optional(),
    latency_ms: z.number().nonnegative().optional(),
  }),
]);
export type Provenance = z.infer<typeof Provenance>;

const Head = z.strictObject({
  schema: z.literal(1),
  key: z.string(),
  collection: z.string(),
  variant: z.string(),
  fixture: z.string(),
  repeat: z.number().int().positive(),
  request: Request,
  /** SHA-256 of the answer, so that a file edited by hand is noticed. */
  answer: z.string(),
  provenance: Provenance,
});

/** One stored sample. */
export type Recording = Omit<z.infer<typeof Head>, 'answer' | 'schema'> & { readonly text: string };

/** Markdown with frontmatter, readable in a pull request; the body is the answer, byte for byte. */
export function formatRecording({
  text,
  key,
  collection,
  variant,
  fixture,
  repeat,
  request,
  provenance,
}: Recording): string {
  const head = {
    schema: 1,
    key,
    collection,
    variant,
    fixture,
    repeat,
    request,
    answer: digest(text),
    provenance,
  };
  return `---\n${stringify(head, { lineWidth: 0 })}---\n${text}`;
}

/**
 * Reads a recording and verifies it: its shape, that its key is the key of what it says was sent, and that the
 * answer is the one that was written.
 * @throws {InputError} when it is corrupt
 */
export function parseRecording(source: string, file: string): Recording {
  const { head, body } = splitFrontmatter(source, file);
  const { schema: _, answer, ...rest } = parseLocated(head, Head);
  const problems = [
    ...(rest.key === keyOf(rest.collection, rest.repeat, rest.request)
      ? []
      : [head.problem(['key'], 'is not the key of the request below it')]),
    ...(answer === digest(body)
      ? []
      : [head.problem(['answer'], 'is not the digest of the answer: the text was changed')]),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return { ...rest, text: body };
}
