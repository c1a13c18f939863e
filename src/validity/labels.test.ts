import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { checkLabels } from './labels.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { fixtures } = loadProject(root);
const runs = replayedRuns(root);

/** An answer of each of these kinds stands beside every fixture; what each is for is in `docs/fixtures.md`. */
const kinds = ['reference', 'alternative', 'wrong-fix', 'does-not-say', 'says-not-does', 'stuffed'];

describe.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('%s', (_, fixture) => {
  it('gives every labelled answer the verdicts that it expects', async () => {
    const report = await checkLabels(fixture, runs);
    expect(report.mismatches).toEqual([]);
    expect(report.verdicts).toBeGreaterThan(0);
  });

  it('has no check that no labelled answer fails, or none passes', async () => {
    const { neverFail, neverPass } = await checkLabels(fixture, runs);
    expect({ neverFail, neverPass }).toEqual({ neverFail: [], neverPass: [] });
  });

  it('has six checks and a labelled answer of each kind', () => {
    expect(fixture.checks.length).toBeGreaterThanOrEqual(6);
    const present = fixture.labelled.map(({ kind }) => kind);
    expect(kinds.filter((kind) => !present.includes(kind as 'reference'))).toEqual([]);
  });
});
