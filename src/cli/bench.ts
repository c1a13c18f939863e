import { bench } from '../bench/bench.ts';
import { benchSandbox } from '../bench/sandbox.ts';
import { fixtureIds } from '../fixture/fixture.ts';
import { fixturesFolder } from '../project.ts';
import { findSandbox } from '../sandbox/backend.ts';
import type { Command, Context } from './command.ts';
import { exit } from './exit.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

export const command: Command = {
  about:
    'what replaying and grading costs per answer, beside promptfoo alone on the same answers in the same run',
  options: {
    rows: { type: 'string', value: 'n', about: 'answers; default 1000' },
    fixture: {
      type: 'string',
      value: 'id',
      about: 'answers to one fixture alone; default: spread over all',
    },
  },
  async run({ values }, { root, out }) {
    const rows = Number(values['rows'] ?? 1000);
    if (!Number.isInteger(rows) || rows < 2)
      throw new UsageError('--rows: expected a whole number from 2 up');
    const { fixture } = values;
    const [id = null] =
      typeof fixture === 'string' ? select(fixture, fixtureIds(fixturesFolder(root)), 'fixture') : [];
    const report = bench(root, id, rows);
    const { ours, bare } = report;
    const line = (what: string, { milliseconds, kibibytes }: typeof ours) =>
      out(
        `${what.padEnd(34)} ${milliseconds.toFixed(2).padStart(7)} ms ${kibibytes.toFixed(0).padStart(6)} KiB a row\n`,
      );
    out(`${report.rows} answers of ${report.length} characters on average to ${report.fixtures} fixtures\n`);
    line(`this harness, ${(report.checks / report.fixtures).toFixed(0)} checks an answer`, ours);
    line('promptfoo alone, 2 trivial checks', bare);
    const added = ours.milliseconds - bare.milliseconds;
    const memory = ours.kibibytes - bare.kibibytes;
    out(
      `added: ${added.toFixed(2)} ms and ${memory.toFixed(0)} KiB a row (aim: 5 ms, 100 KiB); ratio ${(ours.milliseconds / bare.milliseconds).toFixed(2)}\n`,
    );
    await tellSandbox(out);
    return exit.pass;
  },
};

async function tellSandbox(out: Context['out']): Promise<void> {
  const found = findSandbox();
  if (!('sandbox' in found) || found.sandbox.name !== 'bwrap' || process.getuid?.() !== 0) {
    out(
      '\nthe sandbox is not measured: it takes bwrap, and root to start the same interpreter outside of it\n',
    );
    return;
  }
  const { bare, execution, machine, once, sideBySide, cores, outside, inside } = await benchSandbox(
    found.sandbox,
  );
  const ms = (seconds: number) => `${(seconds * 1000).toFixed(0)} ms`;
  out(
    `\npython3 -c pass: ${ms(bare)} bare, ${ms(execution - bare)} more as an execution, ${ms(machine - bare)} more in a machine (aim: 100 ms)\n` +
      `busy work: ${cores} side by side take ${(sideBySide / once).toFixed(2)} times as long as one\n` +
      `two ranks under torch: ${inside.toFixed(1)} s inside, ${outside.toFixed(1)} s outside; ratio ${(inside / outside).toFixed(2)} (aim: 1.5)\n`,
  );
}
