import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCalibration } from '../judge/calibration.ts';
import { judgeOfCollection, replayedJudge } from '../judge/choice.ts';
import { loadCollection } from '../recording/collection.ts';
import { loadProject } from '../project.ts';
import { calibrationOf, judgeLabelled } from './judge.ts';
import { countReadings, disagreements } from './reading.ts';

const root = path.resolve(import.meta.dirname, '../..');
const collection = loadCollection(path.join(root, 'evals/recordings'), 'by-hand-2026-11');
const model = judgeOfCollection(collection);
const { fixtures } = loadProject(root);
const labellings = await Promise.all(
  fixtures.map((fixture) => judgeLabelled(fixture, replayedJudge(root, collection))),
).then((lists) => lists.flat());

describe('the judge of the shipped answers', () => {
  it('was calibrated on these labels and rulings, and its word counts', () => {
    const kept = loadCalibration(root, model);
    expect(kept).not.toBeNull();
    // A fixture that came later isn't among those it was calibrated on, and needs no rulings for its labels.
    const asked = labellings.filter(({ file }) =>
      kept?.fixtures.some((id) => file.startsWith(`fixtures/${id}/`)),
    );
    if (kept) expect(calibrationOf(asked, kept)).toEqual(kept);
    expect(replayedJudge(root, collection).counts).toBe(true);
  });

  it('and all other graders agree with blind readers where nothing was mended, and each disagreement was looked at', () => {
    const byFile = Map.groupBy(labellings, ({ file }) => file);
    const ruled = ({ file }: { file: string }) =>
      new Map(byFile.get(file)?.map(({ check, found }) => [check, found] as const));
    // Phrases are told beside the judge that decides in their stead.
    const held = countReadings(fixtures, ruled).filter(
      ({ half, by }) => half === 'held-out' && by !== 'phrases',
    );
    expect(held.filter(({ by }) => by === 'judge').map(({ shape }) => shape)).toEqual([
      'says',
      'denial',
      'mixed',
    ]);
    for (const { shape, passed, failed } of held) {
      for (const { right, n } of [passed, failed])
        expect([shape, n === 0 || right / n >= 0.93]).toEqual([shape, true]);
    }
    const open = disagreements(fixtures, ruled).filter(({ why }) => why.includes('nobody has looked'));
    expect(open).toEqual([]);
  });
});
