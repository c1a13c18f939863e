import { Worker } from 'node:worker_threads';
import type { Tally } from './cell.ts';
import { type Grid, permutationsFor } from './grid.ts';

/**
 * Runs a grid on some threads. The result depends on the grid and the seed alone, not on how the cells fall to threads.
 * @param told called after each cell with how many are done
 */
export async function simulate(
  { scenarios, runs }: Grid,
  seed: number,
  threads: number,
  told: (done: number) => void,
): Promise<Tally[]> {
  const tallies: Tally[] = [];
  const waiting = scenarios.map((scenario, index) => ({
    index,
    scenario,
    runs,
    permutations: permutationsFor(scenario),
    seed,
  }));
  // The largest first, so that no thread is left with one at the end.
  waiting.sort((a, b) => a.scenario.fixtures - b.scenario.fixtures);
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (let task = waiting.pop(); task; task = waiting.pop()) {
        const given = task;
        tallies[given.index] = await new Promise<Tally>((resolve, reject) => {
          worker.once('message', ({ tally }: { tally: Tally }) => resolve(tally));
          worker.once('error', reject);
          worker.postMessage(given, []);
        });
        worker.removeAllListeners('error');
        done += 1;
        told(done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return tallies;
}
