import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fixtureIds } from '../fixture/fixture.ts';
import { killPage } from '../page/kill-page.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import { killMatrix } from '../report/kill-matrix.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { Runs } from '../sandbox/runs.ts';
import { calibrate } from '../validity/calibration.ts';
import { calibrateJudge, judgeOptions } from './calibrate-judge.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { performHere } from './running.ts';
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
    const runs = new Runs(outcomeStore(root), mode === 'auto' ? performHere() : null);
    const chosen = all.filter(({ id }) => ids.includes(id));
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
