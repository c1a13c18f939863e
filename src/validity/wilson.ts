/** The standard normal's 97.5 % quantile. */
const z95 = 1.959963984540054;

/**
 * Wilson's (1927) score interval of a share at 95 %: it stays within 0 and 1 and holds for small numbers, too.
 * @param right successes, 0 … n
 * @returns 0 and 1 over nothing
 */
export function wilson(right: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const share = right / n;
  const z2 = z95 ** 2 / n;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (z95 / (1 + z2)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n));
  return { low: right === 0 ? 0 : middle - half, high: right === n ? 1 : middle + half };
}
