import { createInterface } from 'node:readline/promises';
import { redact, secretsOf } from '../claude/secrets.ts';
import { GitError } from '../input/git-error.ts';
import { InputError } from '../input/input-error.ts';
import { hint } from '../input/nearest.ts';
import { type Command, type Context, parseCommandLine, usage } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

/** Loaded one at a time: promptfoo alone takes a second, and most commands do without. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  bench: () => import('./bench.ts'),
  grade: () => import('./grade.ts'),
  labels: () => import('./labels.ts'),
  calibrate: () => import('./calibrate.ts'),
  coverage: () => import('./coverage.ts'),
  eval: () => import('./eval.ts'),
  gate: () => import('./gate.ts'),
  headroom: () => import('./headroom.ts'),
  merge: () => import('./merge.ts'),
  doctor: () => import('./doctor.ts'),
  'sandbox:setup': () => import('./sandbox-setup.ts'),
  record: () => import('./record.ts'),
  reading: () => import('./reading.ts'),
  report: () => import('./report.ts'),
  rulings: () => import('./rulings.ts'),
  simulate: () => import('./simulate.ts'),
  view: () => import('./view.ts'),
};

/** Runs one command. Never exits the process. */
export async function main(argv: readonly string[], context: Context): Promise<Exit> {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    context.err(`no command \`${name}\`${hint(name, Object.keys(commands))}\n`);
    return exit.usage;
  }
  const { command } = await load();
  try {
    const parsed = parseCommandLine(command, rest);
    if (parsed.values['help'] === true) {
      context.out(`${usage(name, command)}\n`);
      return exit.pass;
    }
    return await command.run(parsed, context);
  } catch (error) {
    // What a person can mend is said in a line; what only a developer can is shown whole.
    if (error instanceof InputError || error instanceof GitError) context.err(`${error.message}\n`);
    else if (error instanceof UsageError) context.err(`${error.message}\n\n${usage(name, command)}\n`);
    else if (isSystemError(error)) context.err(`${error.path ?? 'a file'} can’t be used: ${error.code}\n`);
    else {
      const whole = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.err(`${redact(whole, secretsOf(context.env))}\n`);
      return exit.needsAnswers;
    }
    return exit.usage;
  }
}

/** What the operating system refused: a folder that isn't there, a file that can't be written. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

async function confirm(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}

/** A CI job that is cancelled is told by SIGTERM, a person's run by Ctrl-C. */
function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.off(signal, listener);
  };
}

if (import.meta.main) {
  // `npm run coverage | head` closes the pipe early; that is nobody's error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await main(process.argv.slice(2), {
    root: process.cwd(),
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    terminal: process.stdout.isTTY && process.env['CI'] === undefined,
    env: process.env,
    ...(process.stdin.isTTY && process.stderr.isTTY && { confirm }),
    onInterrupt,
  });
}
