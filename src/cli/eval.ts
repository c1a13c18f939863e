import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { findings } from '../report/findings.ts';
import { terminalReport } from '../report/terminal.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import type { Collection } from '../recording/collection.ts';
import { estimate, roughTokens, usualModel } from '../sample/estimate.ts';
import { textsOf } from '../sample/plan.ts';
import { resultsOf } from '../score/results.ts';
import { isWhole, type Row } from '../score/row.ts';
import { summarise } from '../score/summary.ts';
import type { Command, Context, Values } from './command.ts';
import { exit } from './exit.ts';
import { judgeOf, nobodyAsked } from './judging.ts';
import { takeMissing } from './live.ts';
import { collectionFor, liveOptions } from './live-options.ts';
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
    const selection = selectCells(root, values, mode === 'replay' ? undefined : into(mode, root, values));
    const { session, cells, variants } = selection;
    session.judge = judgeOf(session, values, nobodyAsked);
    if (mode !== 'replay') {
      const ended = await takeMissing(session, cells, values, context);
      if (ended !== null) return ended;
    }
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

/** Fresh answers go to a collection of their own, named by the day: two answers to one cell are never mixed. */
function into(mode: 'auto' | 'fresh', root: string, values: Values): Collection {
  const folder = path.join(root, 'evals', 'recordings');
  return collectionFor(folder, values, mode === 'fresh' ? new Date().toISOString().slice(0, 10) : '');
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
