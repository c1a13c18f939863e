import { parentPort } from 'node:worker_threads';
import { tallyOf } from './cell.ts';
import type { Scenario } from './scenario.ts';

/** One cell to be simulated. */
export type Task = {
  readonly index: number;
  readonly scenario: Scenario;
  readonly runs: number;
  readonly permutations: number;
  readonly seed: number;
};

parentPort?.on('message', ({ index, scenario, runs, permutations, seed }: Task) => {
  parentPort?.postMessage({ index, tally: tallyOf(scenario, runs, permutations, seed) }, []);
});
