import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { calibrate } from './calibration.ts';
import { demands } from './mutants/operators.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { fixtures } = loadProject(root);
const runs = replayedRuns(root);

/** Ways of putting things that no list of phrases knows in full; behind them stands the share that may turn. */
const invariances = ['reformat', 'rename', 'reorder', 'verbosity', 'unmarked'];
const mostTurned = 0.02;

describe.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('%s', (_, fixture) => {
  it('has every mutant come out as the table demands, and every check made to fail by something', async () => {
    const { alive, checks, trials } = await calibrate([fixture], fixtures, runs);
    const turned = alive.filter(({ shape, operator }) => shape === 'says' && invariances.includes(operator));
    const tried = checks
      .filter(({ shape }) => shape === 'says')
      .flatMap(({ operators }) => invariances.map((operator) => operators[operator]?.n ?? 0))
      .reduce((sum, n) => sum + n, 0);
    expect(turned.length).toBeLessThanOrEqual(mostTurned * tried);
    const others = alive.filter((trial) => !turned.includes(trial));
    expect(
      others.map(({ operator, check, answer, result }) => `${operator} ${check} ${answer}: ${result}`),
    ).toEqual([]);
    expect(checks.filter(({ killed }) => !killed).map(({ check }) => check)).toEqual([]);
    expect(trials).toBeGreaterThan(Object.keys(demands).length);
  }, 60_000);
});
