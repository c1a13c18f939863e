import MarkdownIt, { type Token } from 'markdown-it';

/** A sentence of prose, or a heading, list item or table cell, with inline Markdown taken off. */
export type Sentence = {
  readonly text: string;
  /** The line of the answer on which its block starts, counted from 1. */
  readonly line: number;
  /** Inside a block quote: somebody's words, not the answer's own. */
  readonly quoted: boolean;
};

// HTML is recognised so that tags and comments can be left out.
const markdown = new MarkdownIt({ html: true });
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a Markdown text, in order. Fenced and indented code is not prose. */
export function sentencesOf(text: string): Sentence[] {
  const passages = passagesOf(text);
  // One pass over everything: a call of the segmenter costs more than the sentences of a paragraph do. A line feed
  // always ends a sentence, so that none runs on from one passage into the next.
  const sentences: Sentence[] = [];
  let passage = 0;
  let end = passages[0]?.text.length ?? 0;
  for (const { segment, index } of segmenter.segment(passages.map((each) => each.text).join('\n'))) {
    while (index > end) end += 1 + (passages[++passage]?.text.length ?? Number.POSITIVE_INFINITY);
    const sentence = segment.trim();
    const { line = 1, quoted = false } = passages[passage] ?? {};
    if (sentence !== '') sentences.push({ text: sentence, line, quoted });
  }
  return sentences;
}

/** The running text of each block, without line feeds. */
function passagesOf(text: string): Sentence[] {
  const passages: Sentence[] = [];
  let quotes = 0;
  let line = 1;
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'blockquote_open') quotes++;
    if (token.type === 'blockquote_close') quotes--;
    if (token.map) line = token.map[0] + 1;
    if (token.type === 'html_block')
      passages.push({ text: visible(token.content), line, quoted: quotes > 0 });
    if (token.type === 'inline') passages.push({ text: plain(token), line, quoted: quotes > 0 });
  }
  return passages;
}

/** The text that a block of HTML shows, as `<details>` does; a claim inside a comment is no claim. */
function visible(html: string): string {
  const shown = html.replace(/<!--[^]*?(?:-->|$)/g, ' ').replace(/<(script|style)\b[^]*?(?:<\/\1|$)/gi, ' ');
  return oneLine(shown.replace(/<[^<>]*>/g, ' '));
}

function oneLine(text: string): string {
  return text.replaceAll(/[\n\r\u2028\u2029\u0085]/g, ' ');
}

const spoken = new Set(['text', 'code_inline']);

function plain(inline: Token): string {
  const pieces = (inline.children ?? []).map((token) =>
    spoken.has(token.type) ? token.content : token.type.endsWith('break') ? ' ' : '',
  );
  return oneLine(pieces.join(''));
}
