import { describe, expect, it } from 'vitest';
import { Policy } from '../gate/policy.ts';
import { Random } from '../statistics/random.ts';
import { tallyOf } from './cell.ts';
import { failures } from './criteria.ts';
import { grids } from './grid.ts';
import { meanRate } from './rates.ts';
import { gridOf, nameOf, type Scenario } from './scenario.ts';
import { csvOf } from './table.ts';
import { drawWorld, itemEffects } from './world.ts';

const cells = (pattern: RegExp, fixtures = 40): Scenario[] =>
  gridOf([{ fixtures, baseAnswers: 12 }]).filter((scenario) => pattern.test(nameOf(scenario)));

/** Few, for speed: what is grossly wrong is noticed, and the full grid is for the rest. */
const runs = 150;

describe('a simulated grid', () => {
  it.each([
    ['nothing changed', / (identical|clustered|saturated) 0 /],
    ['only the spread changed', /graded variance-only/],
    ['it is worse by the margin', / (uniform|sparse|saturated) -1 /],
  ])('keeps its limits where %s', (_, pattern) => {
    const tallies = cells(pattern).map((scenario) => tallyOf(scenario, runs, 199, 1));
    expect(failures(tallies)).toEqual([]);
  });

  it('never passes below 20 fixtures', () => {
    const tallies = cells(/graded (identical|saturated) 0 /, 10).map((scenario) =>
      tallyOf(scenario, 60, 99, 1),
    );
    expect(tallies.map(({ pass }) => pass)).toEqual([0, 0]);
  });

  it('notices a gate that is wrong too often', () => {
    const [tally] = cells(/binary identical 0 /).map((scenario) => tallyOf(scenario, runs, 99, 1));
    if (!tally) throw new RangeError('no such cell');
    const noisy = { ...tally, falseAlarms: runs * 0.14 };
    expect(failures([tally, noisy])).toHaveLength(1);
    const many = { ...tally, runs: 4000, falseAlarms: 225 };
    expect(failures([many])[0]).toContain('false alarms up to 0.06');
  });

  it('comes to the same table from the same seed, whichever other cells there are', () => {
    const list = cells(/binary (identical|uniform) 0 /, 20);
    const all = list.map((scenario) => tallyOf(scenario, 20, 99, 5));
    const alone = list.slice(1).map((scenario) => tallyOf(scenario, 20, 99, 5));
    expect(csvOf(all.slice(1))).toBe(csvOf(alone));
    expect(
      csvOf(all)
        .trim()
        .split('\n')
        .map((line) => line.split(',').length),
    ).toEqual([30, 30, 30]);
  });
});

describe('a world', () => {
  const worlds = grids.full.scenarios.map((scenario) => ({
    scenario,
    world: drawWorld(scenario, new Random(scenario.fixtures)),
  }));

  it('has the mean that its scenario asks for', () => {
    const off = worlds.flatMap(({ scenario, world }) => {
      const truth = meanRate(world.candidate.rates) - meanRate(world.base.rates);
      const wanted = typeof scenario.effect === 'number' ? scenario.effect * scenario.margin : truth;
      // Where one item takes all of a suite's fixtures with it, nothing is left to make up for it.
      return Math.abs(truth - wanted) > 1e-9 && scenario.fixtures > 20 ? [nameOf(scenario)] : [];
    });
    expect(off).toEqual([]);
  });

  it('has items that changed only where its scenario says so', () => {
    for (const { scenario, world } of worlds) {
      const changed = itemEffects(world).some((effect) => Math.abs(effect) > 1e-9);
      const still =
        scenario.effect === 0 && ['identical', 'saturated', 'drifted-cache'].includes(scenario.shape);
      if (still) expect(changed).toBe(false);
      if (scenario.shape === 'lost-item') expect(itemEffects(world)[0]).toBeLessThan(-0.1);
    }
  });
});

describe('the simulation', () => {
  it('asks the question of the shipped policy', () => {
    const shipped = Policy.parse({});
    expect({ margin: shipped.margin, rounds: shipped.rounds }).toEqual({ margin: 0.05, rounds: 5 });
  });
});
