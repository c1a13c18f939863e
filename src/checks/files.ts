import path from 'node:path';
import picomatch from 'picomatch';
import type { Answer, Block } from '../answer/answer.ts';

const endings = { python: ['.py'], yaml: ['.yaml', '.yml'] } as const;
const words = { python: ['python', 'py', 'python3'], yaml: ['yaml', 'yml'] } as const;
export type Language = keyof typeof endings;

/** The answer's files whose path, or whose last name where the glob has no slash, matches. */
export function filesMatching(answer: Answer, glob: string): Block[] {
  const matches = matcher(glob);
  return [...answer.files.values()].filter(({ name }) => name !== null && matches(name));
}

/**
 * All code of a language: the named files, or where none is named every block of it.
 * A snippet beside the files says how to use them; it isn't the work.
 */
export function codeOf(answer: Answer, language: Language): Block[] {
  const isNamed = (name: string) => endings[language].some((ending) => path.posix.extname(name) === ending);
  const named = [...answer.files.values()].filter(({ name }) => name !== null && isNamed(name));
  if (named.length > 0) return named;
  return answer.blocks.filter(
    (block) => block.name === null && words[language].some((word) => word === block.language),
  );
}

const matchers = new Map<string, (name: string) => boolean>();

function matcher(glob: string): (name: string) => boolean {
  let matches = matchers.get(glob);
  if (!matches) matchers.set(glob, (matches = picomatch(glob, { basename: true, dot: true, nocase: true })));
  return matches;
}
