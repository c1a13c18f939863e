import path from 'node:path';
import { describe } from '../checks/verdict.ts';
import { type Fixture, fixtureIds } from '../fixture/fixture.ts';
import { gradeFor } from '../fixture/grading.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import { printable } from '../report/printable.ts';
import type { Effect } from '../recording/recorded.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import type { Outcome } from '../sandbox/outcome.ts';
import type { RunRequest } from '../sandbox/run-request.ts';
import { type Perform, Runs } from '../sandbox/runs.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { cellScore } from '../score/score.ts';
import { readAnswer } from './answer-file.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { performHere } from './running.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

/** Grades one answer file against one fixture: for whoever writes a fixture, and for answers from anywhere. */
export const command: Command = {
  about:
    'grade one answer file against one fixture; a labelled or recorded answer is graded without its frontmatter',
  takes: '<fixture> <answer.md>',
  options: {
    json: { type: 'boolean', about: 'print the verdicts as JSON' },
    again: { type: 'boolean', about: 'run the answer even where an outcome is kept' },
  },
  async run({ values, positionals }, { root, cwd, out, err }) {
    const [name, file, ...more] = positionals;
    if (name === undefined || file === undefined || more.length > 0)
      throw new UsageError('expected a fixture and an answer');
    const ids = select(name, fixtureIds(fixturesFolder(root)), 'fixture');
    const [id] = ids;
    if (id === undefined || ids.length > 1)
      throw new UsageError(`\`${name}\` is more than one fixture: ${ids.join(', ')}`);
    const [fixture] = loadSomeFixtures(root, [id]) as [Fixture];
    const text = readAnswer(path.resolve(cwd, file), file);
    const runs = new Runs(unkept(root, values['again'] === true), telling(performHere(), err));
    const graded = await gradeFor(fixture, text, runs);
    if (values['json'] === true) {
      out(`${JSON.stringify({ fixture: id, score: cellScore(graded), checks: graded }, null, 2)}\n`);
    } else {
      for (const { id: check, verdict, reason, evidence } of graded) {
        out(printable(`${verdict.padEnd(8)} ${check}: ${reason}`) + '\n');
        for (const each of evidence) out(printable(`           ${describe(each)}`) + '\n');
      }
      const score = cellScore(graded);
      out(`score ${score === null ? 'none: no check could be scored' : score.toFixed(3)}\n`);
      const read = fixture.checks.filter(({ isRead }) => isRead).length;
      if (read > 0) out(`${read} of the checks went by phrases; in a run a judge may decide them\n`);
    }
    return graded.some(({ verdict }) => verdict === 'unscored') ? exit.needsAnswers : exit.pass;
  },
};

/** What is kept is looked up; what is run for one look isn't kept. */
function unkept(root: string, again: boolean): Effect<RunRequest, Outcome> {
  const store = outcomeStore(root);
  return { lookup: (request) => (again ? { status: 'missing' } : store.lookup(request)), keep: () => '' };
}

/** Whoever writes a probe wants to see all that it said when it broke. */
function telling(perform: Perform, err: (text: string) => void): Perform {
  return async (run) => {
    try {
      return await perform(run);
    } catch (error) {
      if (error instanceof SandboxError && error.said !== '') err(`${printable(error.said)}\n`);
      throw error;
    }
  };
}
