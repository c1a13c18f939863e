import { afterAll, describe, expect, it } from 'vitest';
import { InMemory } from '../testing/in-memory.ts';
import { Grades } from './grade.ts';
import { verify } from './verify.ts';

const memory = new InMemory(8);
afterAll(() => memory[Symbol.dispose]());

/** Recorded answers that are all right, held against new ones that are all alike. */
async function verified(worse: boolean) {
  const arm = memory.arm('edited');
  const pairs = memory.fixtures.map((fixture) => ({
    fixture,
    base: [],
    candidate: [1, 2, 3].map((repeat) => memory.record({ variant: arm.variant, fixture, repeat }, false)),
  }));
  const grades = new Grades(memory.runs, null);
  const { candidate } = await grades.arms(memory.arm('base'), arm, pairs);
  let asked = 0;
  const agreement = await verify(arm, pairs, candidate, grades, {
    count: 12,
    seed: 1,
    sampleAnew: (cells) => {
      asked = new Set(cells.map(({ fixture, repeat }) => `${fixture.id} ${repeat}`)).size;
      return Promise.resolve(cells.map((cell) => memory.record(cell, worse)));
    },
  });
  return { agreement, asked };
}

describe('verify', () => {
  it('takes so many different cells anew, and finds nothing where they are like the recorded ones', async () => {
    const { agreement, asked } = await verified(false);
    expect(asked).toBe(12);
    expect(agreement.answers.fresh).toBe(12);
    expect(agreement).toMatchObject({ verdict: 'no-sign', difference: 0 });
  });

  it('notices recordings that look too good', async () => {
    const { agreement } = await verified(true);
    expect(agreement).toMatchObject({ verdict: 'moved', difference: -0.75 });
    expect(agreement.p).toBeLessThan(0.01);
  });
});
