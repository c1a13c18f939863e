import type { Cell } from '../cell.ts';
import { digest } from '../input/digest.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Tree } from '../input/tree.ts';
import type { Collection } from '../recording/collection.ts';
import type { Recording } from '../recording/recording.ts';
import { type Answers, answersOf } from './answers.ts';
import type { Arm } from './arm.ts';
import { fixturesThen, type Then } from './then.ts';

/** One fixture's answers of both arms, to the same task in the same collection. */
export type Pair = {
  readonly fixture: Fixture;
  readonly base: readonly Recording[];
  readonly candidate: readonly Recording[];
};

/** A fixture that isn't compared, and why. */
export type NotCompared = { readonly fixture: string; readonly why: string };

/** What can be compared, and everything that can't. */
export type Pairing = {
  readonly pairs: readonly Pair[];
  readonly notCompared: readonly NotCompared[];
  /** Answers that the candidate lacks, and what became of those it had. */
  readonly wanting: readonly (Cell & { readonly why: string })[];
  /** Answers that the base lacks, where some are to be taken for it. */
  readonly wantingOfBase: readonly Cell[];
  /** Fixtures whose checks read otherwise in the base: both arms are graded by those of the working tree. */
  readonly regraded: readonly string[];
};

/**
 * Joins the answers of two arms by fixture. Nothing is pooled: an answer counts only where it was given to exactly
 * this prompt, this task and in this collection.
 * @param here the working tree: its tasks are asked and its checks grade, whatever the arms are
 * @param wanted answers to each fixture: those that the candidate has to have to each fixture, so that a bad one can't be left out silently
 */
export function pair(
  base: Arm,
  candidate: Arm,
  fixtures: readonly Fixture[],
  collection: Collection,
  { candidate: wanted, base: wantedOfBase }: { readonly candidate: number; readonly base: number },
  here: Tree,
): Pairing {
  const then = base.tree.name === here.name ? null : fixturesThen(base.tree);
  const ofBase = answersOf(base, fixtures, collection);
  const ofCandidate = answersOf(candidate, fixtures, collection);
  const pairs: Pair[] = [];
  const notCompared: NotCompared[] = then ? removed(then, fixtures, base) : [];
  const wanting: (Cell & { why: string })[] = [];
  const wantingOfBase: Cell[] = [];
  for (const [i, fixture] of fixtures.entries()) {
    const [left, right] = [ofBase[i] as Answers, ofCandidate[i] as Answers];
    const changed = then ? changeSince(then, fixture, base) : null;
    if (changed === null) wantingOfBase.push(...further(base, fixture, left.recordings, wantedOfBase));
    const why = changed ?? (left.recordings.length > 0 ? null : absence(base, left, collection));
    if (why !== null) {
      notCompared.push({ fixture: fixture.id, why });
      continue;
    }
    pairs.push({ fixture, base: left.recordings, candidate: right.recordings });
    const there = new Set(right.recordings.map(({ repeat }) => repeat));
    const missing = Array.from({ length: wanted }, (_, k) => k + 1).filter((repeat) => !there.has(repeat));
    const reason = missing.length > 0 ? absence(candidate, right, collection) : '';
    wanting.push(...missing.map((repeat) => ({ variant: candidate.variant, fixture, repeat, why: reason })));
  }
  const now = then ? fixturesThen(here) : null;
  const regraded = pairs
    .map(({ fixture }) => fixture.id)
    .filter((id) => then?.has(id) === true && then.get(id)?.checks !== now?.get(id)?.checks);
  return { pairs, notCompared, wanting, wantingOfBase, regraded };
}

/** As many cells as make up for the answers that are short, in the lowest repeats that are free. */
function further(
  { variant }: Arm,
  fixture: Fixture,
  there: readonly Recording[],
  wanted: number,
): readonly Cell[] {
  const taken = new Set(there.map(({ repeat }) => repeat));
  return Array.from({ length: wanted }, (_, k) => k + 1)
    .filter((repeat) => !taken.has(repeat))
    .slice(0, Math.max(0, wanted - there.length))
    .map((repeat) => ({ variant, fixture, repeat }));
}

function changeSince(then: ReadonlyMap<string, Then>, fixture: Fixture, { tree }: Arm): string | null {
  const message = digest(fixture.message);
  const before = then.get(fixture.id);
  if (before?.message === message) return null;
  if ([...then.values()].some((other) => other.message === message)) return null;
  return before ? `its task is another one in ${tree.name}` : `it is new since ${tree.name}`;
}

/** Fixtures that the base has and nobody has any more: a comparison must not lose its hardest task unseen. */
function removed(
  then: ReadonlyMap<string, Then>,
  fixtures: readonly Fixture[],
  { tree }: Arm,
): NotCompared[] {
  const here = new Set(fixtures.flatMap(({ id, message }) => [id, digest(message)]));
  return [...then]
    .filter(([id, { message }]) => !here.has(id) && !here.has(message ?? ''))
    .map(([id]) => ({ fixture: id, why: `it is in ${tree.name} and not selected, or no longer there` }));
}

function absence(arm: Arm, { fixture, stale, corrupt, recordings }: Answers, collection: Collection): string {
  const [file] = corrupt;
  if (file) return `${file.file}: ${file.why}`;
  if (stale) return `${stale.join(', ')} changed since ${arm.label} was recorded`;
  const others = new Set(
    arm.tree
      .list('evals/recordings')
      .filter((name) => name.includes(`/${arm.variant.id}/${fixture.id}/`))
      .map((name) => name.split('/')[2] ?? ''),
  );
  others.delete(collection.id);
  return others.size > 0 && recordings.length === 0
    ? `${arm.label} has answers in ${[...others].join(', ')} and none in ${collection.id}`
    : `no ${recordings.length > 0 ? 'further ' : ''}answer of ${arm.label} is recorded in ${collection.id}`;
}
