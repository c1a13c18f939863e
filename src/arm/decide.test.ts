import { afterAll, describe, expect, it } from 'vitest';
import type { Cell } from '../cell.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Recording } from '../recording/recording.ts';
import { InMemory } from '../testing/in-memory.ts';
import { decide, type Round } from './decide.ts';
import type { Pairing } from './pair.ts';

const memory = new InMemory(20);
const { fixtures } = memory;
afterAll(() => memory[Symbol.dispose]());

/** A shelf of the candidate's answers, and the question that is asked over it. */
function asking() {
  const [base, candidate] = [memory.arm('base'), memory.arm('candidate')];
  const shelf: Recording[] = [];
  const of = (fixture: Fixture) => shelf.filter((recording) => recording.fixture === fixture.id);
  const pairing = (): Pairing => ({
    pairs: fixtures.map((fixture) => ({
      fixture,
      base: [1, 2, 3].map((repeat) => memory.record({ variant: base.variant, fixture, repeat }, false)),
      candidate: of(fixture),
    })),
    notCompared: [],
    wanting: fixtures
      .filter((fixture) => of(fixture).length === 0)
      .map((fixture) => ({ variant: candidate.variant, fixture, repeat: 1, why: 'missing' })),
    wantingOfBase: [],
    regraded: [],
  });
  const { runs } = memory;
  const question = {
    base,
    candidate,
    pairing,
    runs,
    judge: null,
    policy: { permutations: 99 },
    seed: 1,
    dollarsPerAnswer: null,
  };
  return { shelf, ask: (sampleRound: Round | null) => decide(question, sampleRound) };
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
      shelf.push(...cells.map((cell, i) => memory.record(cell, (i + cell.repeat) % 4 === 0)));
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
      shelf.push(...cells.map((cell, i) => memory.record(cell, i % 4 === 0)));
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
