import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseAgent } from '../agent/agent.ts';
import { baseline, type Variant } from '../agent/variant.ts';
import { gitTree, type Ref, resolveRef } from '../input/git.ts';
import { GitError } from '../input/git-error.ts';
import { readText } from '../input/file.ts';
import { hint } from '../input/nearest.ts';
import { folderTree, readFrom, type Tree } from '../input/tree.ts';
import type { Project } from '../project.ts';
import type { Arm } from './arm.ts';
import { formerName } from './renamed.ts';

/**
 * The arm that somebody names: a variant of the project, an agent file, a git ref, or a file in one as
 * `<ref>:agents/x.md`. A variant goes before a ref of the same name; `heads/x` says the branch.
 * @param cwd the folder that a file's name is relative to
 * @throws {GitError} when it is none of them
 * @throws {InputError} when the agent can't be read
 */
export function findArm(name: string, project: Project, cwd: string): Arm {
  const variant = project.variants.get(name);
  if (variant) return variantArm(variant, project);
  const file = path.resolve(cwd, name);
  if (existsSync(file) && statSync(file).isFile()) return fileArm(file, project);
  const [, ref = name, inside = null] = /^([^:]+):(.+)$/.exec(name) ?? [];
  return refArm(orUnknown(project, name, ref), project, inside);
}

/** The prompt under test, as the working tree has it. */
export function baselineArm(project: Project): Arm {
  return variantArm(project.variants.get(baseline) as Variant, project);
}

/**
 * @param inside the agent's file in the ref; the baseline's where none is given, also under a former name
 */
export function refArm(ref: Ref, { root }: Project, inside: string | null): Arm {
  const tree = gitTree(root, ref);
  const file = inside ?? agentFileIn(tree, root, ref);
  const { body } = parseAgent(readFrom(tree, file), `${ref.commit.slice(0, 7)}:${file}`);
  const id = path.posix.basename(file, '.md');
  const label = `${id}@${ref.commit.slice(0, 7)}`;
  return { label, variant: { id, system: body, origin: `${file} in ${tree.name}` }, file, tree };
}

function variantArm(variant: Variant, { root }: Project): Arm {
  const file = existsSync(path.join(root, variant.origin)) ? variant.origin : null;
  return { label: variant.id, variant, file, tree: folderTree(root) };
}

function fileArm(file: string, project: Project): Arm {
  const inside = path.relative(project.root, file).split(path.sep).join('/');
  const known = [...project.variants.values()].find(({ origin }) => origin === inside);
  if (known) return variantArm(known, project);
  const shown = inside.startsWith('..') ? path.basename(file) : inside;
  const { body } = parseAgent(readText(file, shown), shown);
  const id = path.basename(file, '.md');
  return {
    label: project.variants.has(id) ? shown : id,
    variant: { id, system: body, origin: shown },
    file: shown,
    tree: folderTree(project.root),
  };
}

function agentFileIn(tree: Tree, root: string, ref: Ref): string {
  const here = `agents/${baseline}.md`;
  const there = tree.list('agents').filter((name) => /^agents\/[^/]+\.md$/.test(name));
  if (there.includes(here)) return here;
  const gone = there.filter((name) => !existsSync(path.join(root, name)));
  const former = formerName(
    readText(path.join(root, here), here),
    gone.map((name) => ({ name, text: readFrom(tree, name) })),
  );
  if (former !== null) return former;
  throw new GitError(
    `${ref.name} has no ${here}, nor one like it under another name; name the file: --base ${ref.name}:agents/<file>.md`,
  );
}

function orUnknown(project: Project, name: string, ref: string): Ref {
  try {
    return resolveRef(project.root, ref);
  } catch (error) {
    if (!(error instanceof GitError) || error.absent) throw error;
    const known = [...project.variants.keys()];
    throw new GitError(`no variant, agent file or git ref \`${name}\`${hint(name, known)}`, error.said);
  }
}
