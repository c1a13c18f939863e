import type { ChildProcess } from 'node:child_process';
import type { Ended } from './sandbox.ts';

/** What is kept of a stream; the rest is read and dropped, so that nobody waits for a full pipe. */
class Kept {
  readonly #most: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(chunk: Buffer): void {
    const room = this.#most - Math.min(this.#size, this.#most);
    if (room > 0) this.#chunks.push(chunk.subarray(0, room));
    this.#size += chunk.length;
  }

  get flooded(): boolean {
    return this.#size > this.#most;
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/**
 * Waits for a process and keeps what it prints.
 * @param seconds after which `stop` is called
 * @param most bytes kept of each stream
 * @throws when the process couldn't be started
 */
export function captured(
  child: ChildProcess,
  seconds: number,
  most: number,
  stop: () => void,
): Promise<Ended> {
  const began = performance.now();
  const [stdout, stderr] = [new Kept(most), new Kept(most)];
  child.stdout?.on('data', (chunk: Buffer) => stdout.add(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.add(chunk));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, seconds * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({
        code: late ? null : code,
        stdout: stdout.text(),
        stderr: stderr.text(),
        flooded: stdout.flooded || stderr.flooded,
        late,
        seconds: (performance.now() - began) / 1000,
      });
    });
  });
}
