import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findings } from '../report/findings.ts';
import { terminalReport } from '../report/terminal.ts';
import { estimate, prices, usualModel } from '../sample/price.ts';
import { replay } from '../sample/replay.ts';
import type { Run } from '../sandbox/runs.ts';
import { resultsOf } from '../score/results.ts';
import { isWhole, type Row } from '../score/row.ts';
import { summarise } from '../score/summary.ts';
import type { Command, Context } from './command.ts';
import { exit } from './exit.ts';
import { performHere, runMissing, wantedRun } from './running.ts';
import { type Selection, selectCells, selectionOptions } from './selection.ts';
import { UsageError } from './usage-error.ts';

const modes = ['replay', 'auto', 'fresh'] as const;

export const command: Command = {
  about: 'grade the answers of prompt variants and compare them; fills the viewer of `npm run view`',
  options: {
    ...selectionOptions,
    mode: {
      type: 'string',
      value: modes.join('|'),
      about: 'replay recordings (default), take what is missing, or take all anew',
    },
    json: { type: 'string', value: 'FILE', about: 'write every row with its verdicts' },
  },
  async run({ values }, context) {
    const { root, cwd, out, err, terminal } = context;
    const mode = modes.find((each) => each === (values['mode'] ?? 'replay'));
    if (!mode) throw new UsageError(`--mode ${String(values['mode'])}: expected ${modes.join(', ')}`);
    const selection = selectCells(root, values, mode === 'auto' ? performHere() : null);
    const { session, cells, variants } = selection;
    if (mode === 'fresh') throw new UsageError(cannotSample(mode));
    if (mode === 'auto') await runMissing(session.runs, recordedRuns(selection), context);
    const { runInPromptfoo } = await import('../viewer/run.ts');
    const { rows, evalId } = await runInPromptfoo(session, cells, terminal);
    const results = resultsOf(session.collection.id, variants, rows);
    const itemsOf = new Map(
      session.project.fixtures.map(
        ({ id, checks }) => [id, [...new Set(checks.flatMap(({ items }) => items))]] as const,
      ),
    );
    const summary = summarise(results.rows, variants, (fixture) => itemsOf.get(fixture) ?? []);
    out(terminalReport(summary, results.rows));
    out(`\nside by side: npm run view (evaluation ${evalId})\n`);
    const wanting = findings(results.rows);
    if (wanting !== '') err(`\n${wanting}`);
    const needed = results.rows.filter(({ finding }) => finding !== null);
    if (needed.length > 0) waysOn(selection, needed, context);
    // Last, so that a path that can't be written costs nobody the report.
    const { json } = values;
    if (typeof json === 'string')
      writeFileSync(path.resolve(cwd, json), `${JSON.stringify(results, null, 2)}\n`);
    return results.rows.every(isWhole) ? exit.pass : exit.needsAnswers;
  },
};

/** What has to be run for the answers that are there. */
function recordedRuns({ session, cells }: Selection): Run[] {
  return cells.flatMap((cell) => {
    const { found } = replay(cell, session.collection, session.store);
    const run = found.status === 'found' ? wantedRun(cell.fixture, found.recording.text) : null;
    return run ? [run] : [];
  });
}

function cannotSample(mode: string): string {
  return process.env['ANTHROPIC_API_KEY'] === undefined
    ? `--mode ${mode} takes answers from Claude and needs ANTHROPIC_API_KEY; without one: npm run record -- export FOLDER`
    : `--mode ${mode} is not there yet: take the answers elsewhere by npm run record -- export FOLDER`;
}

function waysOn({ session }: Selection, needed: readonly Row[], { err }: Context): void {
  const wanted = needed.flatMap(({ variant, fixture, repeat }) => {
    const cell = session.cell(variant, fixture, repeat);
    return cell ? [{ system: cell.variant.system, message: cell.fixture.message }] : [];
  });
  const price = prices[usualModel];
  const dollars = price
    ? `about $${estimate(wanted, price).toFixed(2)} at ${usualModel}`
    : 'at a price unknown';
  err(
    `\nneeds ${needed.length} answers (${dollars}); nothing stale, corrupt or missing was graded. Ways on:\n`,
  );
  err('  npm run eval -- --mode auto      takes them from Claude, with ANTHROPIC_API_KEY (not there yet)\n');
  err(
    '  npm run record -- export FOLDER  writes them out to be answered elsewhere; then record -- import FOLDER\n',
  );
  err('  a maintainer’s label on the pull request, where CI holds a key\n');
}
