import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Starting is most of what a short-lived process does; compiled modules are kept for the next. */
const compiled = path.join(tmpdir(), 'compiled-for-tests');

const main = path.resolve(import.meta.dirname, '../cli/main.ts');

/** A command in a process of its own, as a person starts it. */
export class Child {
  readonly process: ChildProcess;
  err = '';
  out = '';

  /** @param env beside nothing else but what a process needs to start */
  constructor(root: string, env: Readonly<Record<string, string>>, argv: readonly string[]) {
    this.process = spawn(process.execPath, [main, ...argv], {
      cwd: root,
      env: { PATH: process.env['PATH'], HOME: root, NODE_COMPILE_CACHE: compiled, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.process.stderr?.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
  }

  /** @returns its exit code; null where a signal ended it */
  async end(): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    const [code] = (await once(this.process, 'close')) as [number | null];
    return code;
  }

  kill(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

/** Waits until something is the case. */
export async function until(ready: () => boolean, what: string, ms = 60_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!ready()) {
    if (Date.now() > deadline) throw new TypeError(`${what}: not within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
