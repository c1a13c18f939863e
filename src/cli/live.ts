import path from 'node:path';
import { type Cell, cellId } from '../cell.ts';
import { loadPrices } from '../claude/prices.ts';
import { priceOf } from '../claude/price.ts';
import { Claims } from '../recording/claims.ts';
import { keepCollection } from '../recording/collection.ts';
import { keyOf } from '../recording/request.ts';
import { plan } from '../sample/plan.ts';
import { replay } from '../sample/replay.ts';
import { sampleJob, type Taking, worstOf } from '../sample/take.ts';
import { usualBackoff } from '../schedule/backoff.ts';
import { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import { Limit } from '../schedule/limit.ts';
import { dollars, progressReporter } from '../schedule/progress.ts';
import type { Session } from '../viewer/session.ts';
import { askingOf } from './asking.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { describeForecast, forecast } from './forecast.ts';
import { Interrupts } from './interrupts.ts';
import { valueOf } from './live-options.ts';
import { UsageError } from './usage-error.ts';

/** As many as a batch may hold: nothing of it is in flight here. */
const atOnce = { calls: 20, batches: 100_000 };

/**
 * Takes the samples that a session lacks.
 * @returns null where grading can go on, else what the command ends in
 */
export async function takeMissing(
  session: Session,
  cells: readonly Cell[],
  values: Values,
  context: Context,
): Promise<Exit | null> {
  const { err, root, terminal } = context;
  const { collection, store } = session;
  if (collection.source !== 'api') throw new UsageError(`collection ${collection.id} takes no answers`);
  const missing = cells.filter((cell) => {
    const { status } = replay(cell, collection, store).found;
    return status === 'missing' || status === 'stale';
  });
  if (missing.length === 0) return null;
  const ending = new AbortController();
  const asking = await askingOf(collection.settings, values, context, ending.signal);
  const prices = loadPrices(root);
  const taking: Taking = {
    ...asking,
    collection,
    store,
    claims: new Claims(path.join(root, '.live', 'claims')),
    price: priceOf(collection.settings.model, prices),
    paidFor: new Set(
      asking.inBatches(
        missing.map((cell) => keyOf(collection.id, cell.repeat, plan(cell, collection).request)),
      ),
    ),
  };
  if (taking.paidFor.size > 0 && !asking.batch) {
    throw new UsageError(
      `${taking.paidFor.size} of these answers are in a batch already: --batch picks them up`,
    );
  }
  const budget = budgetOf(values, missing, taking);
  const worst = missing.reduce((sum, cell) => sum + worstOf(cell, taking), 0);
  const figures = await forecast(missing, taking, asking.client);
  err(
    describeForecast(figures, {
      cells: missing.length,
      collection,
      worst,
      batch: asking.batch,
      asOf: prices.as_of,
    }),
  );
  if (values['yes'] !== true) {
    if (!context.confirm) throw new UsageError('nobody is here to be asked: --yes spends without asking');
    if (!(await context.confirm('take them?'))) {
      err('nothing was sent\n');
      return exit.interrupted;
    }
  }
  keepCollection(store.folder, collection);

  const began = Date.now();
  const counts = { done: 0, failed: 0 };
  const reporter = progressReporter(err, terminal);
  const most = asking.batch ? atOnce.batches : (valueOf(values, 'concurrency') ?? atOnce.calls);
  const dispatcher: Dispatcher = new Dispatcher({
    limit: new Limit(asking.batch ? most : Math.min(4, most), most),
    budget,
    backoff: usualBackoff,
    troubleOf: asking.troubleOf,
    changed: () =>
      reporter.changed({
        ...counts,
        total: missing.length,
        inFlight: dispatcher.inFlight,
        retried: dispatcher.retried,
        spent: taking.price ? budget.spent : null,
        elapsedMs: Date.now() - began,
      }),
  });
  const interrupts = new Interrupts(dispatcher, asking.batch ? ending : null, err);
  const ignore = context.onInterrupt?.(() => interrupts.next());
  try {
    await Promise.all(
      missing.map(async (cell) => {
        const outcome = await dispatcher.submit(sampleJob(cell, taking));
        counts[outcome.status === 'done' ? 'done' : 'failed'] += 1;
        if (outcome.status !== 'done') session.failures.set(cellId(cell), outcome.cause);
      }),
    );
  } finally {
    ignore?.();
    reporter.end();
  }
  const spent = taking.price ? dollars(budget.spent) : 'a sum unknown';
  const retried = dispatcher.retried > 0 ? `, ${dispatcher.retried} calls tried again` : '';
  err(`${counts.done} of ${missing.length} answers taken for ${spent}${retried}\n`);
  if (dispatcher.fatal !== null) {
    err(`stopped: ${dispatcher.fatal}\n`);
    return exit.needsAnswers;
  }
  if (interrupts.count > 0) {
    err('interrupted: what was answered is kept; the same command takes the rest\n');
    return exit.interrupted;
  }
  return null;
}

/** @throws {UsageError} for a cap that can't be kept, or that lets nothing through */
function budgetOf(values: Values, missing: readonly Cell[], taking: Taking): Budget {
  const cap = valueOf(values, 'max-cost');
  if (cap === undefined) return new Budget(Infinity);
  const { model } = taking.collection.settings;
  if (!taking.price) {
    throw new UsageError(`--max-cost can’t be kept: no price for ${model}; prices.yaml can give one`);
  }
  const least = Math.min(...missing.map((cell) => worstOf(cell, taking)));
  if (least > cap * 1e6) {
    throw new UsageError(
      `--max-cost ${cap} is too small to start: one answer may cost ${dollars(least)}, most of it for --max-tokens`,
    );
  }
  return new Budget(cap * 1e6);
}
