import { fixtureIds } from '../fixture/fixture.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import path from 'node:path';
import { printable } from '../report/printable.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { Runs } from '../sandbox/runs.ts';
import { checkLabels } from '../validity/labels.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { performHere, runMissing, wantedRun } from './running.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

/** The checks under test: every labelled answer graded, every difference told. */
export const command: Command = {
  about:
    'grade the labelled answers and wordings of some fixtures and compare the verdicts with their labels',
  takes: '[fixture …]',
  options: {
    mode: {
      type: 'string',
      value: 'replay|auto',
      about: 'look outcomes of runs up (default), or run what is missing',
    },
  },
  async run({ values, positionals }, context) {
    const { root, out } = context;
    const mode = values['mode'] ?? 'replay';
    if (mode !== 'replay' && mode !== 'auto')
      throw new UsageError(`--mode ${String(mode)}: expected replay or auto`);
    const runs = new Runs(outcomeStore(root), mode === 'auto' ? performHere() : null);
    const ids = select(
      positionals.length > 0 ? positionals.join(',') : '*',
      fixtureIds(fixturesFolder(root)),
      'fixture',
    );
    let clean = true;
    const fixtures = loadSomeFixtures(root, ids);
    if (mode === 'auto') {
      const wanted = fixtures.flatMap((fixture) =>
        fixture.labelled.flatMap(({ text }) => wantedRun(fixture, text) ?? []),
      );
      await runMissing(runs, wanted, context);
    }
    for (const fixture of fixtures) {
      const report = await checkLabels(fixture, runs);
      const { mismatches, neverFail, neverPass } = report;
      clean &&= mismatches.length + neverFail.length + neverPass.length === 0;
      out(
        `${fixture.id}: ${report.answers} answers, ${report.verdicts} verdicts${worded(report.wordings)}, ${mismatches.length} other than labelled\n`,
      );
      for (const { file, check, expected, found, reason } of mismatches) {
        out(
          printable(`  ${path.basename(file)}: ${check} should ${expected}, came out ${found}: ${reason}`) +
            '\n',
        );
      }
      if (neverFail.length > 0) out(`  no labelled answer fails: ${neverFail.join(', ')}\n`);
      if (neverPass.length > 0) out(`  no labelled answer passes: ${neverPass.join(', ')}\n`);
    }
    return clean ? exit.pass : exit.regress;
  },
};

function worded(wordings: number): string {
  return wordings === 0 ? '' : `, ${wordings} wordings`;
}
