import { readFileSync } from 'node:fs';

/**
 * A process on this machine, told apart from a later one that was given the same number by when it started.
 * Where the system doesn't tell (anything but Linux), the start is 0 and only the number counts.
 */
export type ProcessIdentity = { readonly pid: number; readonly start: number };

export const ownIdentity: ProcessIdentity = { pid: process.pid, start: startOf(process.pid) ?? 0 };

export function isAlive({ pid, start }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (startOf(pid) ?? 0) === start;
}

/** In clock ticks since the machine was started; the 20th field behind the name, which may hold spaces itself. */
function startOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A killed process is still listed until its parent asks for it.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : Number(fields[19]);
  } catch {
    return null;
  }
}
