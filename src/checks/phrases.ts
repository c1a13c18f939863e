import { RE2JS, RE2JSSyntaxException } from 're2js';
import { literalsOf } from './literals.ts';
import type { Needs } from './needs.ts';

/** Where a phrase stands in a text; offsets in UTF-16 code units. */
export type Span = { readonly start: number; readonly end: number };

/** Finds any of some phrases, in time linear in the text whatever the phrases are. */
export type Finder = {
  /** What a text must hold for any of them to stand in it; a search costs a hundred times more than to look. */
  readonly needs: Needs;
  readonly find: (text: string) => Span[];
};

/**
 * One phrase as an RE2 expression. Plain text is matched as whole words with any white space between them; text
 * between slashes is an expression already.
 */
function sourceOf(phrase: string): string {
  const expression = /^\/(.+)\/$/s.exec(phrase);
  if (expression?.[1]) return `(?:${expression[1]})`;
  const words = phrase
    .trim()
    .split(/\s+/)
    .map((word) => RE2JS.quote(word));
  const edge = (at: number) => (/\w/.test(phrase.trim().at(at) ?? '') ? '\\b' : '');
  return edge(0) + words.join('\\s+') + edge(-1);
}

/** @returns what is wrong with a phrase, or null */
export function wrongPhrase(phrase: string): string | null {
  try {
    const pattern = RE2JS.compile(sourceOf(phrase), RE2JS.CASE_INSENSITIVE);
    return pattern.test('') ? 'matches a text of nothing, and so everything' : null;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return `not an RE2 expression: ${error.message}`;
  }
}

/**
 * A finder for all the phrases at once: one pass over a text costs the same for twenty phrases as for one.
 * RE2 rather than JavaScript's own expressions because a fixture's pattern meets a hostile text here, and
 * backtracking over it could take longer than the universe.
 */
export function finder(phrases: readonly string[]): Finder {
  const source = phrases.map(sourceOf).join('|');
  const pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  const screen = RE2JS.compile(withoutBoundaries(source), RE2JS.CASE_INSENSITIVE);
  const find = (text: string) => {
    const spans: Span[] = [];
    if (!screen.test(text)) return spans;
    const matcher = pattern.matcher(text);
    while (matcher.find()) spans.push({ start: matcher.start(), end: matcher.end() });
    return spans;
  };
  return { needs: literalsOf(source), find };
}

/**
 * The expression with its word boundaries gone: it matches wherever the whole one does, and more. RE2JS runs it on its
 * automaton, which has no notion of a boundary and is ten times as fast as the search that has.
 */
function withoutBoundaries(source: string): string {
  if (source.includes('\\Q')) return source;
  return source.replace(/\\[^]/g, (escape) => (escape === '\\b' || escape === '\\B' ? '(?:)' : escape));
}
