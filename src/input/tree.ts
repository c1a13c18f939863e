import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readText } from './file.ts';
import { InputError } from './input-error.ts';

/** The files of a project at one moment: as they lie in its folder, or as a git ref holds them. */
export type Tree = {
  /** How a reader knows it: `the working tree`, `main (1a2b3c4)`. */
  readonly name: string;
  /** Every file below a folder, as paths relative to the project with forward slashes, sorted; none where it isn't there. */
  list(folder: string): string[];
  /** Some files in their order, all at once: a tree may be slow to ask. */
  read(files: readonly string[]): Read[];
};

/** The text of a file, or why there is none. */
export type Read = { readonly text: string } | { readonly wrong: string };

/** @throws {InputError} when it can't be read */
export function readFrom(tree: Tree, file: string): string {
  const [read] = tree.read([file]);
  if (read && 'text' in read) return read.text;
  throw new InputError([{ file, line: 1, col: 1, message: `${read?.wrong ?? 'is missing'} (${tree.name})` }]);
}

/** @param root the folder of the project */
export function folderTree(root: string): Tree {
  return {
    name: 'the working tree',
    list(folder) {
      const start = path.join(root, folder);
      if (!existsSync(start)) return [];
      return readdirSync(start, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
        .map((name) => name.split(path.sep).join('/'))
        .sort();
    },
    read: (files) =>
      files.map((name) => {
        try {
          return { text: readText(path.join(root, name), name) };
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          return { wrong: error.problems.map(({ message }) => message).join('; ') };
        }
      }),
  };
}

/** A tree to which the files of one folder are added that only another has. Where both have one, the tree's own counts. */
export function withFolder(tree: Tree, folder: string, other: Tree): Tree {
  const added = () => {
    const own = new Set(tree.list(folder));
    return other.list(folder).filter((name) => !own.has(name));
  };
  return {
    name: tree.name,
    list(start) {
      const below = added().filter((name) => name.startsWith(`${start}/`));
      return [...tree.list(start), ...below].sort();
    },
    read(files) {
      const theirs = new Set(added());
      const own = files.filter((name) => !theirs.has(name));
      const reads = new Map(tree.read(own).map((read, i) => [own[i] ?? '', read] as const));
      return files.map((name) => reads.get(name) ?? other.read([name])[0] ?? { wrong: 'is missing' });
    },
  };
}
