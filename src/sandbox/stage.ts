import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder whose contents a sandbox may read, gone with its user. Files are copied into it, since the sandbox's user
 * can't pass through everybody's home, and a folder of the project holds more than a probe should see.
 */
export class Stage implements Disposable {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'stage-'));

  constructor() {
    chmodSync(this.#folder, 0o755);
  }

  /** Copies some files of a folder. @returns the copy's path */
  copy(name: string, from: string, files: readonly string[]): string {
    const folder = this.#make(name);
    for (const file of files) copyFileSync(path.join(from, file), this.#place(folder, file));
    return folder;
  }

  /**
   * Writes texts by file name. A file whose name another one needs for a folder gives way: both can't be had, and that is
   * the answer's doing.
   * @param files names that `asFileName` let through
   */
  write(name: string, files: ReadonlyMap<string, string>): string {
    const folder = this.#make(name);
    const names = [...files.keys()];
    for (const [file, text] of files)
      if (!names.some((other) => other.startsWith(`${file}/`)))
        writeFileSync(this.#place(folder, file), text, { mode: 0o644 });
    return folder;
  }

  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #make(name: string): string {
    const folder = path.join(this.#folder, name);
    mkdirSync(folder, { mode: 0o755 });
    return folder;
  }

  #place(folder: string, file: string): string {
    const place = path.join(folder, file);
    if (!place.startsWith(folder + path.sep)) throw new TypeError(`${file} leads out of the folder`);
    mkdirSync(path.dirname(place), { recursive: true, mode: 0o755 });
    return place;
  }
}
