/** When to try again, in milliseconds, and when no more. */
export type Backoff = {
  readonly firstMs: number;
  readonly mostMs: number;
  /** How often a call may fail. */
  readonly attempts: number;
  /** How long a call may be put off by a rate limit, which is no failure of its own. */
  readonly putOffMs: number;
};

export const usualBackoff: Backoff = {
  firstMs: 1000,
  mostMs: 60_000,
  attempts: 8,
  putOffMs: 3_600_000,
};

/**
 * Exponential backoff with full jitter: evenly between nothing and the doubled wait, so that calls which failed
 * together don't come back together.
 * @param failures how often the call failed so far, from 1
 * @param random in [0, 1)
 */
export function backoffMs(
  failures: number,
  { firstMs, mostMs }: Pick<Backoff, 'firstMs' | 'mostMs'>,
  random: number,
): number {
  return random * Math.min(mostMs, firstMs * 2 ** (failures - 1));
}
