import { mkdirSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, ownIdentity } from './process-identity.ts';

/** The right to take one sample, held by one process at a time. */
export type Claim = { release(): void };

let counter = 0;

/**
 * Keeps two runs on one checkout from paying for the same answer. A claim is an empty file whose name says which
 * sample and which process, so that it ends with its process, however that ends.
 *
 * Whoever wants one writes its own file first and looks for others after: of two that do so at once at least one sees
 * the other and steps back, so both never hold it. No file is ever renamed or taken over; a dead process's file is
 * deleted by whoever meets it, and no later process can have its name.
 */
export class Claims {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns null while another living process, or another part of this one, holds it */
  take(key: string): Claim | null {
    mkdirSync(this.#folder, { recursive: true });
    const name = `${key}.${ownIdentity.pid}-${ownIdentity.start}-${++counter}`;
    const file = path.join(this.#folder, name);
    writeFileSync(file, '', { flag: 'wx' });
    const others = readdirSync(this.#folder).filter((each) => each.startsWith(`${key}.`) && each !== name);
    const living = others.filter((each) => !this.#isLeftBehind(each));
    if (living.length === 0) return { release: () => remove(file) };
    remove(file);
    return null;
  }

  #isLeftBehind(name: string): boolean {
    const [pid, start] = (name.split('.').at(-1) ?? '').split('-').map(Number);
    if (pid === undefined || start === undefined || isAlive({ pid, start })) return false;
    remove(path.join(this.#folder, name));
    return true;
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
