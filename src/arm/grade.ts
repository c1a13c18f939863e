import type { Cell } from '../cell.ts';
import type { Recording } from '../recording/recording.ts';
import { type Judge, readerOf } from '../judge/judge.ts';
import type { Runs } from '../sandbox/runs.ts';
import { recordedRow } from '../score/recorded-row.ts';
import type { Row } from '../score/row.ts';
import type { Arm } from './arm.ts';
import type { Pair } from './pair.ts';

/** A graded answer and its text, which a row doesn't hold. */
export type GradedAnswer = { readonly row: Row; readonly answer: string };

/** Both arms of a comparison, graded by the same checks. Rows are named after their arm. */
export type GradedArms = {
  readonly base: readonly GradedAnswer[];
  readonly candidate: readonly GradedAnswer[];
};

/** Grades answers by their keys once, however many rounds look at them. */
export class Grades {
  readonly #runs: Runs;
  readonly #judge: Judge | null;
  readonly #graded = new Map<string, Promise<GradedAnswer>>();

  /**
   * @param runs where outcomes of running answers come from
   * @param judge who rules on both arms' answers; null leaves it to phrases
   */
  constructor(runs: Runs, judge: Judge | null) {
    this.#runs = runs;
    this.#judge = judge;
  }

  async arms(base: Arm, candidate: Arm, pairs: readonly Pair[]): Promise<GradedArms> {
    return {
      base: await this.#arm(base, pairs, (pair) => pair.base),
      candidate: await this.#arm(candidate, pairs, (pair) => pair.candidate),
    };
  }

  /** Answers that are held against recorded ones of the same cells, and so have the same keys. */
  async anew(
    { label, variant }: Arm,
    pairs: readonly Pair[],
    recordings: readonly Recording[],
  ): Promise<GradedAnswer[]> {
    const graded = recordings.flatMap((recording) => {
      const pair = pairs.find(({ fixture }) => fixture.id === recording.fixture);
      const cell = pair && { variant, fixture: pair.fixture, repeat: recording.repeat };
      return cell ? [this.#grade(label, cell, recording)] : [];
    });
    return Promise.all(graded);
  }

  async #arm({ label, variant }: Arm, pairs: readonly Pair[], of: (pair: Pair) => readonly Recording[]) {
    const graded: GradedAnswer[] = [];
    for (const pair of pairs) {
      for (const recording of of(pair)) {
        const name = `${label} ${pair.fixture.id} ${recording.key}`;
        const cell = { variant, fixture: pair.fixture, repeat: recording.repeat };
        let answer = this.#graded.get(name);
        if (!answer) this.#graded.set(name, (answer = this.#grade(label, cell, recording)));
        graded.push(await answer);
      }
    }
    return graded;
  }

  async #grade(label: string, cell: Cell, recording: Recording): Promise<GradedAnswer> {
    const { collection, key, text } = recording;
    const identity = { variant: label, fixture: cell.fixture.id, repeat: cell.repeat, collection, key };
    const reader = this.#judge ? readerOf(this.#judge, cell.fixture, text) : undefined;
    return { row: await recordedRow(identity, cell, recording, null, this.#runs, reader), answer: text };
  }
}
