import type { Cell } from '../cell.ts';
import type { Reader } from '../checks/effects.ts';
import { endingOf } from '../recording/ending.ts';
import type { Recording } from '../recording/recording.ts';
import { gradeCell } from '../sample/replay.ts';
import type { Runs } from '../sandbox/runs.ts';
import { type Identity, type Row, scoredRow, unscoredRow } from './row.ts';

const unfinished = {
  truncated: 'the answer was cut off before its end',
  refused: 'the model declined to answer',
} as const;

/**
 * Grades a recorded answer. One that was cut off or declined stays unscored: its text isn't what was asked for.
 * @param file where the answer is kept, for its finding
 * @param reader answers questions about the answer; nobody does by default
 */
export async function recordedRow(
  identity: Identity,
  cell: Cell,
  { text, provenance }: Recording,
  file: string | null,
  runs: Runs,
  reader?: Reader,
): Promise<Row> {
  const taken = { source: provenance.source, model: provenance.model, taken: provenance.date };
  const ending = provenance.source === 'api' ? endingOf(provenance.stop_reason) : 'whole';
  if (ending !== 'whole' && provenance.source === 'api') {
    const why = `${unfinished[ending]} (${provenance.stop_reason})`;
    return { ...unscoredRow(identity, { status: ending, file, why }), ...taken };
  }
  return scoredRow(identity, taken, await gradeCell(cell, text, runs, reader));
}
