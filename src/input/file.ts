import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { InputError } from './input-error.ts';

/**
 * The text of a UTF-8 file.
 * @param shown the name that errors carry: relative to the project, never a path of one machine
 * @throws {InputError} when the file is missing, unreadable or not UTF-8
 */
export function readText(file: string, shown: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw refuse(shown, `can’t be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse(shown, 'is not UTF-8 text');
  }
}

/**
 * The real path of `name` inside `root`.
 * A fixture may come from anybody's pull request, so neither `..` nor a symbolic link may lead out of its folder.
 * @returns the path, or what is wrong with it
 */
export function resolveInside(root: string, name: string): { path: string } | { wrong: string } {
  const candidate = path.resolve(root, name);
  const outside = (target: string, base: string) => path.relative(base, target).split(path.sep)[0] === '..';
  if (path.isAbsolute(name) || outside(candidate, root))
    return { wrong: `\`${name}\` lies outside the folder` };
  try {
    const real = realpathSync(candidate);
    return outside(real, realpathSync(root))
      ? { wrong: `\`${name}\` links to a file outside the folder` }
      : { path: real };
  } catch {
    return { wrong: `\`${name}\` is not there` };
  }
}

function refuse(file: string, message: string): InputError {
  return new InputError([{ file, line: 1, col: 1, message }]);
}
