import { noUsage, type Usage } from '../claude/usage.ts';
import { costOf, type Price } from '../claude/price.ts';

/** What an estimate goes by where nothing says which model will answer. */
export const usualModel = 'claude-sonnet-5-5';

/** Tokens of one prompt, its cached part apart; null for a prompt without one. */
export type PromptTokens = { readonly system: number | null; readonly message: number };

/** A token is about four characters; how many an answer has is told by the recorded ones (17,000 characters). */
const charactersPerToken = 4;
const answer = { short: 2000, usual: 4000, long: 8000 };

export function roughTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** What some answers are likely to cost, in dollars. */
export type Estimate = {
  readonly cells: number;
  readonly promptTokens: number;
  readonly low: number;
  readonly usual: number;
  readonly high: number;
  /** The usual without the prompt cache. */
  readonly uncached: number;
  /** The usual in batches, where the cache is met only now and then and is left out here. */
  readonly batched: number;
};

/**
 * For a person's decision, not for a budget: what is asked is counted or guessed, what is answered is guessed.
 * @param lanes which prompts share a cached prefix: the first of them writes it, the others read it
 */
export function estimate(
  prompts: readonly PromptTokens[],
  lanes: readonly (string | null)[],
  price: Price,
  max_tokens = Infinity,
): Estimate {
  const seen = new Set<string | null>([null]);
  const cached = prompts.map(({ system, message }, i): Usage => {
    const lane = lanes[i] ?? null;
    const cacheable = (system ?? 0) >= (price.min_cacheable ?? 0) && system !== null;
    if (!cacheable) return { ...noUsage, input_tokens: (system ?? 0) + message };
    const isFirst = !seen.has(lane);
    seen.add(lane);
    return isFirst
      ? { ...noUsage, input_tokens: message, cache_write_5m_tokens: system }
      : { ...noUsage, input_tokens: message, cache_read_tokens: system };
  });
  const plain = prompts.map(({ system, message }): Usage => ({
    ...noUsage,
    input_tokens: (system ?? 0) + message,
  }));
  const dollars = (usages: readonly Usage[], output_tokens: number, batch = false) =>
    usages.reduce(
      (sum, usage) =>
        sum + costOf({ ...usage, output_tokens: Math.min(output_tokens, max_tokens) }, price, { batch }),
      0,
    ) / 1e6;
  return {
    cells: prompts.length,
    promptTokens: plain.reduce((sum, { input_tokens }) => sum + input_tokens, 0),
    low: dollars(cached, answer.short),
    usual: dollars(cached, answer.usual),
    high: dollars(plain, answer.long),
    uncached: dollars(plain, answer.usual),
    batched: dollars(plain, answer.usual, true),
  };
}
