import { sentencesOf } from '../../answer/prose.ts';

/** A place that a verdict rests on: a line of the answer counted from 1, and what was found there. */
export type Place = { readonly line: number; readonly text: string };

/** An answer's lines with what stood at a place done something to. It keeps their number, so that places stay where they are. */
export type Edit = (lines: readonly string[], place: Place) => string[];

const opens = /^\s*(?:[-*+]\s|\d+[.)]\s|#{1,6}\s|>|\||`{3,}|~{3,})/;

/** The lines of the block that starts at a line: a paragraph, one list item, one row of a table. */
function blockAt(lines: readonly string[], line: number): { from: number; to: number } {
  const from = line - 1;
  let to = from + 1;
  while (to < lines.length && lines[to]?.trim() !== '' && !opens.test(lines[to] ?? '')) to += 1;
  return { from, to };
}

function replaced(
  lines: readonly string[],
  { from, to }: { from: number; to: number },
  first: string,
): string[] {
  return lines.map((text, i) => (i < from || i >= to ? text : i === from ? first : ''));
}

/** The sentences of a block without their Markdown, one of them changed. */
function withSentence(
  lines: readonly string[],
  place: Place,
  change: (sentence: string) => string,
): string[] {
  const block = blockAt(lines, place.line);
  const source = lines.slice(block.from, block.to).join('\n');
  const marker = /^\s*(?:[-*+]|\d+[.)])\s+/.exec(source)?.[0] ?? '';
  const sentences = sentencesOf(source).map(({ text }) => text);
  // A row of a table is no table by itself; its one cell that matters then stands for all of it.
  const kept = sentences.includes(place.text) ? sentences : [place.text];
  const changed = kept.map((text) => (text === place.text ? change(text) : text));
  return replaced(lines, block, marker + changed.join(' '));
}

export const dropBlock: Edit = (lines, { line }) => replaced(lines, blockAt(lines, line), '');

export const dropLine: Edit = (lines, { line }) => lines.map((text, i) => (i === line - 1 ? '' : text));

/** The line as a comment of Python or YAML, which is to have no effect on a verdict. */
export const commentLine: Edit = (lines, { line }) =>
  lines.map((text, i) => (i === line - 1 ? text.replace(/^(\s*)/, '$1# ') : text));

/** Every clause of its own: a negation reaches no further than its clause. */
export const negate: Edit = (lines, place) =>
  withSentence(lines, place, (sentence) =>
    sentence
      .split(/(?<=[;:()—–,])\s+|(?<=\w)(?=\()/)
      .map((clause) => clause.replace(/^(\W*(?:and |but |so |which |then )*)/i, '$1never '))
      .join(' '),
  );

export const quoteAsRejected: Edit = (lines, place) => {
  const block = blockAt(lines, place.line);
  return replaced(lines, block, `> ${place.text} (a proposal that was turned down)`);
};

export const hedge: Edit = (lines, place) =>
  withSentence(lines, place, (sentence) => `Perhaps, or perhaps not, ${lowerFirst(sentence)}`);

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** The sentences of the block at a place, as a verdict would quote them. */
export function sentencesAt(lines: readonly string[], { line }: Place): string[] {
  const { from, to } = blockAt(lines, line);
  return sentencesOf(lines.slice(from, to).join('\n')).map(({ text }) => text);
}
