import type { Interval } from '../gate/comparison.ts';

/** A share of 1 as percentage points with a true minus sign: `+3.4`, `−11.4`, `0.0`. */
export function points(share: number): string {
  const text = (Math.abs(share) * 100).toFixed(1);
  if (text === '0.0') return text;
  return `${share < 0 ? '−' : '+'}${text}`;
}

/** A size without a direction: `5.0`. */
export function size(share: number): string {
  return (share * 100).toFixed(1);
}

export function interval({ lower, upper }: Interval): string {
  return `[${points(lower)}, ${points(upper)}]`;
}

/** `1 answer`, `12 answers`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Some names in a line, the rest counted. */
export function some(names: readonly string[], most = 5): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
