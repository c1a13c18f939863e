import path from 'node:path';
import { parseAgent } from './agent/agent.ts';
import { baseline, loadVariants, type Variant } from './agent/variant.ts';
import { type ChecklistItem, checklistOf } from './checklist/checklist.ts';
import { type Fixture, fixtureIds, loadFixture } from './fixture/fixture.ts';
import { collect } from './input/collect.ts';
import { readText } from './input/file.ts';

/** Everything that the repository holds by hand: prompts, the checklist, fixtures. */
export type Project = {
  readonly root: string;
  readonly variants: ReadonlyMap<string, Variant>;
  readonly checklist: readonly ChecklistItem[];
  readonly fixtures: readonly Fixture[];
};

/**
 * @param root the folder that holds `agents` and `fixtures`
 * @param ids the fixtures to load; all where none are given
 * @throws {InputError} with every problem of every file
 */
export function loadProject(root: string, ids?: readonly string[]): Project {
  const parts = collect(
    [
      () => ({ variants: loadVariants(path.join(root, 'agents')) }),
      () => {
        const checklist = loadChecklist(root);
        const folder = fixturesFolder(root);
        const fixtures = collect(ids ?? fixtureIds(folder), (id) =>
          loadFixture(folder, id, idsOf(checklist)),
        );
        return { checklist, fixtures };
      },
    ],
    (part) => part(),
  );
  return { root, ...(Object.assign({}, ...parts) as Omit<Project, 'root'>) };
}

/** Some of a project's fixtures, so that a half-written one doesn't keep the others from being graded. */
export function loadSomeFixtures(root: string, ids: readonly string[]): Fixture[] {
  const items = idsOf(loadChecklist(root));
  return collect(ids, (id) => loadFixture(fixturesFolder(root), id, items));
}

export function fixturesFolder(root: string): string {
  return path.join(root, 'fixtures');
}

function loadChecklist(root: string): ChecklistItem[] {
  const file = `agents/${baseline}.md`;
  return checklistOf(parseAgent(readText(path.join(root, file), file), file));
}

function idsOf(checklist: readonly ChecklistItem[]): string[] {
  return checklist.map(({ id }) => id);
}
