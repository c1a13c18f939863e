import path from 'node:path';
import type { Arm } from '../arm/arm.ts';
import { Grades } from '../arm/grade.ts';
import { pair } from '../arm/pair.ts';
import { type SampleAnew, verify } from '../arm/verify.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import { folderTree } from '../input/tree.ts';
import type { Project } from '../project.ts';
import { Claims } from '../recording/claims.ts';
import type { Collection } from '../recording/collection.ts';
import type { Recording } from '../recording/recording.ts';
import { Store } from '../recording/store.ts';
import type { Verification } from '../report/gate-report.ts';
import { anewJob, type Taking, worstOf } from '../sample/take.ts';
import type { Runs } from '../sandbox/runs.ts';
import { dollars } from '../schedule/progress.ts';
import type { Allowance } from './allowance.ts';
import { askingOf } from './asking.ts';
import { Calls } from './calls.ts';
import type { Context, Values } from './command.ts';
import { Interrupts } from './interrupts.ts';

type ApiCollection = Extract<Collection, { source: 'api' }>;

/**
 * Holds an arm's recorded answers against some that are taken anew. Before any round is taken, since what this run took
 * itself needs no proof.
 * @param count cells to take anew
 */
export async function verifyAnswers(
  arm: Arm,
  { project, runs, seed }: { project: Project; runs: Runs; seed: number },
  collection: ApiCollection,
  count: number,
  values: Values,
  context: Context,
  allowance: Allowance,
): Promise<Verification> {
  const here = folderTree(project.root);
  const { pairs } = pair(arm, arm, project.fixtures, collection, { candidate: 0, base: 0 }, here);
  if (pairs.length === 0) {
    return { done: false, why: `no answer of ${arm.label} was recorded in ${collection.id} before this run` };
  }
  // Fresh answers have no rulings, so both are held against each other by phrases.
  const grades = new Grades(runs, null);
  const { candidate } = await grades.arms(arm, arm, pairs);
  const causes = new Set<string>();
  const sampleAnew = anew(collection, causes, values, context, allowance);
  const agreement = await verify(arm, pairs, candidate, grades, { count, seed, sampleAnew });
  if (agreement.answers.fresh === 0 && causes.size > 0)
    return { done: false, why: `no answer could be taken: ${[...causes].join('; ')}` };
  return { done: true, agreement };
}

/** @param causes collects why answers could not be taken */
function anew(
  collection: ApiCollection,
  causes: Set<string>,
  values: Values,
  context: Context,
  allowance: Allowance,
): SampleAnew {
  const { err, root } = context;
  return async (cells) => {
    const asking = await askingOf(collection.settings, values, context, new AbortController().signal);
    const taking: Taking & typeof asking = {
      ...asking,
      collection,
      store: new Store(path.join(root, 'evals', 'recordings')),
      claims: new Claims(path.join(root, '.live', 'claims')),
      price: priceOf(collection.settings.model, loadPrices(root)),
      paidFor: new Set(),
    };
    const budget = allowance.budget(cells, taking);
    const worst = cells.reduce((sum, cell) => sum + worstOf(cell, taking), 0);
    const cost = taking.price ? `for ${dollars(worst)} at most` : 'at a price unknown';
    err(
      `${cells.length} answers of ${collection.id} are to be sampled anew ${cost}, to verify the recorded\n`,
    );
    if (!(await allowance.agreed(context))) {
      causes.add('nobody agreed to it');
      return [];
    }
    const calls = new Calls(cells.length, taking, budget, values, context);
    const interrupts = new Interrupts(calls.dispatcher, null, err);
    const ignore = context.onInterrupt?.(() => interrupts.next());
    const fresh: Recording[] = [];
    try {
      await Promise.all(
        cells.map(async (cell) => {
          const job = anewJob(cell, taking);
          const cause = await calls.take({
            ...job,
            perform: async (options) => {
              const done = await job.perform(options);
              if (done.result.kept.status === 'found') fresh.push(done.result.kept.outcome);
              return done;
            },
          });
          if (cause !== null) causes.add(cause);
        }),
      );
    } finally {
      ignore?.();
      calls.end();
    }
    return fresh;
  };
}
