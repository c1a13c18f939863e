import path from 'node:path';
import { replay } from '../sample/replay.ts';
import { readExport, writeExport } from '../sample/exchange.ts';
import { byHand, dayOf } from './by-hand.ts';
import type { Command, Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { type Selection, selectCells, selectionOptions } from './selection.ts';
import { hint } from '../input/nearest.ts';
import { prune } from './prune.ts';
import { UsageError } from './usage-error.ts';
import { verifyRuns } from './verify-runs.ts';

type Action = (
  selection: Selection,
  argument: string | undefined,
  values: Values,
  context: Context,
) => Exit | Promise<Exit>;

const actions: Readonly<Record<string, Action>> = {
  status,
  export: exportCells,
  import: importAnswers,
  prune,
  'verify-runs': verify,
};

export const command: Command = {
  about: 'the recorded answers: what there is, what is missing, taking them out and in',
  takes: 'status | export <new folder> | import <folder> | prune | verify-runs',
  options: {
    ...selectionOptions,
    date: { type: 'string', value: 'YYYY-MM-DD', about: 'import: the day on which the answers were taken' },
    sample: {
      type: 'string',
      value: 'n',
      about: 'verify-runs: how many outcomes to run again; default: all',
    },
    yes: { type: 'boolean', about: 'prune: delete the files, rather than listing them' },
  },
  async run({ values, positionals }, context) {
    const [name = 'status', argument, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`unexpected: ${more.join(' ')}`);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new UsageError(`no action \`${name}\`${hint(name, Object.keys(actions))}`);
    return action(selectCells(context.root, values), argument, values, context);
  },
};

function status(
  { session, cells }: Selection,
  _argument: string | undefined,
  _values: Values,
  { out }: Context,
): Exit {
  const samples = cells.map((cell) => replay(cell, session.collection, session.store));
  const counts = Object.entries(Object.groupBy(samples, ({ found }) => found.status));
  out(
    `collection ${session.collection.id}: ${counts.map(([name, list]) => `${list?.length ?? 0} ${name}`).join(', ')}\n`,
  );
  for (const { planned, found } of samples) {
    const what = `${planned.variant} ${planned.fixture} #${planned.repeat}`;
    if (found.status === 'missing') out(`missing  ${what}\n`);
    if (found.status === 'stale')
      out(`stale    ${what}: ${found.changed.join(', ')} changed since ${found.file}\n`);
    if (found.status === 'corrupt') out(`corrupt  ${what}: ${found.file}: ${found.why}\n`);
  }
  return samples.every(({ found }) => found.status === 'found') ? exit.pass : exit.needsAnswers;
}

function exportCells(
  { session, cells }: Selection,
  argument: string | undefined,
  _values: Values,
  { cwd, out }: Context,
): Exit {
  if (argument === undefined) throw new UsageError('expected a new folder to export to');
  const missing = cells.filter(
    (cell) => replay(cell, session.collection, session.store).found.status !== 'found',
  );
  if (missing.length === 0) {
    out('nothing is missing\n');
    return exit.pass;
  }
  writeExport(path.resolve(cwd, argument), session.collection, missing);
  out(
    `${missing.length} cells are in ${argument}: answer each user.md under its system.md (where there is none, under no\n`,
  );
  out(
    `prompt at all), save the reply as answer.md beside them, then: npm run record -- import ${argument}\n`,
  );
  return exit.pass;
}

function importAnswers(
  { session }: Selection,
  argument: string | undefined,
  values: Values,
  { cwd, out }: Context,
): Exit {
  if (argument === undefined) throw new UsageError('expected the folder of an export');
  if (session.collection.source !== 'import')
    throw new UsageError(`collection ${session.collection.id} takes no imports`);
  const find = session.cell.bind(session);
  const provenance = byHand(dayOf(values));
  const { recordings, unanswered } = readExport(
    path.resolve(cwd, argument),
    session.collection,
    find,
    provenance,
  );
  for (const recording of recordings) session.store.write(recording);
  out(
    `${recordings.length} answers imported${unanswered.length > 0 ? `; no answer yet in ${unanswered.join(', ')}` : ''}\n`,
  );
  return exit.pass;
}

/** Runs the kept outcomes of all selected answers and of all labelled ones again. */
function verify(
  { session, cells }: Selection,
  _argument: string | undefined,
  values: Values,
  context: Context,
): Promise<Exit> {
  const sample = Number(values['sample'] ?? Infinity);
  if (!(sample >= 1))
    throw new UsageError(`--sample ${String(values['sample'])}: expected a number from 1 up`);
  const recordedTexts = cells.flatMap((cell) => {
    const { found } = replay(cell, session.collection, session.store);
    return found.status === 'found' ? [{ fixture: cell.fixture, text: found.recording.text }] : [];
  });
  const labelled = session.project.fixtures.flatMap((fixture) =>
    fixture.labelled.map(({ text }) => ({ fixture, text })),
  );
  return verifyRuns([...recordedTexts, ...labelled], sample, context);
}
