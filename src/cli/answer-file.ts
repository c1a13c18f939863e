import { readFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/**
 * An answer from anywhere, without the frontmatter that labelled and recorded answers carry; an answer's own stays. It
 * may hold any bytes: what isn't UTF-8 shows as a replacement character.
 * @param shown the path as it was given
 */
export function readAnswer(file: string, shown: string): string {
  try {
    return withoutFrontmatter(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${shown} can’t be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
}

function withoutFrontmatter(text: string): string {
  const match = /^---\n((?:[^\n]*\n)*?)---\n/.exec(text.slice(0, 20_000));
  return match?.[1] && /^(?:kind|key): /m.test(match[1]) ? text.slice(match[0].length) : text;
}
