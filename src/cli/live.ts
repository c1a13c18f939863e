import path from 'node:path';
import { type Cell, cellId } from '../cell.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import type { Live } from '../judge/judge.ts';
import { Claims } from '../recording/claims.ts';
import { type Collection, keepCollection, usualMaxTokens } from '../recording/collection.ts';
import { keyOf, type Settings } from '../recording/request.ts';
import { usualModel } from '../sample/estimate.ts';
import { plan } from '../sample/plan.ts';
import { replay } from '../sample/replay.ts';
import { sampleJob, type Taken, type Taking, worstOf } from '../sample/take.ts';
import { usualBackoff } from '../schedule/backoff.ts';
import type { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import { Limit } from '../schedule/limit.ts';
import { dollars, progressReporter } from '../schedule/progress.ts';
import type { Session } from '../viewer/session.ts';
import type { Job } from '../schedule/job.ts';
import { type Asking, askingOf } from './asking.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { describeForecast, forecast } from './forecast.ts';
import { Interrupts } from './interrupts.ts';
import { judgeOf } from './judging.ts';
import { valueOf } from './live-options.ts';
import { budgetOf } from './spending.ts';
import { UsageError } from './usage-error.ts';

/** A batch may hold many: nothing of it is in flight here. */
const atOnce = { calls: 20, batches: 100_000 };

/**
 * Takes the samples and the rulings that a session lacks, grades all cells, and says what it cost.
 * @returns null where the report can go on, else what the command ends in
 */
export async function takeMissing(
  session: Session,
  cells: readonly Cell[],
  values: Values,
  context: Context,
): Promise<Exit | null> {
  const { env, err, root } = context;
  const { collection, store } = session;
  const missing =
    collection.source === 'api'
      ? cells.filter((cell) => {
          const { status } = replay(cell, collection, store).found;
          return status === 'missing' || status === 'stale';
        })
      : [];
  const questions = cells.reduce(
    (sum, { fixture }) => sum + fixture.checks.reduce((count, check) => count + check.questions, 0),
    0,
  );
  const mayRule = questions > 0 && env['ANTHROPIC_API_KEY'] !== undefined;
  if (missing.length === 0 && !mayRule) return null;
  const ending = new AbortController();
  const { model } = collection.source === 'api' ? collection.settings : { model: usualModel };
  const asking = await askingOf(settingsOf(collection), values, context, ending.signal);
  const prices = loadPrices(root);
  const claims = new Claims(path.join(root, '.live', 'claims'));
  const common = { ...asking, store, claims, price: priceOf(model, prices) };
  const taking: Taking | null =
    collection.source === 'api'
      ? {
          ...common,
          collection,
          paidFor: new Set(asking.inBatches(missing.map((cell) => keyOfCell(cell, collection)))),
        }
      : null;
  if (taking && taking.paidFor.size > 0 && !asking.batch) {
    throw new UsageError(
      `${taking.paidFor.size} of these answers are in a batch already: --batch picks them up`,
    );
  }
  const budget = budgetOf(values, missing, taking);
  if (taking && missing.length > 0) {
    const worst = missing.reduce((sum, cell) => sum + worstOf(cell, taking), 0);
    const facts = { cells: missing.length, collection: taking.collection, worst };
    const figures = await forecast(missing, taking, asking.client);
    err(describeForecast(figures, { ...facts, batch: asking.batch, asOf: prices.as_of }));
  }
  if (mayRule) err(`up to ${questions} rulings of a judge, where none is recorded\n`);
  if (values['yes'] !== true) {
    if (!context.confirm) throw new UsageError('nobody is here to be asked: --yes spends without asking');
    if (!(await context.confirm('take them?'))) {
      err('nothing was sent\n');
      return exit.interrupted;
    }
  }
  keepCollection(store.folder, collection);

  const run = new Run(missing.length, common, budget, values, context);
  const interrupts = new Interrupts(run.dispatcher, asking.batch ? ending : null, err);
  const ignore = context.onInterrupt?.(() => interrupts.next());
  const live: Live | null = asking.judgeAsker && {
    asker: asking.judgeAsker,
    dispatcher: run.dispatcher,
    claims,
    priceOf: (id) => priceOf(id, prices),
    capped: budget.cap < Infinity,
  };
  session.judge = judgeOf(session, values, live ?? { unasked: 'ANTHROPIC_API_KEY is not set' });
  try {
    await Promise.all(
      missing.map(async (cell) => {
        const cause = taking && (await run.take(sampleJob(cell, taking)));
        if (cause !== null) session.failures.set(cellId(cell), cause);
      }),
    );
    if (run.dispatcher.fatal === null && interrupts.count === 0 && mayRule) {
      await Promise.all(cells.map((cell) => session.result(cell)));
    }
  } finally {
    ignore?.();
    run.end();
  }
  if (run.dispatcher.fatal !== null) {
    err(`stopped: ${run.dispatcher.fatal}\n`);
    return exit.needsAnswers;
  }
  if (interrupts.count > 0) {
    err('interrupted: what was answered is kept; the same command takes the rest\n');
    return exit.interrupted;
  }
  return null;
}

function keyOfCell(cell: Cell, collection: Taking['collection']): string {
  return keyOf(collection.id, cell.repeat, plan(cell, collection).request);
}

/** Where no answers are taken, only a judge is asked, and that goes by its own settings. */
function settingsOf(collection: Collection): Settings {
  return collection.source === 'api'
    ? collection.settings
    : { model: usualModel, max_tokens: usualMaxTokens, as: 'bare' };
}

type Paying = Pick<Taking, 'price' | 'batch'> & Pick<Asking, 'troubleOf'>;

/** The calls of one run on their way, and the line that shows how far they are. */
class Run {
  readonly dispatcher: Dispatcher;
  readonly #paying: Paying;
  readonly #budget: Budget;
  readonly #total: number;
  readonly #err: (text: string) => void;
  readonly #reporter: ReturnType<typeof progressReporter>;
  readonly #began = Date.now();
  #done = 0;
  #failed = 0;
  #elsewhere = 0;

  constructor(total: number, paying: Paying, budget: Budget, values: Values, { err, terminal }: Context) {
    this.#total = total;
    this.#paying = paying;
    this.#budget = budget;
    this.#err = err;
    this.#reporter = progressReporter(err, terminal);
    const most = paying.batch ? atOnce.batches : (valueOf(values, 'concurrency') ?? atOnce.calls);
    this.dispatcher = new Dispatcher({
      limit: new Limit(paying.batch ? most : Math.min(4, most), most),
      budget,
      backoff: usualBackoff,
      troubleOf: paying.troubleOf,
      changed: () => this.#changed(),
    });
  }

  /** @returns null once the sample is on disk, else why it isn't */
  async take(job: Job<Taken>): Promise<string | null> {
    const outcome = await this.dispatcher.submit(job);
    if (outcome.status === 'done') this.#done += 1;
    if (outcome.status === 'done' && !outcome.result.asked) this.#elsewhere += 1;
    if (outcome.status !== 'done') this.#failed += 1;
    return outcome.status === 'done' ? null : outcome.cause;
  }

  end(): void {
    this.#reporter.end();
    const spent = this.#paying.price ? dollars(this.#budget.spent) : 'a sum unknown';
    const { retried } = this.dispatcher;
    const again = retried > 0 ? `, ${retried} calls tried again` : '';
    const others = this.#elsewhere > 0 ? `, ${this.#elsewhere} taken by another run meanwhile` : '';
    const taken = this.#done - this.#elsewhere;
    this.#err(`${taken} of ${this.#total} answers taken for ${spent}${others}${again}\n`);
  }

  #changed(): void {
    if (this.#total === 0) return;
    this.#reporter.changed({
      total: this.#total,
      done: this.#done,
      failed: this.#failed,
      inFlight: this.dispatcher.inFlight,
      retried: this.dispatcher.retried,
      spent: this.#paying.price ? this.#budget.spent : null,
      elapsedMs: Date.now() - this.#began,
    });
  }
}
