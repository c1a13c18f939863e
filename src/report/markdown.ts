import { printable } from './printable.ts';

/** Of a quotation, in characters. */
const longest = 300;

/**
 * Any text as a code span: in there nothing is a link, a mention, an image or HTML. Line breaks become spaces.
 * @param inTable a bar would end the cell, even in a code span
 */
export function code(text: string, inTable = false): string {
  const line = printable(text).replaceAll(/\s+/g, ' ').trim();
  const cut = line.length > longest ? `${line.slice(0, longest)}…`.toWellFormed() : line;
  const runs = cut.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // A code span can't be empty, nor start or end with a backtick without a space.
  const content = cut === '' ? '(nothing)' : runs.length > 0 ? ` ${cut} ` : cut;
  return `${fence}${inTable ? content.replaceAll('|', '\\|') : content}${fence}`;
}

/** A sentence of ours that holds names of others: punctuation is escaped, mentions and links are broken up. */
export function prose(text: string): string {
  const joiner = '\u2060';
  return printable(text)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/@|#(?=\d)|:(?=\/\/)|www(?=\.)/gi, (start) => `${start}${joiner}`)
    .replaceAll(/[\\`*_[\]#|~]/g, (character) => `\\${character}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
