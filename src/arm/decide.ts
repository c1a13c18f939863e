import type { Cell } from '../cell.ts';
import { compare } from '../gate/compare.ts';
import type { Comparison } from '../gate/comparison.ts';
import { type Next, nextStep } from '../gate/next.ts';
import type { PolicyInput } from '../gate/policy.ts';
import { type Judge, unruled } from '../judge/judge.ts';
import type { Recording } from '../recording/recording.ts';
import type { Runs } from '../sandbox/runs.ts';
import type { Arm } from './arm.ts';
import { type GradedArms, Grades } from './grade.ts';
import type { Pair, Pairing } from './pair.ts';

/**
 * Asks a model about every cell, for an answer or for what a judge says of the one that is there, and keeps it where it
 * is looked up. The seam between the gate, which knows what it needs, and whatever asks.
 * @returns `stopped` when it was interrupted or its budget is used up; stopping early keeps every error rate
 */
export type Round = (cells: readonly Cell[]) => Promise<'taken' | 'stopped'>;

export type Question = {
  readonly base: Arm;
  readonly candidate: Arm;
  /** Read anew before every look: sampling adds to it. */
  readonly pairing: () => Pairing;
  /** Where outcomes of running answers come from. */
  readonly runs: Runs;
  /** Who rules on both arms' answers; null leaves it to phrases. */
  readonly judge: Judge | null;
  readonly policy: PolicyInput;
  readonly seed: number;
  readonly dollarsPerAnswer: number | null;
};

export type Decision = {
  readonly pairing: Pairing;
  readonly graded: GradedArms;
  /** null where answers of the candidate are wanting. */
  readonly comparison: Comparison | null;
};

/**
 * Compares, takes the answers that would help, and compares again, until it is decided or nothing more is to be had.
 * @param sampleRound null decides on the recordings there are
 * @param readRound has the judge rule on answers that are there; null leaves them to the rulings there are
 */
export async function decide(
  question: Question,
  sampleRound: Round | null,
  readRound: Round | null = null,
): Promise<Decision> {
  const { base, candidate, policy, seed, dollarsPerAnswer } = question;
  const grades = new Grades(question.runs, question.judge);
  let stopped = sampleRound === null;
  const unread = readRound ? unreadCells(question, question.pairing()) : [];
  if (readRound && unread.length > 0) stopped = (await readRound(unread)) === 'stopped' || stopped;
  let before = -1;
  for (;;) {
    const pairing = question.pairing();
    const have = pairing.pairs.reduce((sum, pair) => sum + pair.base.length + pair.candidate.length, 0);
    // A round that brought nothing, since every call failed, would be asked for again without end.
    stopped ||= have === before;
    before = have;
    const { wantingOfBase } = pairing;
    if (!stopped && sampleRound && wantingOfBase.length > 0) {
      // Looks are at one and the same baseline, so it is whole before the first of them.
      stopped = (await sampleRound([...wantingOfBase, ...pairing.wanting])) === 'stopped';
      continue;
    }
    const lacking = pairing.wanting.length > 0 || pairing.pairs.length === 0;
    const graded = await grades.arms(base, candidate, lacking ? [] : pairing.pairs);
    const rows = (arm: keyof GradedArms) => graded[arm].map(({ row }) => row);
    const comparison = lacking
      ? null
      : compare(rows('base'), rows('candidate'), policy, seed, dollarsPerAnswer);
    const cells = comparison ? cellsOf(nextStep(comparison), candidate, pairing.pairs) : pairing.wanting;
    if (stopped || cells.length === 0 || !sampleRound) return { pairing, graded, comparison };
    // What was taken before a stop is looked at once more.
    stopped = (await sampleRound(cells)) === 'stopped';
  }
}

/** Answers of either arm that are recorded and that the judge hasn't ruled on. */
function unreadCells({ judge, base, candidate }: Question, { pairs }: Pairing): Cell[] {
  if (!judge) return [];
  const of = ({ variant }: Arm, fixture: Pair['fixture'], recordings: readonly Recording[]): Cell[] =>
    recordings.flatMap(({ repeat, text }) =>
      unruled(judge, fixture, text).length > 0 ? [{ variant, fixture, repeat }] : [],
    );
  return pairs.flatMap((pair) => [
    ...of(base, pair.fixture, pair.base),
    ...of(candidate, pair.fixture, pair.candidate),
  ]);
}

function cellsOf(next: Next, { variant }: Arm, pairs: readonly Pair[]): Cell[] {
  const further = ({ fixture, candidate }: Pair, answers: number): Cell[] => {
    const last = Math.max(0, ...candidate.map(({ repeat }) => repeat));
    return Array.from({ length: answers }, (_, i) => ({ variant, fixture, repeat: last + i + 1 }));
  };
  switch (next.kind) {
    case 'stop':
      return [];
    case 'round':
      return pairs.flatMap((pair) => further(pair, 1));
    case 'confirm':
      return pairs.flatMap((pair) =>
        further(pair, next.cells.find(({ fixture }) => fixture === pair.fixture.id)?.answers ?? 0),
      );
  }
}
