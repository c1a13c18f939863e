/**
 * Where a judge's quotation stands in an answer; it may break lines and use capitals otherwise, and no word may differ.
 * @returns −1 where it stands nowhere
 */
export function quotedAt(quote: string, answer: string): number {
  const words = quote.trim();
  if (words === '') return -1;
  const exact = answer.indexOf(words);
  if (exact !== -1) return exact;
  const pattern = words
    .split(/\s+/)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(String.raw`\s+`);
  return new RegExp(pattern, 'i').exec(answer)?.index ?? -1;
}

type Ruled = { readonly verdict: 'yes' | 'no'; readonly evidence: readonly string[] };

/** What keeps a ruling from being one: a judge that makes up its evidence, or has none for its yes, hasn't read. */
export function flawOf({ evidence, verdict }: Ruled, answer: string): string | null {
  const invented = evidence.find((quote) => quotedAt(quote, answer) === -1);
  if (invented !== undefined)
    return `the judge quotes what the answer doesn’t hold: ${invented.slice(0, 80)}`;
  return verdict === 'yes' && evidence.length === 0 ? 'the judge says yes and quotes nothing' : null;
}
