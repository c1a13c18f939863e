import { taskOf } from '../fixture/task.ts';
import { userMessage } from '../fixture/message.ts';
import { digest } from '../input/digest.ts';
import { InputError } from '../input/input-error.ts';
import type { Read, Tree } from '../input/tree.ts';

/** A fixture as another tree holds it: enough to tell what changed since. */
export type Then = {
  /** SHA-256 of the message; null where that tree's task can't be read by today's rules. */
  readonly message: string | null;
  /** SHA-256 of `checks.yaml`. */
  readonly checks: string | null;
};

/** The fixtures of a tree, by id. */
export function fixturesThen(tree: Tree): Map<string, Then> {
  const files = tree.list('fixtures');
  const ids = files.flatMap((file) => /^fixtures\/([^/]+\/[^/]+)\/task\.md$/.exec(file)?.[1] ?? []);
  const reads = new Map<string, Read>();
  const load = (names: readonly string[]) => {
    for (const [i, read] of tree.read(names).entries()) reads.set(names[i] ?? '', read);
  };
  const text = (name: string) => {
    const read = reads.get(name);
    return read && 'text' in read ? read.text : null;
  };
  load(ids.flatMap((id) => [`fixtures/${id}/task.md`, `fixtures/${id}/checks.yaml`]));
  const tasks = new Map(ids.map((id) => [id, taskThen(text(`fixtures/${id}/task.md`), files, id)] as const));
  load([...tasks].flatMap(([id, task]) => task?.files.map((name) => `fixtures/${id}/${name}`) ?? []));
  return new Map(
    ids.map((id) => {
      const task = tasks.get(id);
      const checks = text(`fixtures/${id}/checks.yaml`);
      const shown = task?.files.map((name) => ({ name, text: text(`fixtures/${id}/${name}`) ?? '' }));
      return [
        id,
        {
          message: task && shown ? digest(userMessage(task.body, shown)) : null,
          checks: checks === null ? null : digest(checks),
        },
      ];
    }),
  );
}

function taskThen(text: string | null, files: readonly string[], id: string) {
  if (text === null) return null;
  try {
    return taskOf(text, `fixtures/${id}/task.md`, (name) =>
      files.includes(`fixtures/${id}/${name}`) ? null : 'is not there',
    );
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
