import path from 'node:path';
import type { Cell } from '../cell.ts';
import { cellId } from '../cell.ts';
import type { Asker } from '../claude/asker.ts';
import { makeClient } from '../claude/client.ts';
import { messagesAsker } from '../claude/messages.ts';
import { loadPrices } from '../claude/prices.ts';
import { priceOf } from '../claude/price.ts';
import { secretsOf } from '../claude/secrets.ts';
import { troubleOf } from '../claude/trouble.ts';
import { usualPatience } from '../claude/wire.ts';
import { Claims } from '../recording/claims.ts';
import { keepCollection } from '../recording/collection.ts';
import type { Outcome } from '../schedule/job.ts';
import { usualBackoff } from '../schedule/backoff.ts';
import { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import { Limit } from '../schedule/limit.ts';
import { dollars, progressReporter } from '../schedule/progress.ts';
import { replay } from '../sample/replay.ts';
import { sampleJob, type Taking, worstOf } from '../sample/take.ts';
import type { Session } from '../viewer/session.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { describeForecast, forecast } from './forecast.ts';
import { valueOf } from './live-options.ts';
import { UsageError } from './usage-error.ts';

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
  const { env, err, root, terminal } = context;
  const { collection, store } = session;
  if (collection.source !== 'api') throw new UsageError(`collection ${collection.id} takes no answers`);
  const missing = cells.filter((cell) => {
    const { status } = replay(cell, collection, store).found;
    return status === 'missing' || status === 'stale';
  });
  if (missing.length === 0) return null;
  if (env['ANTHROPIC_API_KEY'] === undefined) throw new UsageError(needsKey);
  const patience = { ...usualPatience, ...timeout(values) };
  const client = makeClient(env, patience.firstMs);
  const prices = loadPrices(root);
  const taking: Taking = {
    collection,
    store,
    claims: new Claims(path.join(root, '.live', 'claims')),
    asker: messagesAsker(client, patience) satisfies Asker,
    price: priceOf(collection.settings.model, prices),
    batch: values['batch'] === true,
    secrets: secretsOf(env),
  };
  const budget = budgetOf(values, missing, taking);
  const worst = missing.reduce((sum, cell) => sum + worstOf(cell, taking), 0);
  const figures = await forecast(missing, taking, client);
  err(
    describeForecast(figures, {
      cells: missing.length,
      collection,
      worst,
      batch: taking.batch,
      asOf: prices.as_of,
      price: taking.price,
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
  const changed = () =>
    reporter.changed({
      ...counts,
      total: missing.length,
      inFlight: dispatcher.inFlight,
      retried: dispatcher.retried,
      spent: taking.price ? budget.spent : null,
      elapsedMs: Date.now() - began,
    });
  const most = valueOf(values, 'concurrency') ?? 20;
  const dispatcher: Dispatcher = new Dispatcher({
    limit: new Limit(Math.min(4, most), most),
    budget,
    backoff: usualBackoff,
    troubleOf: (error) => troubleOf(error, taking.secrets),
    changed,
  });
  const interrupts = new Interrupts(dispatcher, err);
  const ignore = context.onInterrupt?.(() => interrupts.next());
  let outcomes: Outcome<unknown>[];
  try {
    outcomes = await Promise.all(
      missing.map(async (cell) => {
        const outcome = await dispatcher.submit(sampleJob(cell, taking));
        counts[outcome.status === 'done' ? 'done' : 'failed'] += 1;
        if (outcome.status !== 'done') session.failures.set(cellId(cell), outcome.cause);
        return outcome;
      }),
    );
  } finally {
    ignore?.();
    reporter.end();
  }
  const spent = taking.price ? dollars(budget.spent) : 'an unknown sum';
  const done = outcomes.filter(({ status }) => status === 'done').length;
  err(
    `${done} of ${missing.length} answers taken for ${spent}${dispatcher.retried > 0 ? `, ${dispatcher.retried} calls tried again` : ''}\n`,
  );
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

const needsKey =
  'taking answers from Claude needs ANTHROPIC_API_KEY; without one: npm run record -- export FOLDER, or --model with a promptfoo provider';

function timeout(values: Values): { firstMs?: number; idleMs?: number } {
  const seconds = valueOf(values, 'timeout');
  return seconds === undefined ? {} : { firstMs: seconds * 1000, idleMs: seconds * 1000 };
}

/** @throws {UsageError} for a cap that can't be kept, or that lets nothing through */
function budgetOf(values: Values, missing: readonly Cell[], taking: Taking): Budget {
  const cap = valueOf(values, 'max-cost');
  if (cap === undefined) return new Budget(Infinity);
  if (!taking.price) {
    throw new UsageError(
      `--max-cost can’t be kept: no price for ${taking.collection.settings.model}; prices.yaml can give one`,
    );
  }
  const least = Math.min(...missing.map((cell) => worstOf(cell, taking)));
  if (least > cap * 1e6) {
    throw new UsageError(
      `--max-cost ${cap} is too small to start: a single answer may cost ${dollars(least)}, of which --max-tokens is the larger part`,
    );
  }
  return new Budget(cap * 1e6);
}

/** The first Ctrl-C takes no new cell and lets what is in flight end; the second gives that up, too. */
class Interrupts {
  readonly #dispatcher: Dispatcher;
  readonly #say: (text: string) => void;
  count = 0;

  constructor(dispatcher: Dispatcher, say: (text: string) => void) {
    this.#dispatcher = dispatcher;
    this.#say = say;
  }

  next(): void {
    this.count += 1;
    if (this.count === 1) {
      this.#say(
        `\nwaiting for ${this.#dispatcher.inFlight} answers in flight; Ctrl-C again gives them up, paid for as they are\n`,
      );
      this.#dispatcher.stop('interrupted');
    } else this.#dispatcher.abort('interrupted');
  }
}
