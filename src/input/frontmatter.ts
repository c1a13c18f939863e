import matter from 'gray-matter';
import { InputError } from './input-error.ts';
import { type Located, readYaml } from './located.ts';

/** A Markdown file taken apart: its YAML with positions, and the exact text behind the closing fence. */
export type Frontmatter = {
  readonly head: Located;
  readonly body: string;
  /** The line of the file on which the body starts. */
  readonly bodyLine: number;
};

const closing = /\r?\n---[ \t]*(?:\r?\n|$)/;

/**
 * Splits frontmatter from body; the body is what stands behind the closing `---` line, byte for byte.
 *
 * gray-matter does the splitting with YAML as its only language: left to its defaults it evaluates `---js`
 * frontmatter in this process and caches a failed parse as an empty one, so options are always passed.
 * What it accepts silently (no frontmatter, an unclosed fence, a fence like `----`) is refused here first.
 * @throws {InputError}
 */
export function splitFrontmatter(text: string, file: string): Frontmatter {
  const refuse = (line: number, message: string) => new InputError([{ file, line, col: 1, message }]);
  const opening = /^---[ \t]*(\S*)[ \t]*\r?\n/.exec(text);
  if (!opening) throw refuse(1, 'no frontmatter: expected the first line to be `---`');
  const language = opening[1] ?? '';
  if (language !== '')
    throw refuse(1, `frontmatter must be YAML: expected \`---\`, found \`---${language.slice(0, 40)}\``);
  // Searched from the opening line's own end on, so that an empty frontmatter closes too.
  const start = opening[0].replace(/\r?\n$/, '').length;
  const end = closing.exec(text.slice(start));
  if (!end) throw refuse(1, 'the frontmatter is never closed: expected a line `---` after it');
  // gray-matter looks for "\n---" without an end of line; give it no earlier match than the real one.
  const close = start + end.index;
  const source = text.slice(start, close);
  const fake = source.indexOf('\n---');
  if (fake !== -1) {
    const line = source.slice(0, fake + 1).split('\n').length;
    throw refuse(line, 'expected the closing fence to be exactly `---`');
  }
  const bodyStart = close + end[0].length;
  let head: Located | undefined;
  matter(`---${source}\n---\n`, {
    language: 'yaml',
    engines: { yaml: (yaml: string) => ((head = readYaml(yaml, file)), {}), json: only, javascript: only },
  });
  return {
    head: head ?? readYaml('', file),
    body: text.slice(bodyStart),
    bodyLine: text.slice(0, bodyStart).split('\n').length,
  };
}

function only(): object {
  throw new TypeError('frontmatter is YAML here; no other language is ever evaluated');
}
