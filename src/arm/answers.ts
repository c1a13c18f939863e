import path from 'node:path';
import type { Fixture } from '../fixture/fixture.ts';
import { InputError } from '../input/input-error.ts';
import type { Read } from '../input/tree.ts';
import type { Collection } from '../recording/collection.ts';
import { parseRecording, type Recording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import { changes, fileName } from '../recording/store.ts';
import { plan } from '../sample/plan.ts';
import type { Arm } from './arm.ts';

/** What an arm's tree holds for one fixture. */
export type Answers = {
  readonly fixture: Fixture;
  /** Answers to exactly this prompt and task, by repeat. */
  readonly recordings: readonly Recording[];
  /** Files that can't be used, and why. */
  readonly corrupt: readonly { readonly file: string; readonly why: string }[];
  /** What changed since the arm's older answers were taken; null where it has none. */
  readonly stale: readonly string[] | null;
};

const folder = 'evals/recordings';

/**
 * Every recorded answer of an arm, found by what was sent rather than by the names of folders: an agent file or a
 * fixture that was renamed keeps its answers.
 */
export function answersOf(arm: Arm, fixtures: readonly Fixture[], collection: Collection): Answers[] {
  const start = `${folder}/${collection.id}`;
  const files = arm.tree
    .list(start)
    .filter((file) => /^\d+-[0-9a-f]{8}\.md$/.test(path.posix.basename(file)));
  const byName = Map.groupBy(files, (file) => path.posix.basename(file));
  const repeats = [...new Set(files.map((file) => Number.parseInt(path.posix.basename(file), 10)))].sort(
    (a, b) => a - b,
  );
  const wanted = fixtures.map((fixture) => {
    const own = `${start}/${arm.variant.id}/${fixture.id}/`;
    const current = repeats.flatMap((repeat) => {
      const key = keyOf(collection.id, repeat, plan({ ...arm, fixture, repeat }, collection).request);
      const named = byName.get(fileName(repeat, key)) ?? [];
      // Two variants of one text share their keys; an arm's own folder goes first.
      const file = named.find((name) => name.startsWith(own)) ?? named[0];
      return file === undefined ? [] : [{ file, key }];
    });
    const old = files.findLast((file) => file.startsWith(own));
    return {
      fixture,
      current,
      old: current.length === 0 && old !== undefined ? [{ file: old, key: null }] : [],
    };
  });
  const all = wanted.flatMap(({ current, old }) => [...current, ...old]);
  const reads = new Map(
    arm.tree.read(all.map(({ file }) => file)).map((read, i) => [all[i]?.file ?? '', read] as const),
  );
  return wanted.map(({ fixture, current, old: [old] }) => {
    const parsed = current.map(({ file, key }) => ({ file, recording: recordingIn(reads, file, key) }));
    return {
      fixture,
      recordings: parsed.flatMap(({ recording }) => ('why' in recording ? [] : [recording])),
      corrupt: parsed.flatMap(({ file, recording }) => ('why' in recording ? [{ file, ...recording }] : [])),
      stale: old ? since(arm, fixture, collection, parse(reads, old.file), old.file) : null,
    };
  });
}

type Reads = ReadonlyMap<string, Read>;

/** A recording that is what its name and its folder say. */
function recordingIn(reads: Reads, file: string, key: string): Recording | { why: string } {
  const recording = parse(reads, file);
  if ('why' in recording) return recording;
  const { collection, variant, fixture, repeat } = recording;
  const place = path.posix.join(folder, collection, variant, fixture, fileName(repeat, recording.key));
  if (place !== file) return { why: 'it says it is of another cell than its path' };
  return recording.key === key ? recording : { why: 'it is named after another key than its own' };
}

function since(
  arm: Arm,
  fixture: Fixture,
  collection: Collection,
  old: Recording | { why: string },
  file: string,
): readonly string[] {
  if ('why' in old) return [`something (${file}: ${old.why})`];
  return changes(old.request, plan({ ...arm, fixture, repeat: old.repeat }, collection).request);
}

function parse(reads: Reads, file: string): Recording | { why: string } {
  const read = reads.get(file) ?? { wrong: 'is missing' };
  if ('wrong' in read) return { why: read.wrong };
  try {
    return parseRecording(read.text, file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { why: error.problems.map(({ message }) => message).join('; ') };
  }
}
