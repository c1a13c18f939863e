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

/** UTF-16 code units. Real answers have some 10,000; beyond this one isn't an answer but a flood. */
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
  const blocks: Block[] = fences.map(({ info, text: code, open, close }) => {
    const language = languageOf(info);
    const candidates = [nameInInfo(info), nameInComment(code), ...namesAbove(lines, previous, open - 1)];
    previous = close;
    const name = candidates.find((candidate) => candidate !== null && fits(candidate, language)) ?? null;
    return { name, language: name === info ? '' : language, text: code, line: open + 1 };
  });
  const named = withDefault(blocks, defaultFile);
  for (const { open, close } of fences) lines.fill('', open - 1, close);
  return { text, blocks: named, files: filesOf(named), sentences: sentencesOf(lines.join('\n')) };
}

/** Names in the line right above a block, then in the closest heading, looking no further up than the last block. */
function namesAbove(lines: readonly string[], from: number, to: number): (string | null)[] {
  const above = lines.slice(from, to).filter((line) => line.trim() !== '');
  const nearest = above.at(-1);
  const title = above.findLast((line) => heading.test(line));
  return [
    nearest === undefined ? null : nameInLine(nearest, heading.test(nearest)),
    title === undefined ? null : nameInLine(title, true),
  ];
}

function withDefault(blocks: readonly Block[], defaultFile: string | null): readonly Block[] {
  if (defaultFile === null || blocks.some(({ name }) => name === defaultFile)) return blocks;
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
