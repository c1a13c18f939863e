import type { ChecklistItem } from '../checklist/checklist.ts';
import type { Fixture } from '../fixture/fixture.ts';

/** A checklist item with the checks that serve it. */
export type Covered = {
  readonly item: ChecklistItem;
  readonly checks: readonly { readonly fixture: string; readonly check: string }[];
};

/** Every item of the document, in its order, with what checks it. */
export function coverageOf(checklist: readonly ChecklistItem[], fixtures: readonly Fixture[]): Covered[] {
  return checklist.map((item) => ({
    item,
    checks: fixtures.flatMap(({ id, checks }) =>
      checks
        .filter(({ items }) => items.includes(item.id))
        .map((check) => ({ fixture: id, check: check.id })),
    ),
  }));
}
