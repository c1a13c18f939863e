import { type ParseArgsConfig, parseArgs } from 'node:util';
import { hint } from '../input/nearest.ts';
import type { Exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

/** Where a command runs and writes, so that a test can watch one without a process of its own. */
export type Context = {
  /** The folder of the project. */
  readonly root: string;
  /** The folder that paths on the command line are relative to. */
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person watches: colours and a progress bar are for them alone. */
  readonly terminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks a person yes or no; absent where nobody is there to answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Calls back on each Ctrl-C until the returned function is called; without it Ctrl-C ends the process. */
  readonly onInterrupt?: (listener: () => void) => () => void;
};

type Option = { readonly type: 'string' | 'boolean'; readonly value?: string; readonly about: string };
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** A command as data: what it takes is declared, what it does is `run`. */
export type Command = {
  readonly about: string;
  /** The positional arguments, as usage shows them. */
  readonly takes?: string;
  readonly options?: Readonly<Record<string, Option>>;
  run(arguments_: { values: Values; positionals: readonly string[] }, context: Context): Promise<Exit>;
};

/** @throws {UsageError} naming what the command line got wrong */
export function parseCommandLine(
  command: Command,
  argv: readonly string[],
): { values: Values; positionals: string[] } {
  const options = { ...command.options, help: { type: 'boolean', about: 'show this' } } as const;
  try {
    const config = { args: [...argv], options, strict: true, allowPositionals: command.takes !== undefined };
    const { values, positionals } = parseArgs(config as ParseArgsConfig);
    return { values: values as Values, positionals };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const unknown = /Unknown option '--?([^']+)'/.exec(error.message)?.[1];
    const known = Object.keys(options);
    throw new UsageError(unknown ? `no option --${unknown}${hint(unknown, known)}` : error.message);
  }
}

export function usage(name: string, { about, takes = '', options = {} }: Command): string {
  const rows = Object.entries(options).map(([key, { value, about: what }]) => [
    `--${key}${value ? ` ${value}` : ''}`,
    what,
  ]);
  const width = Math.max(0, ...rows.map(([left = '']) => left.length));
  const lines = rows.map(([left = '', what = '']) => `  ${left.padEnd(width)}  ${what}`);
  return [
    `npm run ${name}${rows.length > 0 ? ' -- [options]' : takes ? ' --' : ''} ${takes}`.trim(),
    `  ${about}`,
    ...lines,
  ].join('\n');
}
