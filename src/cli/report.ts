import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readJson } from '../input/json.ts';
import { gateJunit } from '../report/gate-junit.ts';
import { gateMarkdown } from '../report/gate-markdown.ts';
import { GateFile } from '../report/gate-report.ts';
import { gateTerminal } from '../report/gate-terminal.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

/** So that what a stranger's run left behind is never shown as it is: it is checked, and written anew. */
export const command: Command = {
  about: 'write the reports of a gate run anew from what `gate --json FILE` wrote',
  takes: '<file>',
  options: {
    markdown: { type: 'string', value: 'FILE', about: 'write a summary for a job or a pull request' },
    junit: { type: 'string', value: 'FILE', about: 'write JUnit XML' },
  },
  async run({ values, positionals }, { cwd, out }) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('expected one file');
    const { rows, ...report } = readJson(path.resolve(cwd, file), file, GateFile);
    const { markdown, junit } = values;
    if (typeof markdown === 'string') writeFileSync(path.resolve(cwd, markdown), gateMarkdown(report, rows));
    if (typeof junit === 'string') writeFileSync(path.resolve(cwd, junit), gateJunit(report, rows));
    out(gateTerminal(report));
    return exit.pass;
  },
};
