import { fixtureIds } from '../fixture/fixture.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import path from 'node:path';
import { printable } from '../report/printable.ts';
import { checkLabels } from '../validity/labels.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { select } from './select.ts';

/** The checks under test: every labelled answer graded, every difference told. */
export const command: Command = {
  about: 'grade the labelled answers of some fixtures and compare the verdicts with their labels',
  takes: '[fixture …]',
  async run({ positionals }, { root, out }) {
    const ids = select(
      positionals.length > 0 ? positionals.join(',') : '*',
      fixtureIds(fixturesFolder(root)),
      'fixture',
    );
    let clean = true;
    for (const fixture of loadSomeFixtures(root, ids)) {
      const report = await checkLabels(fixture);
      const { mismatches, neverFail, neverPass } = report;
      clean &&= mismatches.length + neverFail.length + neverPass.length === 0;
      out(
        `${fixture.id}: ${report.answers} answers, ${report.verdicts} verdicts, ${mismatches.length} other than labelled\n`,
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
