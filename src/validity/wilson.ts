/** An interval of a rate, 0 … 1. */
export type Interval = { readonly low: number; readonly high: number };

/**
 * Wilson's score interval of a rate: unlike the normal one it stays inside 0 … 1 and means something at 0 of n and n of n.
 * @param z the normal quantile; 1.96 gives 95 % between both bounds
 * @returns null where nothing was counted
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
export function wilson(hits: number, n: number, z = 1.959963984540054): Interval | null {
  if (n === 0) return null;
  const [p, zz] = [hits / n, z * z];
  const centre = p + zz / (2 * n);
  const spread = z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  const scale = 1 + zz / n;
  return { low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
}
