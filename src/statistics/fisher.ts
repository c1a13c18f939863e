import { logChoose } from './gamma.ts';

/**
 * Fisher's exact test, one-sided: how likely the second arm passes this rarely, or more so, where both arms pass
 * equally often.
 */
export function fisherFewer(
  first: { passes: number; answers: number },
  second: { passes: number; answers: number },
): number {
  const answers = first.answers + second.answers;
  const passes = first.passes + second.passes;
  const all = logChoose(answers, second.answers);
  let sum = 0;
  for (let k = Math.max(0, passes - first.answers); k <= second.passes; k += 1) {
    sum += Math.exp(logChoose(passes, k) + logChoose(answers - passes, second.answers - k) - all);
  }
  return Math.min(1, sum);
}

/** Benjamini and Hochberg's (1995) adjusted values, in the order given. */
export function falseDiscovery(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).sort((a, b) => (p[b] ?? 0) - (p[a] ?? 0));
  const adjusted = Array.from(p, () => 1);
  let least = 1;
  for (const [rank, i] of order.entries()) {
    least = Math.min(least, ((p[i] ?? 0) * p.length) / (p.length - rank));
    adjusted[i] = least;
  }
  return adjusted;
}
