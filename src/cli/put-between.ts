import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { between } from '../report/marks.ts';

/** Puts the generated part of a page of the project up to date. @param page as shown, below the project's root */
export function putBetween(root: string, page: string, name: string, generated: string): void {
  const file = path.join(root, page);
  const text = between(readFileSync(file, 'utf8'), name, generated);
  if (text === null) throw new TypeError(`${page} has no marks for ${name}`);
  writeFileSync(file, text);
}
