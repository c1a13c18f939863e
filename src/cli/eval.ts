import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { control } from '../agent/variant.ts';
import type { Cell } from '../cell.ts';
import { findings } from '../report/findings.ts';
import { headroomLines } from '../report/headroom.ts';
import { terminalReport } from '../report/terminal.ts';
import { replay } from '../sample/replay.ts';
import type { Run } from '../sandbox/runs.ts';
import { describeSettings } from '../recording/collection.ts';
import { headroomOf } from '../score/headroom.ts';
import { resultsOf } from '../score/results.ts';
import { isWhole } from '../score/row.ts';
import { summarise } from '../score/summary.ts';
import { deciderOf } from '../judge/judge.ts';
import { partialOf, shardOf } from '../score/shard.ts';
import type { Session } from '../viewer/session.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { judgeOf } from './judging.ts';
import { takeMissing } from './live.ts';
import { liveCollection, liveOptions } from './live-options.ts';
import { performHere, runMissing, wantedRun } from './running.ts';
import { modes, parseMode } from './sampler.ts';
import { selectCells, selectionOptions } from './selection.ts';
import { parseShard } from './shard.ts';
import { UsageError } from './usage-error.ts';
import { waysOn } from './ways-on.ts';

/** Findings that an answer would mend; one that was cut off or declined is an answer. */
const wanting: readonly string[] = ['missing', 'stale', 'corrupt', 'failed'];

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
    shard: {
      type: 'string',
      value: 'i/n',
      about: 'the i-th of n parts of the run, for `npm run merge`; with --json',
    },
  },
  async run({ values }, context) {
    const { root, cwd, out, err, terminal } = context;
    const mode = parseMode(values['mode']);
    const performs = mode === 'replay' ? null : performHere();
    const live = mode === 'replay' ? null : liveCollection(mode, values, context);
    const { session, cells: all, variants } = selectCells(root, values, performs, live);
    const { json, shard: part } = values;
    const shard = typeof part === 'string' ? parseShard(part) : null;
    if (shard && typeof json !== 'string')
      throw new UsageError('--shard needs --json FILE: merge joins files');
    const cells = shard ? shardOf(all, shard) : all;
    if (cells.length === 0)
      throw new UsageError(`--shard ${String(part)}: no cell is left for it; use fewer`);
    session.judge = judgeOf(root, session.collection, values);
    if (mode !== 'replay') {
      const ended = await takeMissing(session, cells, values, context);
      if (ended !== null) return ended;
      await runMissing(session.runs, recordedRuns(session, cells), context);
    }
    const { runInPromptfoo } = await import('../viewer/run.ts');
    const { rows, evalId } = await runInPromptfoo(session, cells, terminal);
    const settings = session.collection.source === 'api' ? session.collection.settings : undefined;
    const judge = deciderOf(session.judge);
    const ran = { collection: session.collection.id, variants, judge, ...(settings && { settings }) };
    const results = resultsOf(ran, rows);
    const itemsOf = new Map(
      session.project.fixtures.map(
        ({ id, checks }) => [id, [...new Set(checks.flatMap(({ items }) => items))]] as const,
      ),
    );
    const summary = summarise(results.rows, variants, (fixture) => itemsOf.get(fixture) ?? []);
    out(terminalReport(summary, results, settings ? describeSettings(settings) : null));
    if (variants.length > 1) {
      const kinds = new Map(session.project.fixtures.map(({ id, task }) => [id, task.kind]));
      out(`\n${headroomLines(headroomOf(results.rows, variants, kinds), control.id)}`);
    }
    out(`\nside by side: npm run view (evaluation ${evalId})\n`);
    const found = findings(results.rows);
    if (found !== '') err(`\n${found}`);
    const needed = results.rows.filter(({ finding }) => finding !== null && wanting.includes(finding.status));
    const missing = needed.flatMap(
      ({ variant, fixture, repeat }) => session.cell(variant, fixture, repeat) ?? [],
    );
    if (missing.length > 0) err(`\n${waysOn(missing, session.collection, root)}`);
    // Last, so that a path that can't be written costs nobody the report.
    const samples = () => all.map((cell) => replay(cell, session.collection, session.store));
    const written = shard ? partialOf(results, shard, samples()) : results;
    if (typeof json === 'string')
      writeFileSync(path.resolve(cwd, json), `${JSON.stringify(written, null, 2)}\n`);
    return results.rows.every(isWhole) ? exit.pass : exit.needsAnswers;
  },
};

/** What has to be run for the answers that are there. */
function recordedRuns(session: Session, cells: readonly Cell[]): Run[] {
  return cells.flatMap((cell) => {
    const { found } = replay(cell, session.collection, session.store);
    const run = found.status === 'found' ? wantedRun(cell.fixture, found.recording.text) : null;
    return run ? [run] : [];
  });
}
