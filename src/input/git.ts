import { spawnSync } from 'node:child_process';
import { GitError } from './git-error.ts';
import type { Read, Tree } from './tree.ts';

/** A commit, and the name under which somebody asked for it. */
export type Ref = { readonly name: string; readonly commit: string };

/**
 * The commit that a name stands for.
 * @throws {GitError} when there is none
 */
export function resolveRef(root: string, name: string): Ref {
  // A name that starts with a hyphen would be an option, and `a..b` or `:/text` is no single commit.
  const commit = git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  if (commit.status !== 0) throw new GitError(`no git ref \`${name}\``, commit.said);
  return { name, commit: commit.out.toString('utf8').trim() };
}

/**
 * Where the work on this branch began.
 * @param upstream the branch that it will be merged into
 * @throws {GitError} that says what to type instead
 */
export function mergeBase(root: string, upstream: string): Ref {
  const ways = 'name a base: npm run gate -- --base <variant or git ref>';
  const { commit } = orElse(
    () => resolveRef(root, upstream),
    `there is no ${upstream} here, so there is no default base; ${ways}`,
  );
  const base = git(root, ['merge-base', 'HEAD', commit]);
  if (base.status !== 0) {
    const shallow =
      git(root, ['rev-parse', '--is-shallow-repository']).out.toString('utf8').trim() === 'true';
    const cause = shallow
      ? 'this clone is shallow: git fetch --unshallow; or'
      : 'the histories are unrelated;';
    throw new GitError(`no common commit with ${upstream}: ${cause} ${ways}`, base.said);
  }
  return { name: `merge base with ${upstream}`, commit: base.out.toString('utf8').trim() };
}

function orElse<T>(step: () => T, message: string): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof GitError) || error.absent) throw error;
    throw new GitError(message, error.said);
  }
}

/**
 * The project as a commit holds it. Reads objects alone: neither the working tree nor the index is looked at, let
 * alone touched.
 * @param root the folder of the project, which need not be the top of its repository
 */
export function gitTree(root: string, { name, commit }: Ref): Tree {
  let known: Map<string, string> | undefined;
  const blobs = () => (known ??= listBlobs(root, commit));
  return {
    name: `${name} (${commit.slice(0, 7)})`,
    list(folder) {
      const start = folder === '' ? '' : `${folder}/`;
      return [...blobs().keys()].filter((file) => file.startsWith(start)).sort();
    },
    read(files) {
      const ids = files.map((file) => blobs().get(file));
      const texts = readBlobs(
        root,
        ids.filter((id) => id !== undefined),
      ).values();
      return ids.map((id) => (id === undefined ? { wrong: 'is missing' } : decode(texts.next().value)));
    },
  };
}

function decode(bytes: Buffer | undefined): Read {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { wrong: 'is not UTF-8 text' };
  }
}

/** Paths relative to `root` with the ids of their contents; links and submodules have no text and are left out. */
function listBlobs(root: string, commit: string): Map<string, string> {
  const listing = git(root, ['ls-tree', '-r', '-z', commit]);
  if (listing.status !== 0) throw new GitError(`the files of ${commit} can’t be listed`, listing.said);
  const entries = listing.out.toString('utf8').split('\0').filter(Boolean);
  return new Map(
    entries.flatMap((entry) => {
      const [, id, file] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry) ?? [];
      return id !== undefined && file !== undefined ? [[file, id] as const] : [];
    }),
  );
}

/** One process for all of them: a process a file would take longer than grading. */
function readBlobs(root: string, ids: readonly string[]): Buffer[] {
  if (ids.length === 0) return [];
  const { status, out, said } = git(root, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  if (status !== 0) throw new GitError('git can’t read its objects', said);
  let at = 0;
  return ids.map((id) => {
    const end = out.indexOf(10, at);
    const head = out.toString('utf8', at, end);
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1]);
    if (end === -1 || !Number.isInteger(size))
      throw new GitError(`git has no object ${id}; a partial clone needs: git fetch --refetch`, head);
    at = end + 1 + size + 1;
    return out.subarray(end + 1, end + 1 + size);
  });
}

type Answer = { readonly status: number | null; readonly out: Buffer; readonly said: string };

function git(root: string, arguments_: readonly string[], input = ''): Answer {
  const { status, stdout, stderr, error } = spawnSync('git', ['-C', root, ...arguments_], {
    input,
    env: environment(),
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new GitError('git can’t be started; a base from history needs it', code, true);
  }
  return { status, out: stdout, said: stderr.toString('utf8').trim().split('\n')[0] ?? '' };
}

/** What a hook sets, and what would point git elsewhere than at the project. */
const places = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_NAMESPACE',
  'GIT_COMMON_DIR',
]);

/** Nothing is fetched, no lock is taken, nobody is asked for a password. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !places.has(name));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
