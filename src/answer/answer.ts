import path from 'node:path';
import { fencesOf } from './fences.ts';
import { fits, languageOf, nameInComment, nameInInfo, nameInLine } from './names.ts';
import { type Sentence, sentencesOf } from './prose.ts';

/** A fenced block of an answer. */
export type Block = {
  /** The file it is, where the answer names it or it is the task's default file; else null. */
  readonly name: string | null;
  /** The language by its info string, lower case, '' where none is given. */
  readonly language: string;
  readonly text: string;
  /** The line of the answer on which the text starts, counted from 1. */
  readonly line: number;
};

/** What a model replied, taken apart once for however many checks look at it. */
export type Answer = {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The named blocks by file name: of several with one name, the longest. */
  readonly files: ReadonlyMap<string, Block>;
  /** Everything outside fences. */
  readonly sentences: readonly Sentence[];
};

/** UTF-16 code units. Recorded answers have 17,000 on average; beyond this one isn't an answer but a flood. */
export const longestAnswer = 1_000_000;

const heading = /^ {0,3}#{1,6}\s|^\s*\*\*[^*]+\*\*:?\s*$/;

/**
 * Takes an answer apart.
 * @param text Markdown, at most `longestAnswer` long: callers refuse a longer one, as unscored
 * @param defaultFile the file that the largest unnamed block of its language is, unless a block bears that name
 */
export function parseAnswer(text: string, defaultFile: string | null): Answer {
  const lines = text.split(/\r\n|\r|\n/);
  const fences = fencesOf(lines);
  let previous = 0;
  // A heading names the first block below it that can be its file; a command in between doesn't use it up.
  let unused = 0;
  const blocks: Block[] = fences.map(({ info, text: code, open, close }) => {
    const language = languageOf(info);
    const [above, title] = [lineAbove(lines, previous, open - 1), titleAbove(lines, unused, open - 1)];
    const name = [nameInInfo(info), nameInComment(code), above, title].find(
      (candidate) => candidate !== null && fits(candidate, language),
    );
    previous = close;
    if (name !== undefined) unused = close;
    return { name: name ?? null, language: name === info ? '' : language, text: code, line: open + 1 };
  });
  const named = withDefault(blocks, defaultFile);
  for (const { open, close } of fences) lines.fill('', open - 1, close);
  return { text, blocks: named, files: filesOf(named), sentences: sentencesOf(lines.join('\n')) };
}

/** The name in the last line that isn't blank between a block and the one before it. */
function lineAbove(lines: readonly string[], from: number, to: number): string | null {
  const nearest = lines.slice(from, to).findLast((line) => line.trim() !== '');
  return nearest === undefined ? null : nameInLine(nearest, heading.test(nearest));
}

/** The name in the closest heading above a block. */
function titleAbove(lines: readonly string[], from: number, to: number): string | null {
  const title = lines.slice(from, to).findLast((line) => heading.test(line));
  return title === undefined ? null : nameInLine(title, true);
}

function withDefault(blocks: readonly Block[], defaultFile: string | null): readonly Block[] {
  const isDefault = ({ name }: Block) => name !== null && path.posix.basename(name) === defaultName;
  const defaultName = path.posix.basename(defaultFile ?? '');
  if (defaultFile === null || blocks.some(isDefault)) return blocks;
  const candidates = blocks.filter(
    ({ name, language }) => name === null && language !== '' && fits(defaultFile, language),
  );
  const largest = longest(candidates);
  return blocks.map((block) => (block === largest ? { ...block, name: defaultFile } : block));
}

function filesOf(blocks: readonly Block[]): Map<string, Block> {
  const files = new Map<string, Block>();
  for (const block of blocks) {
    const other = block.name === null ? undefined : files.get(block.name);
    if (block.name !== null && (!other || block.text.length > other.text.length))
      files.set(block.name, block);
  }
  return files;
}

function longest(blocks: readonly Block[]): Block | undefined {
  return blocks.reduce<Block | undefined>(
    (best, block) => (best && best.text.length >= block.text.length ? best : block),
    undefined,
  );
}
