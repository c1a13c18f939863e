/** Files with the same text, or with most lines in common, are one file under two names. */
const alike = 0.5;

/**
 * The name that a file had elsewhere, among the files that are there and not here.
 * @param text the file as it is here
 * @param gone names and texts of the files that only the other side has
 * @returns null where none is like it
 */
export function formerName(text: string, gone: readonly { name: string; text: string }[]): string | null {
  const ranked = gone
    .map(({ name, text: other }) => ({ name, share: commonLines(text, other) }))
    .sort((a, b) => b.share - a.share);
  const [best] = ranked;
  return best && best.share >= alike ? best.name : null;
}

/** Twice the lines in common over the lines of both, each line as often as it occurs: 0 … 1. */
function commonLines(a: string, b: string): number {
  const left = count(a);
  const right = count(b);
  let common = 0;
  for (const [line, times] of left) common += Math.min(times, right.get(line) ?? 0);
  const total = [...left.values(), ...right.values()].reduce((sum, times) => sum + times, 0);
  return total === 0 ? 1 : (2 * common) / total;
}

function count(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
