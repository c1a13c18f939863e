import type { Cell } from '../cell.ts';
import type { Recording } from '../recording/recording.ts';
import { gradeCell } from '../sample/replay.ts';
import { type Row, scoredRow } from '../score/row.ts';
import type { Arm } from './arm.ts';
import type { Pair } from './pair.ts';

/** A graded answer and its text, which a row doesn't hold. */
export type GradedAnswer = { readonly row: Row; readonly answer: string };

/** Both arms of a comparison, graded by the same checks. Rows are named after their arm. */
export type GradedArms = {
  readonly base: readonly GradedAnswer[];
  readonly candidate: readonly GradedAnswer[];
};

export async function gradeArms(base: Arm, candidate: Arm, pairs: readonly Pair[]): Promise<GradedArms> {
  const arm = async ({ label, variant }: Arm, of: (pair: Pair) => readonly Recording[]) => {
    const graded: GradedAnswer[] = [];
    for (const pair of pairs) {
      for (const recording of of(pair)) {
        const cell = { variant, fixture: pair.fixture, repeat: recording.repeat };
        graded.push(await gradeRecording(label, cell, recording));
      }
    }
    return graded;
  };
  return {
    base: await arm(base, (pair) => pair.base),
    candidate: await arm(candidate, (pair) => pair.candidate),
  };
}

async function gradeRecording(label: string, cell: Cell, recording: Recording): Promise<GradedAnswer> {
  const { collection, key, provenance, text } = recording;
  const identity = { variant: label, fixture: cell.fixture.id, repeat: cell.repeat, collection, key };
  const taken = { source: provenance.source, model: provenance.model, taken: provenance.date };
  return { row: scoredRow(identity, taken, await gradeCell(cell, text)), answer: text };
}
