import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findings } from '../report/findings.ts';
import { terminalReport } from '../report/terminal.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import { estimate, roughTokens, usualModel } from '../sample/estimate.ts';
import { textsOf } from '../sample/plan.ts';
import { replay } from '../sample/replay.ts';
import type { Run } from '../sandbox/runs.ts';
import { describeSettings } from '../recording/collection.ts';
import { resultsOf } from '../score/results.ts';
import { isWhole, type Row } from '../score/row.ts';
import { summarise } from '../score/summary.ts';
import type { Command, Context } from './command.ts';
import { exit } from './exit.ts';
import { judgeOf, nobodyAsked } from './judging.ts';
import { takeMissing } from './live.ts';
import { liveCollection, liveOptions } from './live-options.ts';
import { performHere, runMissing, wantedRun } from './running.ts';
import { type Selection, selectCells, selectionOptions } from './selection.ts';
import { UsageError } from './usage-error.ts';

/** Findings that an answer would mend; one that was cut off or declined is an answer. */
const wanting: readonly string[] = ['missing', 'stale', 'corrupt', 'failed'];

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
    ...liveOptions,
    json: { type: 'string', value: 'FILE', about: 'write every row with its verdicts' },
  },
  async run({ values }, context) {
    const { root, cwd, out, err, terminal } = context;
    const mode = modes.find((each) => each === (values['mode'] ?? 'replay'));
    if (!mode) throw new UsageError(`--mode ${String(values['mode'])}: expected ${modes.join(', ')}`);
    const performs = mode === 'replay' ? null : performHere();
    const live = mode === 'replay' ? null : liveCollection(mode, values, context);
    const selection = selectCells(root, values, performs, live);
    const { session, cells, variants } = selection;
    session.judge = judgeOf(session, values, nobodyAsked);
    if (mode !== 'replay') {
      const ended = await takeMissing(session, cells, values, context);
      if (ended !== null) return ended;
      await runMissing(session.runs, recordedRuns(selection), context);
    }
    const { runInPromptfoo } = await import('../viewer/run.ts');
    const { rows, evalId } = await runInPromptfoo(session, cells, terminal);
    const settings = session.collection.source === 'api' ? session.collection.settings : undefined;
    const results = resultsOf(session.collection.id, variants, rows, settings);
    const itemsOf = new Map(
      session.project.fixtures.map(
        ({ id, checks }) => [id, [...new Set(checks.flatMap(({ items }) => items))]] as const,
      ),
    );
    const summary = summarise(results.rows, variants, (fixture) => itemsOf.get(fixture) ?? []);
    out(terminalReport(summary, results.rows, settings ? describeSettings(settings) : null));
    out(`\nside by side: npm run view (evaluation ${evalId})\n`);
    const found = findings(results.rows);
    if (found !== '') err(`\n${found}`);
    const needed = results.rows.filter(({ finding }) => finding !== null && wanting.includes(finding.status));
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

function waysOn({ session }: Selection, needed: readonly Row[], { root, err }: Context): void {
  const { collection } = session;
  const prompts = needed.flatMap(({ variant, fixture, repeat }) => {
    const cell = session.cell(variant, fixture, repeat);
    if (!cell) return [];
    const { system, message } = textsOf(cell, collection);
    return [{ system: system === null ? null : roughTokens(system), message: roughTokens(message), variant }];
  });
  const model = collection.source === 'api' ? collection.settings.model : usualModel;
  const price = priceOf(model, loadPrices(root));
  const lanes = prompts.map(({ variant }) => variant);
  const dollars = price
    ? `about $${estimate(prompts, lanes, price).usual.toFixed(2)} at ${model}`
    : 'at a price unknown';
  err(
    `\nneeds ${needed.length} answers (${dollars}); nothing stale, corrupt or missing was graded. Ways on:\n`,
  );
  err(
    '  npm run eval -- --mode auto      takes them from Claude into a collection of their own, with ANTHROPIC_API_KEY\n',
  );
  err(
    '  npm run record -- export FOLDER  writes them out to be answered elsewhere; then record -- import FOLDER\n',
  );
  err('  a maintainer’s label on the pull request, where CI holds a key\n');
}
