import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPolicy } from './policy.ts';
import { scheduleOf } from './schedule.ts';
import type { Answers, Suite } from './suite.ts';

const answers = (rounds: readonly number[]): Answers => ({
  scores: new Float64Array(rounds.length).fill(0.5),
  items: new Float64Array(),
  rounds: Int32Array.from(rounds),
});
const suite = (candidates: readonly (readonly number[])[], base = 12): Suite => ({
  items: [],
  pairs: candidates.map((rounds, i) => ({
    id: `${i}`,
    items: [],
    base: answers(Array.from({ length: base }, (_, r) => r + 1)),
    candidate: answers(rounds),
  })),
});

describe('scheduleOf', () => {
  it('looks after each round, and ends with all information', () => {
    const { stations, roundsLeft } = scheduleOf(
      suite([
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
      ]),
      defaultPolicy,
    );
    expect(stations.map(({ round }) => round)).toEqual([1, 2, 3, 4, 5]);
    expect(stations[0]?.information).toBeCloseTo((1 / 5 + 1 / 12) / (1 + 1 / 12), 12);
    expect(stations.at(-1)?.information).toBe(1);
    expect(roundsLeft).toBe(0);
  });

  it('gives a look the same boundary whether or not later rounds have come in', () => {
    const all = scheduleOf(
      suite([
        [1, 2, 3, 4, 5],
        [1, 2, 3, 4, 5],
      ]),
      defaultPolicy,
    );
    const two = scheduleOf(
      suite([
        [1, 2],
        [1, 2],
      ]),
      defaultPolicy,
    );
    expect(two.stations).toEqual(all.stations.slice(0, 2));
    expect(two.roundsLeft).toBe(3);
    expect(two.end).toEqual(all.end);
  });

  it('waits for the round that leaves no fixture without an answer', () => {
    const { stations } = scheduleOf(suite([[1, 2, 3], [3]]), defaultPolicy);
    expect(stations.map(({ round }) => round)).toEqual([3]);
  });

  it('never rises above its plan, and asks no less of earlier looks', () => {
    const rounds = fc
      .uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 })
      .map((r) => r.sort());
    fc.assert(
      fc.property(
        fc.array(rounds, { minLength: 5, maxLength: 12 }),
        fc.integer({ min: 2, max: 15 }),
        (given, base) => {
          const { stations } = scheduleOf(suite(given, base), defaultPolicy);
          for (const [i, { information, boundary }] of stations.entries()) {
            expect(information).toBeLessThanOrEqual(1 + 1e-12);
            expect(information).toBeGreaterThan(stations[i - 1]?.information ?? 0);
            expect(boundary.pass).toBeGreaterThan(1.6);
            expect(boundary.items).toBeLessThanOrEqual(0.02);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
