import type { Usage as ApiUsage } from '@anthropic-ai/sdk/resources/messages';

/** Tokens of one call, by what they cost. The prompt is the sum of all but the output. */
export type Usage = {
  /** Neither read from the cache nor written to it. */
  readonly input_tokens: number;
  readonly cache_write_5m_tokens: number;
  readonly cache_write_1h_tokens: number;
  readonly cache_read_tokens: number;
  /** Thinking included. */
  readonly output_tokens: number;
  readonly thinking_tokens: number;
};

/** The API's counters, those that it leaves out as 0; writes that it doesn't split are of the default time to live. */
export function usageOf(usage: ApiUsage): Usage {
  const written = usage.cache_creation_input_tokens ?? 0;
  const forAnHour = usage.cache_creation?.ephemeral_1h_input_tokens ?? 0;
  return {
    input_tokens: usage.input_tokens,
    cache_write_5m_tokens: written - forAnHour,
    cache_write_1h_tokens: forAnHour,
    cache_read_tokens: usage.cache_read_input_tokens ?? 0,
    output_tokens: usage.output_tokens,
    thinking_tokens: usage.output_tokens_details?.thinking_tokens ?? 0,
  };
}

export function addUsage(a: Usage, b: Usage): Usage {
  return Object.fromEntries(
    (Object.keys(a) as (keyof Usage)[]).map((key) => [key, a[key] + b[key]]),
  ) as Usage;
}

export const noUsage: Usage = {
  input_tokens: 0,
  cache_write_5m_tokens: 0,
  cache_write_1h_tokens: 0,
  cache_read_tokens: 0,
  output_tokens: 0,
  thinking_tokens: 0,
};
