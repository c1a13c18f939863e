import { z } from 'zod';
import type { Usage } from './usage.ts';

const perMillion = z.number().nonnegative();

/** Dollars per million tokens, which is also millionths of a dollar per token. */
export const Price = z.strictObject({
  input: perMillion,
  output: perMillion,
  /** Tokens read from the prompt cache. */
  cache_read: perMillion,
  /** What a prompt of more than so many tokens costs instead; the cache in proportion to the input. */
  above: z.strictObject({ tokens: z.number().int(), input: perMillion, output: perMillion }).optional(),
  /** The shortest prefix that is cached. Absent where no source gives one. */
  min_cacheable: z.number().int().optional(),
});
export type Price = z.infer<typeof Price>;

/** `prices.yaml` beside `promptfooconfig.yaml`: what it lists replaces the table here. */
export const PricesFile = z.strictObject({
  as_of: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'expected a date as YYYY-MM-DD'),
  models: z.record(z.string(), Price),
});
export type PricesFile = z.infer<typeof PricesFile>;

const cheap = (input: number, output: number, min_cacheable?: number): Price => ({
  input,
  output,
  cache_read: input / 10,
  ...(min_cacheable !== undefined && { min_cacheable }),
});

/**
 * List prices from Anthropic's model and pricing pages, as of the date in it. A model that isn't listed has no price,
 * which is never the same as costing nothing.
 */
export const listPrices: PricesFile = {
  as_of: '2026-11-20',
  models: {
    'claude-haiku-5-5': { ...cheap(0.1, 0.5), above: { tokens: 100_000, input: 0.5, output: 2.5 } },
    'claude-sonnet-5-5': { input: 2, output: 10, cache_read: 0.1 },
    'claude-opus-5-5': { input: 4, output: 20, cache_read: 0.2 },
    'claude-fable-5-1': { input: 10, output: 50, cache_read: 0.25 },
    'claude-mythos-5-1': { input: 10, output: 50, cache_read: 0.25 },
    'claude-sonnet-5': cheap(2, 10, 1024),
    'claude-opus-5': cheap(5, 25, 512),
    'claude-opus-4-8': cheap(5, 25, 4096),
    'claude-opus-4-7': cheap(5, 25, 2048),
    'claude-opus-4-6': cheap(5, 25, 4096),
    'claude-opus-4-5': cheap(5, 25, 4096),
    'claude-haiku-4-5': cheap(1, 5, 4096),
    'claude-haiku-4-5-20251001': cheap(1, 5, 4096),
  },
};

/** Writing to the cache, as a multiple of the input's price, by how long it is kept. */
const writing = { '5m': 1.25, '1h': 2 } as const;
export type Ttl = keyof typeof writing;

/** Message Batches cost half of everything. */
const ofBatch = 0.5;

/** @returns millionths of a dollar */
export function costOf(usage: Usage, price: Price, { batch = false } = {}): number {
  const prompt = usage.input_tokens + usage.cache_read_tokens + writtenTokens(usage);
  const long = price.above !== undefined && prompt > price.above.tokens ? price.above : price;
  const read = price.input === 0 ? 0 : (price.cache_read / price.input) * long.input;
  const micros =
    usage.input_tokens * long.input +
    usage.cache_write_5m_tokens * long.input * writing['5m'] +
    usage.cache_write_1h_tokens * long.input * writing['1h'] +
    usage.cache_read_tokens * read +
    usage.output_tokens * long.output;
  return micros * (batch ? ofBatch : 1);
}

function writtenTokens(usage: Usage): number {
  return usage.cache_write_5m_tokens + usage.cache_write_1h_tokens;
}

/** Beside the texts, a request's tokens hold its framing; this is far more than that takes. */
const framing = 500;

/**
 * The most that a call can cost, whatever becomes of it: no token is shorter than a byte, everything sent is written
 * to the cache, and the answer fills `max_tokens`.
 * @param bytes of all texts that are sent, in UTF-8
 * @returns millionths of a dollar
 */
export function worstCase(bytes: number, max_tokens: number, price: Price, { batch = false } = {}): number {
  const usage: Usage = {
    input_tokens: 0,
    cache_write_5m_tokens: bytes + framing,
    cache_write_1h_tokens: 0,
    cache_read_tokens: 0,
    output_tokens: max_tokens,
    thinking_tokens: 0,
  };
  // A tier above is dearer; a table that says otherwise must not make the worst case cheaper.
  const tiers = [price, ...(price.above ? [{ ...price, ...price.above }] : [])];
  return Math.max(...tiers.map((tier) => costOf(usage, tier, { batch })));
}

/** @returns undefined for a model without a price: its cost is unknown */
export function priceOf(model: string, table: PricesFile): Price | undefined {
  return Object.hasOwn(table.models, model) ? table.models[model] : undefined;
}
