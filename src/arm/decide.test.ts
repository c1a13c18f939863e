import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../cell.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { folderTree } from '../input/tree.ts';
import { loadProject } from '../project.ts';
import type { Recording } from '../recording/recording.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { plan, recordingOf } from '../sample/plan.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';
import type { Arm } from './arm.ts';
import { decide, type SampleRound } from './decide.ts';
import type { Pairing } from './pair.ts';

const collection = { id: 'hand', source: 'import', about: 'x' } as const;
const provenance = {
  source: 'import',
  collected: 'x',
  date: '2026-11-23',
  model: 'x',
  usage: 'unknown',
  instructions: 'x',
} as const;

let project: TinyProject;
let fixtures: Fixture[] = [];
beforeAll(() => {
  project = new TinyProject();
  const [one] = loadProject(project.root).fixtures as [Fixture];
  fixtures = Array.from({ length: 20 }, (_, i) => ({ ...one, id: `f/${i}`, message: `${one.message}${i}` }));
});
afterAll(() => project[Symbol.dispose]());

const arm = (id: string): Arm => ({
  label: id,
  variant: { id, system: id, origin: id },
  file: null,
  tree: folderTree(project.root),
});
const record = (cell: Cell, worse: boolean): Recording =>
  recordingOf(plan(cell, collection), answer('control', worse ? 'eval(1)' : 'x = 1'), provenance);

/** A shelf of the candidate's answers, and the question that is asked over it. */
function asking() {
  const [base, candidate] = [arm('base'), arm('candidate')];
  const shelf: Recording[] = [];
  const of = (fixture: Fixture) => shelf.filter((recording) => recording.fixture === fixture.id);
  const pairing = (): Pairing => ({
    pairs: fixtures.map((fixture) => ({
      fixture,
      base: [1, 2, 3].map((repeat) => record({ variant: base.variant, fixture, repeat }, false)),
      candidate: of(fixture),
    })),
    notCompared: [],
    wanting: fixtures
      .filter((fixture) => of(fixture).length === 0)
      .map((fixture) => ({ variant: candidate.variant, fixture, repeat: 1, why: 'missing' })),
    regraded: [],
  });
  const runs = replayedRuns(project.root);
  const question = {
    base,
    candidate,
    pairing,
    runs,
    policy: { permutations: 99 },
    seed: 1,
    dollarsPerAnswer: null,
  };
  return { shelf, ask: (sampleRound: SampleRound | null) => decide(question, sampleRound) };
}

describe('decide', () => {
  it('asks nobody where there is no sampler, and compares nothing where answers are wanting', async () => {
    const { comparison, pairing } = await asking().ask(null);
    expect(comparison).toBeNull();
    expect(pairing.wanting).toHaveLength(20);
  });

  it('takes what is wanting, then one answer per fixture and round, until it is decided', async () => {
    const { shelf, ask } = asking();
    const rounds: Cell[][] = [];
    const { comparison } = await ask((cells) => {
      rounds.push([...cells]);
      shelf.push(...cells.map((cell, i) => record(cell, (i + cell.repeat) % 4 === 0)));
      return Promise.resolve('taken');
    });
    expect(rounds.length).toBeGreaterThan(1);
    expect(rounds.map((cells) => cells.map(({ repeat }) => repeat))).toEqual(
      rounds.map((_, i) => Array<number>(20).fill(i + 1)),
    );
    expect(comparison?.path).toHaveLength(rounds.length);
    expect(comparison?.verdict).toBe('REGRESS');
  });

  it('looks once more at what was taken before it was stopped', async () => {
    const { shelf, ask } = asking();
    const { comparison } = await ask((cells) => {
      shelf.push(...cells.map((cell, i) => record(cell, i % 4 === 0)));
      return Promise.resolve('stopped');
    });
    expect(comparison?.candidate.answers).toBe(20);
  });

  it('stops where a round brings nothing', async () => {
    let asked = 0;
    const { comparison } = await asking().ask(() => {
      asked += 1;
      return Promise.resolve('taken');
    });
    expect(asked).toBe(1);
    expect(comparison).toBeNull();
  });
});
