import { allOf, anything, eitherOf, type Needs, oneOf } from './needs.ts';

/**
 * What is known of a part of a regular expression: every text that it can match, lower-case, where these are few and
 * ASCII; else what a text needs for it to match.
 */
export type Part = { readonly texts: readonly string[] } | { readonly needs: Needs };

/** Nothing is known. */
export const unknown: Part = { needs: anything };

/** Matches no characters: an anchor, an empty group. */
export const empty: Part = { texts: [''] };

/** A part that can match more texts than this isn't spelt out. */
const most = 64;

export function needsOf(part: Part): Needs {
  return 'texts' in part ? oneOf(part.texts) : part.needs;
}

/** One part after the other. Literals grow over as many of them as are spelt out. */
export function sequence(parts: readonly Part[]): Part {
  const needs: Needs[] = [];
  let run: readonly string[] = [''];
  for (const part of parts) {
    const texts = 'texts' in part ? part.texts : undefined;
    if (texts && run.length * texts.length <= most) {
      run = distinct(run.flatMap((head) => texts.map((tail) => head + tail)));
    } else {
      needs.push(oneOf(run));
      run = texts ?? [''];
      if (!texts) needs.push(needsOf(part));
    }
  }
  return needs.length === 0 ? { texts: run } : { needs: allOf([...needs, oneOf(run)]) };
}

/** One of the parts. */
export function choice(parts: readonly Part[]): Part {
  const [first = empty] = parts;
  if (parts.length <= 1) return first;
  const texts = parts.flatMap((part) => ('texts' in part ? [part.texts] : []));
  const all = distinct(texts.flat());
  return texts.length === parts.length && all.length <= most
    ? { texts: all }
    : { needs: eitherOf(parts.map(needsOf)) };
}

/** The part any number of times from `least` on. */
export function repeated(part: Part, least: number): Part {
  return least === 0 ? unknown : { needs: needsOf(part) };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
