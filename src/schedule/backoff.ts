/** When to try again, in milliseconds. */
export type Backoff = { readonly firstMs: number; readonly mostMs: number; readonly attempts: number };

export const usualBackoff: Backoff = { firstMs: 1000, mostMs: 60_000, attempts: 8 };

/**
 * Exponential backoff with full jitter: evenly between nothing and the doubled wait, so that calls which failed
 * together don't come back together.
 * @param failures how often the call failed so far, from 1
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, { firstMs, mostMs }: Backoff, random: number): number {
  return random * Math.min(mostMs, firstMs * 2 ** (failures - 1));
}
