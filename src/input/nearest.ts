/** Edit distance with adjacent swaps left out: enough for "did you mean" over a few dozen names. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** " (did you mean `x`?)" for the closest known name, or the known names where none is close. */
export function hint(name: string, known: readonly string[]): string {
  // A name of a megabyte is hostile input, not a typing slip: don't spend a quadratic comparison on it.
  const short = name.slice(0, 100);
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(short, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  if (best && best.edits <= Math.max(2, Math.ceil(short.length / 3)))
    return ` (did you mean \`${best.candidate}\`?)`;
  const shown = known.slice(0, 12).join(', ');
  return known.length > 0 ? ` (known: ${shown}${known.length > 12 ? ', …' : ''})` : '';
}
