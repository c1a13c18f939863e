/** A fenced block of Markdown. Lines count from 1. */
export type Fence = {
  /** The words behind the opening fence. */
  readonly info: string;
  readonly text: string;
  /** The line of the opening fence. */
  readonly open: number;
  /** The line of the closing fence; the last line of the text where it is never closed. */
  readonly close: number;
};

type Open = {
  readonly marker: string;
  readonly indent: number;
  readonly info: string;
  readonly line: number;
};

const fenceLine = /^([ \t]*)(`{3,}|~{3,})([^\n]*)$/;
const markdownInfo = /^(markdown|md|mdx)\b/i;

/**
 * The fenced blocks of a text, outermost only.
 *
 * Looser than CommonMark where models are: a fence may be indented by any depth (they nest them in lists without
 * counting spaces), an unclosed last fence holds the rest (the answer was cut off), and inside a Markdown block a
 * fence with an info string opens a block of its own although CommonMark would take it for text and the next bare
 * fence for the end of the outer block.
 */
export function fencesOf(lines: readonly string[]): Fence[] {
  const fences: Fence[] = [];
  let outer: Open | undefined;
  const nested: string[] = [];
  const finish = (open: Open, close: number, closed: boolean) => {
    const inside = lines.slice(open.line, closed ? close - 1 : close);
    const text = inside.map((line) => `${unindent(line, open.indent)}\n`).join('');
    fences.push({ info: open.info, text, open: open.line, close });
  };
  for (const [i, line] of lines.entries()) {
    const match = fenceLine.exec(line);
    if (!match) continue;
    const [, indent = '', marker = '', rest = ''] = match;
    const info = rest.trim();
    const innermost = nested.at(-1) ?? outer?.marker;
    if (!outer || innermost === undefined) {
      // Inline code may start a line with backticks; an info string holds none.
      if (marker.startsWith('`') && info.includes('`')) continue;
      outer = { marker, indent: indent.length, info, line: i + 1 };
    } else if (info === '' && closes(marker, innermost)) {
      if (nested.length > 0) nested.pop();
      else {
        finish(outer, i + 1, true);
        outer = undefined;
      }
    } else if (info !== '' && markdownInfo.test(outer.info) && marker.startsWith(outer.marker.slice(0, 3))) {
      if (marker.length <= outer.marker.length) nested.push(marker);
    }
  }
  if (outer) finish(outer, lines.length, false);
  return fences;
}

function closes(marker: string, open: string): boolean {
  return marker[0] === open[0] && marker.length >= open.length;
}

function unindent(line: string, width: number): string {
  let cut = 0;
  while (cut < width && (line[cut] === ' ' || line[cut] === '\t')) cut++;
  return line.slice(cut);
}
