import path from 'node:path';
import { type Cell, cellId } from '../cell.ts';
import type { Project } from '../project.ts';
import { type Collection, loadCollection } from '../recording/collection.ts';
import { replayedJudge } from '../judge/choice.ts';
import { type Judge, readerOf } from '../judge/judge.ts';
import { Store } from '../recording/store.ts';
import type { Runs } from '../sandbox/runs.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { replay, type Sample } from '../sample/replay.ts';
import { recordedRow } from '../score/recorded-row.ts';
import { type Row, unscoredRow } from '../score/row.ts';

/** A cell's row, with the answer that was graded; null where there was none. */
export type Result = { readonly row: Row; readonly answer: string | null };

/** One run over a project's recordings: each cell is looked up and graded once, whoever asks. */
export class Session {
  readonly project: Project;
  readonly collection: Collection;
  readonly store: Store;
  readonly runs: Runs;
  /** Who rules on what a check asks of a judge; null where nobody does. Nobody is asked unless told otherwise. */
  judge: Judge | null;
  readonly #results = new Map<string, Promise<Result>>();

  /** Why samples that this run tried to take weren't taken, by cell. */
  readonly failures = new Map<string, string>();

  /**
   * @param collection its id, or the collection itself where it may not be there yet
   * @param runs where outcomes of running answers come from; by default only those that are kept
   * @throws {InputError} when there is no such collection
   */
  constructor(project: Project, collection: string | Collection, runs: Runs = replayedRuns(project.root)) {
    this.runs = runs;
    const folder = path.join(project.root, 'evals', 'recordings');
    this.project = project;
    this.collection = typeof collection === 'string' ? loadCollection(folder, collection) : collection;
    this.store = new Store(folder);
    this.judge = replayedJudge(project.root, this.collection);
  }

  cell(variantId: string, fixtureId: string, repeat: number): Cell | undefined {
    const variant = this.project.variants.get(variantId);
    const fixture = this.project.fixtures.find(({ id }) => id === fixtureId);
    return variant && fixture ? { variant, fixture, repeat } : undefined;
  }

  result(cell: Cell): Promise<Result> {
    const sample = replay(cell, this.collection, this.store);
    // Both arms of a gate may have one name, so that the cell's alone would give one the other's answer.
    const id = `${cellId(cell)} ${sample.key}`;
    let result = this.#results.get(id);
    if (!result) this.#results.set(id, (result = this.#grade(cell, sample)));
    return result;
  }

  async #grade(cell: Cell, sample: Sample): Promise<Result> {
    const { planned, key, found } = sample;
    const identity = {
      variant: planned.variant,
      fixture: planned.fixture,
      repeat: planned.repeat,
      collection: planned.collection,
      key,
    };
    if (found.status !== 'found') {
      const failure = this.failures.get(cellId(cell));
      const why =
        failure === undefined || found.status === 'corrupt'
          ? finding(sample, cell)
          : ({ status: 'failed', file: null, why: failure } as const);
      return { row: unscoredRow(identity, why), answer: null };
    }
    const { file, recording } = found;
    const { text } = recording;
    const reader = this.judge ? readerOf(this.judge, cell.fixture, text) : undefined;
    return { row: await recordedRow(identity, cell, recording, file, this.runs, reader), answer: text };
  }
}

function finding({ found }: Sample, { variant }: Cell): NonNullable<Row['finding']> {
  switch (found.status) {
    case 'stale': {
      const changed = found.changed.map((part) =>
        part === 'the system text' ? `${part} (${variant.origin})` : part,
      );
      return {
        status: 'stale',
        file: found.file,
        why: `${changed.join(', ')} changed since it was recorded`,
      };
    }
    case 'corrupt':
      return { status: 'corrupt', file: found.file, why: found.why };
    default:
      return { status: 'missing', file: null, why: 'no answer is recorded' };
  }
}
