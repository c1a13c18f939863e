import { z } from 'zod';
import { digest } from '../input/digest.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in hex');

/** How a model was asked, apart from what it was asked. A change here asks anew, so all of it is in the key. */
export const Settings = z.strictObject({
  model: z.string(),
  max_tokens: z.number().int().positive(),
  effort: z.string().optional(),
  /** The body alone, or with the notes that Claude Code gives its sub-agents beside it. */
  as: z.enum(['bare', 'sub-agent']),
});
export type Settings = z.infer<typeof Settings>;

/**
 * What was sent for one sample, as digests: the texts themselves stand in `agents` and `fixtures`.
 * `parts` says what the message was made of; it adds nothing to the key, and names what changed when that differs.
 */
export const Request = z.strictObject({
  system: Sha256.nullable(),
  message: Sha256,
  parts: z.record(z.string(), Sha256),
  settings: Settings.optional(),
});
export type Request = z.infer<typeof Request>;

/** The version of the key. Raise it when the canonical form changes; every stored key is then another one. */
export const keyVersion = 1;

/**
 * The identity of a sample: SHA-256 over everything that influences it.
 *
 * In it: the key's version, the collection, the exact system text (null for none), the exact messages, the repeat
 * index, and for a collection taken through an API the model, max_tokens, effort and whether notes were added.
 * Not in it: prices, timeouts, retries, dates, the variant's and the fixture's names; the checks, which only read.
 * The one function for a planned cell and for a stored file, so that the two can be joined.
 */
export function keyOf(collection: string, repeat: number, { system, message, settings }: Request): string {
  const messages = [{ role: 'user', content: message }];
  return digest(
    canonical({ version: keyVersion, collection, system, messages, repeat, settings: settings ?? null }),
  );
}

/** JSON with sorted keys and nothing optional about it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}
