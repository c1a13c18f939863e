import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds that a killed namespace gets. It takes a few; what never ends would be a fault of the kernel's. */
const patience = 5000;

/**
 * The first process of the PID namespace that bwrap makes, told by bwrap itself on descriptor 3.
 * @returns a function that gives its number here, or null where no namespace was made
 */
export function firstProcess(child: ChildProcess): () => number | null {
  let told = '';
  const stream = child.stdio[3] as Readable | null | undefined;
  stream?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  return () => {
    const found = /"child-pid": (\d+)/.exec(told)?.[1];
    return found === undefined ? null : Number(found);
  };
}

/** Waits until a process is no more: the kernel lets the first one of a namespace go last. */
export async function gone(pid: number | null): Promise<void> {
  if (pid === null) return;
  const until = performance.now() + patience;
  for (let alive = runs(pid); alive && performance.now() < until; alive = runs(pid)) await setTimeout(2);
}

function runs(pid: number): boolean {
  try {
    // A zombie waits only for whoever adopted it.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
