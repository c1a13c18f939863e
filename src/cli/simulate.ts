import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { failures } from '../simulation/criteria.ts';
import { grids } from '../simulation/grid.ts';
import { nameOf } from '../simulation/scenario.ts';
import { simulate } from '../simulation/simulate.ts';
import { csvOf } from '../simulation/table.ts';
import type { Command } from './command.ts';
import { exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

/** The gate under test: simulated pull requests of known truth through the gate's own functions. */
export const command: Command = {
  about: 'how often the gate is wrong, and what it costs, on simulated pull requests whose truth is known',
  options: {
    grid: { type: 'string', value: 'full|small', about: 'which cells (small)' },
    only: {
      type: 'string',
      value: 'TEXT',
      about: 'cells whose name holds it, like "graded sparse -1" or F=40',
    },
    runs: { type: 'string', value: 'N', about: 'runs per cell' },
    seed: { type: 'string', value: 'N', about: 'of everything that is drawn (1)' },
    threads: { type: 'string', value: 'N', about: 'at a time (all cores)' },
    csv: { type: 'string', value: 'FILE', about: 'write the table there rather than to the terminal' },
  },
  async run({ values }, { cwd, out, err }) {
    const name = values['grid'] ?? 'small';
    if (name !== 'full' && name !== 'small')
      throw new UsageError(`--grid ${String(name)}: expected full or small`);
    const grid = grids[name];
    const runs = numberOf(values['runs'], 'runs', grid.runs);
    const seed = numberOf(values['seed'], 'seed', 1);
    const threads = numberOf(values['threads'], 'threads', availableParallelism());
    const only = String(values['only'] ?? '');
    const scenarios = grid.scenarios.filter((scenario) => nameOf(scenario).includes(only));
    const total = scenarios.length;
    if (total === 0) throw new UsageError(`--only ${only}: no such cell`);
    const tallies = await simulate({ scenarios, runs }, seed, threads, (done) => {
      if (done % 10 === 0 || done === total) err(`${done} of ${total} cells\n`);
    });
    const { csv } = values;
    if (typeof csv === 'string') writeFileSync(path.resolve(cwd, csv), csvOf(tallies));
    else out(csvOf(tallies));
    const failed = failures(tallies);
    for (const failure of failed) err(`${failure}\n`);
    return failed.length === 0 ? exit.pass : exit.regress;
  },
};

function numberOf(value: string | boolean | undefined, name: string, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UsageError(`--${name} ${String(value)}: expected a whole number from 1 on`);
  return number;
}
