import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Cell } from '../cell.ts';
import { collect } from '../input/collect.ts';
import { digest } from '../input/digest.ts';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import type { Collection } from '../recording/collection.ts';
import type { Recording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import type { Planned } from '../recording/store.ts';
import { plan, recordingOf, textsOf } from './plan.ts';

const manifestName = 'manifest.json';

/** Which folder of an export is which cell. The folders' own names say nothing: whoever answers needs not know. */
export const Manifest = z.strictObject({
  schema: z.literal(1),
  collection: z.string(),
  cells: z.array(
    z.strictObject({
      folder: z.string().regex(/^cell-\d+$/),
      variant: z.string(),
      fixture: z.string(),
      repeat: z.number().int().positive(),
      key: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * Writes cells as files for somebody else to answer: per cell a `system.md` (none for control) and a `user.md`, the
 * exact texts; the answer comes back beside them as `answer.md`.
 * @param folder is made; it must not hold an export already
 */
export function writeExport(folder: string, collection: Collection, cells: readonly Cell[]): void {
  mkdirSync(folder, { recursive: true });
  if (existsSync(path.join(folder, manifestName)) || readdirSync(folder).length > 0) {
    throw new InputError([{ file: folder, line: 1, col: 1, message: 'is not empty: expected a new folder' }]);
  }
  const entries = cells.map((cell, i) => {
    const name = `cell-${String(i + 1).padStart(3, '0')}`;
    const inside = path.join(folder, name);
    mkdirSync(inside);
    const { system, message } = textsOf(cell, collection);
    if (system !== null) writeFileSync(path.join(inside, 'system.md'), system);
    writeFileSync(path.join(inside, 'user.md'), message);
    const { variant, fixture, repeat, request } = plan(cell, collection);
    return { folder: name, variant, fixture, repeat, key: keyOf(collection.id, repeat, request) };
  });
  const manifest: Manifest = { schema: 1, collection: collection.id, cells: entries };
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * Reads the answers of an export.
 * @param find a cell that the project could ask for; an answer to anything else is refused
 * @param provenance where the answers come from, the same for all of them
 * @returns recordings to keep, and the folders that hold no answer yet
 * @throws {InputError} for texts that were changed on the way, or that the project no longer asks
 */
export function readExport(
  folder: string,
  collection: Collection,
  find: (variant: string, fixture: string, repeat: number) => Cell | undefined,
  provenance: Recording['provenance'],
): { recordings: Recording[]; unanswered: string[] } {
  const manifestFile = path.join(folder, manifestName);
  const located = readYaml(readText(manifestFile, manifestFile), manifestFile);
  const manifest = parseLocated(located, Manifest);
  if (manifest.collection !== collection.id) {
    throw new InputError([
      located.problem(['collection'], `is \`${manifest.collection}\`: expected \`${collection.id}\``),
    ]);
  }
  // A blank file is an answer still to be written, more likely than an answer; and one is taken for good.
  const isAnswered = (entry: Manifest['cells'][number]) => {
    const file = path.join(folder, entry.folder, 'answer.md');
    return existsSync(file) && readText(file, `${entry.folder}/answer.md`).trim() !== '';
  };
  const answered = manifest.cells.filter(isAnswered);
  const recordings = collect(answered.keys(), (i): Recording => {
    const entry = answered[i] as Manifest['cells'][number];
    const at = manifest.cells.indexOf(entry);
    const refuse = (message: string) =>
      new InputError([located.problem(['cells', at], `${entry.folder}: ${message}`)]);
    const cell = find(entry.variant, entry.fixture, entry.repeat);
    if (!cell) throw refuse(`no variant \`${entry.variant}\` or fixture \`${entry.fixture}\` here`);
    const planned = plan(cell, collection);
    if (keyOf(collection.id, entry.repeat, planned.request) !== entry.key) {
      throw refuse(
        'the prompt or the task has changed since the export: it answers a question nobody asks now',
      );
    }
    const changed = changedTexts(path.join(folder, entry.folder), planned);
    if (changed.length > 0) throw refuse(`${changed.join(' and ')} was changed after the export`);
    const file = path.join(folder, entry.folder, 'answer.md');
    return recordingOf(planned, readText(file, `${entry.folder}/answer.md`), provenance);
  });
  const unanswered = manifest.cells.filter((entry) => !answered.includes(entry)).map((entry) => entry.folder);
  return { recordings, unanswered };
}

function changedTexts(folder: string, { request }: Planned): string[] {
  const digestOf = (name: string) => {
    const file = path.join(folder, name);
    return existsSync(file) ? digest(readText(file, name)) : null;
  };
  return [
    ...(digestOf('system.md') === request.system ? [] : ['system.md']),
    ...(digestOf('user.md') === request.message ? [] : ['user.md']),
  ];
}
