import { logGamma } from './gamma.ts';

const tiny = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), by Lentz's evaluation of its continued fraction
 * (Abramowitz and Stegun 26.5.8), which converges fast below (a + 1) / (a + b + 2); above, by symmetry.
 * @param rest 1 − x, given apart where x is so near to 1 that the difference would be lost
 */
export function incompleteBeta(a: number, b: number, x: number, rest = 1 - x): number {
  if (x <= 0) return 0;
  if (rest <= 0) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, rest, x);
  let c = 1;
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 2000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonzero(1 + even * d);
    c = nonzero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonzero(1 + odd * d);
    c = nonzero(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  const front = a * Math.log(x) + b * Math.log(rest) - logGamma(a) - logGamma(b) + logGamma(a + b);
  return (Math.exp(front) * fraction) / a;
}

function nonzero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** The x at which I_x(a, b) is the probability, by bisection: slow and certain. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (incompleteBeta(a, b, middle) < probability) low = middle;
    else high = middle;
  }
}
