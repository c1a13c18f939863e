import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { control } from '../agent/variant.ts';
import { headroomLines, headroomListing, headroomMarkdown } from '../report/headroom.ts';
import { between } from '../report/marks.ts';
import { replay } from '../sample/replay.ts';
import { recordedRow } from '../score/recorded-row.ts';
import { type Headroom, headroomOf, isSaturated } from '../score/headroom.ts';
import type { Row } from '../score/row.ts';
import { type Kept, loadKept, reasonFor } from '../validity/kept.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { selectCells, selectionOptions } from './selection.ts';

const page = 'docs/validity.md';

export const command: Command = {
  about:
    'what the recorded answers leave to be told apart: scores by fixture, and the checks that never differ with the reason why each stays (fixtures/kept.yaml)',
  options: {
    ...selectionOptions,
    write: { type: 'boolean', about: `put the table in ${page} up to date` },
  },
  async run({ values }, { root, out, err }) {
    const { session, cells, variants } = selectCells(root, values);
    const rows: Row[] = [];
    for (const cell of cells) {
      const { key, found } = replay(cell, session.collection, session.store);
      if (found.status !== 'found') continue;
      const { variant, fixture, repeat } = cell;
      const identity = {
        variant: variant.id,
        fixture: fixture.id,
        repeat,
        collection: session.collection.id,
        key,
      };
      rows.push(await recordedRow(identity, cell, found.recording, null, session.runs));
    }
    const { fixtures } = session.project;
    const all = headroomOf(rows, variants, new Map(fixtures.map(({ id, task }) => [id, task.kind])));
    const kept = loadKept(root, fixtures);
    out(headroomListing(all, variants, (fixture, check) => reasonFor(kept, fixture, check)));
    out(`\n${headroomLines(all, control.id)}`);
    if (values['write'] === true) write(path.join(root, page), headroomMarkdown(all, variants));
    const { open, idle } = unreasoned(all, kept);
    for (const [fixture, group] of Map.groupBy(open, (each) => each.fixture))
      err(
        `${fixture}: ${group.length} come out alike in every answer and have no reason to stay: sharpen them, or say why in fixtures/kept.yaml\n`,
      );
    for (const { fixture, check } of idle)
      err(`fixtures/kept.yaml: ${fixture} ${check ?? 'itself'} is kept, and comes out differently by now\n`);
    return open.length + idle.length === 0 ? exit.pass : exit.regress;
  },
};

/** Something that could have told prompts apart: a check, or null for how well a fixture is done as a whole. */
type Subject = { readonly fixture: string; readonly check: string | null };

/** What never differs and has no reason to stay, and what has one and does differ. */
function unreasoned(all: readonly Headroom[], kept: readonly Kept[]): { open: Subject[]; idle: Subject[] } {
  const alike = all.flatMap((each): Subject[] => [
    ...(isSaturated(each) ? [{ fixture: each.fixture, check: null }] : []),
    ...[...each.pass, ...each.fail].map((check) => ({ fixture: each.fixture, check })),
  ]);
  const scored = new Set(all.flatMap(({ fixture, checks }) => (checks > 0 ? [fixture] : [])));
  const reasoned = kept.flatMap(({ fixture, checks }) =>
    (checks ?? [null]).map((check): Subject => ({ fixture, check })),
  );
  const isAlike = ({ fixture, check }: Subject) =>
    alike.some((each) => each.fixture === fixture && each.check === check);
  return {
    open: alike.filter(({ fixture, check }) => reasonFor(kept, fixture, check) === null),
    idle: reasoned.filter((each) => scored.has(each.fixture) && !isAlike(each)),
  };
}

function write(file: string, table: string): void {
  const text = between(readFileSync(file, 'utf8'), 'headroom', table);
  if (text === null) throw new TypeError(`${file} has no marks for the table`);
  writeFileSync(file, text);
}
