import { incompleteBeta } from './beta.ts';
import { logGamma } from './gamma.ts';
import { normalTail, normalTailQuantile } from './normal.ts';

/** P(T > t) for Student's t. */
export function studentTail(t: number, df: number): number {
  if (t < 0) return 1 - studentTail(-t, df);
  const squared = t * t;
  return incompleteBeta(df / 2, 0.5, df / (df + squared), squared / (df + squared)) / 2;
}

/**
 * The t that Student's t exceeds with this probability: Newton's method on the logarithm of the tail, which is nearly
 * straight far out, kept inside a bracket.
 * @param tail 0 … 1, both excluded
 */
export function studentTailQuantile(tail: number, df: number): number {
  if (tail === 0.5) return 0;
  if (tail > 0.5) return -studentTailQuantile(1 - tail, df);
  let low = 0;
  let high = Math.max(1, normalTailQuantile(tail));
  while (studentTail(high, df) > tail) {
    low = high;
    high *= 2;
  }
  const logTail = Math.log(tail);
  const front = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  let t = (low + high) / 2;
  for (let step = 0; step < 200; step += 1) {
    const at = studentTail(t, df);
    if (at > tail) low = t;
    else high = t;
    const density = Math.exp(front - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const newton = t + ((Math.log(at) - logTail) * at) / density;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-14 * (1 + next)) return next;
    t = next;
  }
  return t;
}

/** The t whose tail is as likely as that of a normal z: a boundary carried over to few degrees of freedom. */
export function studentOfNormal(z: number, df: number): number {
  return z < 0 ? -studentOfNormal(-z, df) : studentTailQuantile(normalTail(z), df);
}
