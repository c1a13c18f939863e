import type { Shard } from '../score/shard.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} */
export function parseShard(text: string): Shard {
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= of) return { index, of };
  throw new UsageError(`--shard ${text}: expected i/n with 1 ≤ i ≤ n, as in 2/4`);
}
