import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Fixture, fixtureIds } from '../fixture/fixture.ts';
import { killPage } from '../page/kill-page.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import { killMatrix } from '../report/kill-matrix.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { type Run, Runs } from '../sandbox/runs.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { calibrate } from '../validity/calibration.ts';
import { calibrateJudge, judgeOptions } from './calibrate-judge.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { performHere, runMissing } from './running.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

/** The graders under test: mutants of the right answers, and what each check makes of them. */
export const command: Command = {
  about:
    'mutate the right answers of some fixtures and tell which checks notice what they must; the kill matrix. Or, for judge: how right the judge is on labelled answers',
  takes: '[fixture …] | judge',
  options: {
    mode: {
      type: 'string',
      value: 'replay|auto',
      about: 'look outcomes of runs up (default), or run what is missing',
    },
    json: { type: 'string', value: 'FILE', about: 'write the matrix with every mutant that lived' },
    html: { type: 'string', value: 'FILE', about: 'write it as a page' },
    ...judgeOptions,
  },
  async run({ values, positionals }, context) {
    if (positionals.join(' ') === 'judge') return calibrateJudge(values, context);
    const { root, cwd, out } = context;
    const mode = values['mode'] ?? 'replay';
    if (mode !== 'replay' && mode !== 'auto')
      throw new UsageError(`--mode ${String(mode)}: expected replay or auto`);
    const known = fixtureIds(fixturesFolder(root));
    const ids = select(positionals.length > 0 ? positionals.join(',') : '*', known, 'fixture');
    const all = loadSomeFixtures(root, known);
    const chosen = all.filter(({ id }) => ids.includes(id));
    const runs = new Runs(outcomeStore(root), mode === 'auto' ? performHere() : null);
    if (mode === 'auto') await runMissing(runs, await wantedRuns(root, chosen, all), context);
    const calibration = await calibrate(chosen, all, runs);
    out(killMatrix(calibration));
    const { json, html } = values;
    if (typeof json === 'string')
      writeFileSync(path.resolve(cwd, json), `${JSON.stringify(calibration, null, 2)}\n`);
    if (typeof html === 'string') writeFileSync(path.resolve(cwd, html), killPage(calibration));
    const lived = calibration.alive.some(({ result }) => result !== 'unscored');
    if (lived || calibration.checks.some(({ killed }) => !killed)) return exit.regress;
    return calibration.alive.length > 0 ? exit.needsAnswers : exit.pass;
  },
};

/** What the mutants would have run: tried without running anything, so that all can then run side by side. */
async function wantedRuns(root: string, chosen: readonly Fixture[], all: readonly Fixture[]): Promise<Run[]> {
  const wanted: Run[] = [];
  const notes = new Runs(outcomeStore(root), (run) => {
    wanted.push(run);
    return Promise.reject(new SandboxError('noted, to be run later'));
  });
  await calibrate(chosen, all, notes);
  return wanted;
}
