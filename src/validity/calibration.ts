import { z } from 'zod';
import { shapes } from '../checks/schema.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Runs } from '../sandbox/runs.ts';
import { type Agreement, checkLabels } from './labels.ts';
import { mutationTrials } from './mutants/mutate.ts';
import { isMet, Trial } from './mutants/trial.ts';
import { wilson } from './wilson.ts';

const Rate = z.strictObject({
  right: z.number().int(),
  n: z.number().int(),
  /** Wilson's bounds at 95 %; null where nothing was counted. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Rate = z.infer<typeof Rate>;

const CalibratedCheck = z.strictObject({
  fixture: z.string(),
  check: z.string(),
  shape: z.enum(shapes),
  /** Share of the labelled answers that should pass and do. */
  sensitivity: Rate,
  /** Share of the labelled answers that should fail and do. */
  specificity: Rate,
  /** By operator: how many of its mutants came out as demanded, of how many. */
  operators: z.record(z.string(), Rate),
  /** Whether any mutant or labelled answer made it fail. */
  killed: z.boolean(),
});
export type CalibratedCheck = z.infer<typeof CalibratedCheck>;

/** The kill matrix: what every check makes of labelled answers and of mutants of the right ones. */
export const Calibration = z.strictObject({
  schema: z.literal(1),
  checks: z.array(CalibratedCheck),
  /** Every trial that came out otherwise than demanded. */
  alive: z.array(Trial),
  trials: z.number().int(),
});
export type Calibration = z.infer<typeof Calibration>;

/** Each fixture meets as many others' references: all of them would be a run for every pair. */
const foreigners = 3;

/** @param foreign all fixtures, whose references are foreign to each other */
export async function calibrate(
  fixtures: readonly Fixture[],
  foreign: readonly Fixture[],
  runs: Runs,
): Promise<Calibration> {
  const checks: CalibratedCheck[] = [];
  const alive: Trial[] = [];
  let count = 0;
  for (const fixture of fixtures) {
    const others = nextOf(fixture, foreign);
    const trials = await mutationTrials(fixture, others, runs);
    const { agreement } = await checkLabels(fixture, runs);
    const byCheck = Map.groupBy(trials, ({ check }) => check);
    checks.push(
      ...fixture.checks.map((check) =>
        calibrated(fixture.id, check, byCheck.get(check.id) ?? [], agreement.get(check.id)),
      ),
    );
    alive.push(...trials.filter((trial) => !isMet(trial)));
    count += trials.length;
  }
  return { schema: 1, checks, alive, trials: count };
}

/** The fixtures that come after one, the first after the last. */
function nextOf({ id }: Fixture, all: readonly Fixture[]): Fixture[] {
  const at = all.findIndex((each) => each.id === id);
  return [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].slice(0, foreigners);
}

function calibrated(
  fixture: string,
  { id, shape }: Fixture['checks'][number],
  trials: readonly Trial[],
  agreement: Agreement | undefined,
): CalibratedCheck {
  const demanded = trials.filter(({ demand }) => demand !== null);
  const operators = Object.fromEntries(
    [...Map.groupBy(demanded, ({ operator }) => operator)].map(([operator, group]) => [
      operator,
      rate(group.filter(isMet).length, group.length),
    ]),
  );
  const { good, bad } = agreement ?? { good: { n: 0, right: 0 }, bad: { n: 0, right: 0 } };
  return {
    fixture,
    check: id,
    shape,
    sensitivity: rate(good.right, good.n),
    specificity: rate(bad.right, bad.n),
    operators,
    killed:
      bad.right > 0 || demanded.some(({ demand, result }) => demand === 'flips' && result === 'flipped'),
  };
}

function rate(right: number, n: number): Rate {
  const interval = wilson(right, n);
  return { right, n, low: interval?.low ?? null, high: interval?.high ?? null };
}

/** Rates of several checks taken together. */
export function pooled(rates: readonly Rate[]): Rate {
  const sum = (key: 'right' | 'n') => rates.reduce((total, each) => total + each[key], 0);
  return rate(sum('right'), sum('n'));
}
