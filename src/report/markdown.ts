import { printable } from './printable.ts';

/** Of a quotation, in characters. */
const longest = 300;

/**
 * Any text as a code span: in there nothing is a link, a mention, an image or HTML. Line breaks become spaces, and a
 * bar is escaped, so that it may stand in a table.
 */
export function code(text: string): string {
  const line = printable(text).replaceAll(/\s+/g, ' ').trim();
  const cut = line.length > longest ? `${line.slice(0, longest)}…`.toWellFormed() : line;
  const runs = cut.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // A code span can't be empty, and one space on either side is taken off again.
  return `${fence} ${cut.replaceAll('|', '\\|') || '(nothing)'} ${fence}`;
}

/** A sentence of ours that holds names of others: punctuation is escaped, mentions and links are broken up. */
export function prose(text: string): string {
  const joiner = '\u2060';
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()<>&#+!|~]/g, (character) =>
      '<>&'.includes(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
    )
    .replaceAll(/@|#(?=\d)|:(?=\/\/)|www(?=\.)/gi, (start) => `${start}${joiner}`);
}
