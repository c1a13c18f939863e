import { existsSync, readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { giveUpRoom, makeRoom, writeDurably } from './durable.ts';
import { formatRecording, parseRecording, type Recording } from './recording.ts';
import { keyOf, type Request } from './request.ts';

/** A sample that is wanted: for which cell, and what would be sent. */
export type Planned = {
  readonly collection: string;
  readonly variant: string;
  readonly fixture: string;
  readonly repeat: number;
  readonly request: Request;
};

/** What the store holds for a planned sample. Only `found` may be graded. */
export type Lookup =
  | { readonly status: 'found'; readonly file: string; readonly recording: Recording }
  | { readonly status: 'missing' }
  | { readonly status: 'stale'; readonly file: string; readonly changed: readonly string[] }
  | { readonly status: 'corrupt'; readonly file: string; readonly why: string };

/** The folder of recordings, and the one place that reads and writes it. */
export class Store {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  lookup(planned: Planned): Lookup {
    const names = this.#namesOf(planned);
    const wanted = fileName(planned.repeat, keyOf(planned.collection, planned.repeat, planned.request));
    if (names.includes(wanted)) return this.#read(planned, wanted);
    // Any of the older ones tells what changed; the last by name is as good as another.
    const old = names.at(-1);
    return old === undefined ? { status: 'missing' } : this.#read(planned, old);
  }

  /**
   * Keeps a sample for good: on disk, under its final name, before this returns.
   * @throws {InputError} when another answer is kept under that key already; the same one is kept once
   */
  write(recording: Recording): string {
    const name = fileName(recording.repeat, recording.key);
    const file = path.join(this.folder, ...cellFolder(recording), name);
    if (existsSync(file)) {
      const kept = parseRecording(readText(file, shown(recording, name)), shown(recording, name));
      if (kept.text === recording.text) return shown(recording, name);
      throw new InputError([
        {
          file: shown(recording, name),
          line: 1,
          col: 1,
          message: 'is recorded already, with another answer; one answer is taken per cell',
        },
      ]);
    }
    writeDurably(file, formatRecording(recording));
    return shown(recording, name);
  }

  /**
   * Sets space aside for a sample that is about to be paid for, and clears what a killed process left of the same.
   * @throws {NodeJS.ErrnoException} where there is none
   * @returns gives the space back; does nothing once the sample is written
   */
  makeRoom(planned: Planned, bytes: number): () => void {
    const name = fileName(planned.repeat, keyOf(planned.collection, planned.repeat, planned.request));
    const folder = path.join(this.folder, ...cellFolder(planned));
    const left = existsSync(folder)
      ? readdirSync(folder).filter((each) => each.startsWith(`.${name}.`) && each.endsWith('.tmp'))
      : [];
    for (const each of left) unlinkSync(path.join(folder, each));
    const file = path.join(folder, name);
    makeRoom(file, bytes);
    return () => giveUpRoom(file);
  }

  collections(): string[] {
    return readdirSync(this.folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  }

  /** Every stored file of a collection, as paths below the store. */
  filesOf(collection: string): string[] {
    const folder = path.join(this.folder, collection);
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(collection, name))
      .filter((name) => /^\d+-[0-9a-f]{8}\.md$/.test(path.basename(name)))
      .sort();
  }

  remove(name: string): void {
    unlinkSync(path.join(this.folder, name));
  }

  #namesOf(planned: Planned): string[] {
    const folder = path.join(this.folder, ...cellFolder(planned));
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => name.startsWith(`${planned.repeat}-`) && name.endsWith('.md'))
      .sort();
  }

  #read(planned: Planned, name: string): Lookup {
    const file = shown(planned, name);
    let recording: Recording;
    try {
      recording = parseRecording(readText(path.join(this.folder, ...cellFolder(planned), name), file), file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { status: 'corrupt', file, why: error.problems.map(({ message }) => message).join('; ') };
    }
    const wrongPlace = (['collection', 'variant', 'fixture', 'repeat'] as const).filter(
      (key) => recording[key] !== planned[key],
    );
    if (wrongPlace.length > 0) {
      return {
        status: 'corrupt',
        file,
        why: `it says it is of another ${wrongPlace.join(' and ')} than its path`,
      };
    }
    if (name !== fileName(recording.repeat, recording.key)) {
      return { status: 'corrupt', file, why: 'it is named after another key than its own' };
    }
    const changed = changes(recording.request, planned.request);
    return changed.length > 0 ? { status: 'stale', file, changed } : { status: 'found', file, recording };
  }
}

/** The names of what differs between what was sent and what would be sent now. */
export function changes(stored: Request, planned: Request): string[] {
  const names = [...new Set([...Object.keys(stored.parts), ...Object.keys(planned.parts)])];
  const parts = names.filter((name) => stored.parts[name] !== planned.parts[name]);
  return [
    ...(stored.system === planned.system ? [] : ['the system text']),
    ...parts,
    // The order and framing of the parts are of the message too.
    ...(stored.message !== planned.message && parts.length === 0 ? ['the message around its parts'] : []),
    ...(JSON.stringify(stored.settings) === JSON.stringify(planned.settings)
      ? []
      : ['the settings of the collection']),
  ];
}

type Cell = Pick<Planned, 'collection' | 'variant' | 'fixture'>;

function cellFolder({ collection, variant, fixture }: Cell): string[] {
  return [collection, variant, ...fixture.split('/')];
}

export function fileName(repeat: number, key: string): string {
  return `${repeat}-${key.slice(0, 8)}.md`;
}

function shown(cell: Cell, name: string): string {
  return path.posix.join('evals/recordings', ...cellFolder(cell), name);
}
