import path from 'node:path';
import { type Cell, cellId } from '../cell.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import { isByHand } from '../judge/choice.ts';
import { describeOpen, type Open } from '../judge/estimate.ts';
import { type Live, questionsOf, unruled } from '../judge/judge.ts';
import { Claims } from '../recording/claims.ts';
import { type Collection, keepCollection, usualMaxTokens } from '../recording/collection.ts';
import { keyOf, type Settings } from '../recording/request.ts';
import { usualModel } from '../sample/estimate.ts';
import { plan } from '../sample/plan.ts';
import { replay } from '../sample/replay.ts';
import { sampleJob, type Taking, worstOf } from '../sample/take.ts';
import type { Session } from '../viewer/session.ts';
import { Allowance } from './allowance.ts';
import { type Asking, askingOf } from './asking.ts';
import { Calls } from './calls.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { describeForecast, forecast } from './forecast.ts';
import { Interrupts } from './interrupts.ts';
import { judgeOf } from './judging.ts';
import { UsageError } from './usage-error.ts';

/**
 * Takes the samples and the rulings that a session lacks, and says before what they may cost and after what they did.
 * @param allowance shared by the rounds of one command
 * @param takes whether answers are taken, or only rulings on those that are there
 * @returns null where the report can go on, else what the command ends in
 */
export async function takeMissing(
  session: Session,
  cells: readonly Cell[],
  values: Values,
  context: Context,
  allowance = new Allowance(values),
  takes = true,
): Promise<Exit | null> {
  const { err, root } = context;
  const { collection, store } = session;
  const { missing, rulings } = lacking(session, cells, context, takes);
  if (missing.length === 0 && rulings.length === 0) return null;
  const ending = new AbortController();
  const settings = settingsOf(collection);
  const asking = await askingOf(settings, values, context, ending.signal);
  const prices = loadPrices(root);
  const claims = new Claims(path.join(root, '.live', 'claims'));
  const common = { ...asking, store, claims, price: priceOf(settings.model, prices) };
  const taking: Taking | null =
    collection.source === 'api'
      ? { ...common, collection, paidFor: paidFor(missing, collection, asking) }
      : null;
  const budget = allowance.budget(missing, taking);
  if (taking && missing.length > 0) err(await forecastOf(missing, taking, asking, prices.as_of));
  if (session.judge && rulings.length > 0) {
    const { model } = session.judge;
    err(`${describeOpen(model, rulings, priceOf(model, prices))}\n`);
  }
  if (!(await allowance.agreed(context))) return exit.interrupted;
  keepCollection(store.folder, collection);

  const calls = new Calls(missing.length, common, budget, values, context);
  const { dispatcher } = calls;
  const interrupts = new Interrupts(dispatcher, asking.batch ? ending : null, err);
  const ignore = context.onInterrupt?.(() => interrupts.next());
  const live: Live | null = asking.judgeAsker && {
    asker: asking.judgeAsker,
    dispatcher,
    claims,
    priceOf: (id) => priceOf(id, prices),
    capped: budget.cap < Infinity,
  };
  session.judge = judgeOf(root, collection, values, live);
  try {
    await Promise.all(
      missing.map(async (cell) => {
        const cause = taking && (await calls.take(sampleJob(cell, taking)));
        if (cause !== null) session.failures.set(cellId(cell), cause);
      }),
    );
    // Graded now, as many at once as the limit lets through; the report only looks them up.
    if (dispatcher.fatal === null && interrupts.count === 0 && rulings.length > 0) {
      await Promise.all(cells.map((cell) => session.result(cell)));
    }
  } finally {
    ignore?.();
    calls.end();
  }
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

/** The samples that can be taken, and the rulings that may have to be asked for. */
function lacking(
  { collection, judge, store }: Session,
  cells: readonly Cell[],
  { env }: Context,
  takes: boolean,
): { missing: Cell[]; rulings: Open[] } {
  const missing: Cell[] = [];
  const rulings: Open[] = [];
  const note = (task: string, answer: string | null, questions: readonly string[]) =>
    questions.length > 0 && rulings.push({ task, answer, questions });
  for (const cell of cells) {
    const { found } = replay(cell, collection, store);
    const isMissing = takes && (found.status === 'missing' || found.status === 'stale');
    if (isMissing && collection.source === 'api') missing.push(cell);
    if (!judge || isByHand(collection, judge.model)) continue;
    const { message } = cell.fixture;
    if (isMissing && collection.source === 'api')
      note(message, null, questionsOf(cell.fixture, judge.counts));
    if (found.status === 'found') {
      const { text } = found.recording;
      note(message, text, unruled(judge, cell.fixture, text));
    }
  }
  return { missing, rulings: env['ANTHROPIC_API_KEY'] === undefined ? [] : rulings };
}

/** @throws {UsageError} where answers are in batches and would be asked for outside of them */
function paidFor(
  missing: readonly Cell[],
  collection: Taking['collection'],
  { batch, inBatches }: Asking,
): Set<string> {
  const keys = missing.map((cell) => keyOf(collection.id, cell.repeat, plan(cell, collection).request));
  const paid = new Set(inBatches(keys));
  if (paid.size > 0 && !batch) {
    throw new UsageError(`${paid.size} of these answers are in a batch already: --batch picks them up`);
  }
  return paid;
}

async function forecastOf(
  missing: readonly Cell[],
  taking: Taking,
  { client, batch }: Asking,
  asOf: string,
): Promise<string> {
  const worst = missing.reduce((sum, cell) => sum + worstOf(cell, taking), 0);
  const facts = { cells: missing.length, collection: taking.collection, worst, batch, asOf };
  return describeForecast(await forecast(missing, taking, client), facts);
}

/** Where no answers are taken, only a judge is asked, and that goes by its own settings. */
function settingsOf(collection: Collection): Settings {
  return collection.source === 'api'
    ? collection.settings
    : { model: usualModel, max_tokens: usualMaxTokens, as: 'bare' };
}
