import path from 'node:path';
import { stringify } from 'yaml';
import { makeClient } from '../claude/client.ts';
import { messagesAsker } from '../claude/messages.ts';
import { priceOf } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import { secretsOf } from '../claude/secrets.ts';
import { troubleOf } from '../claude/trouble.ts';
import { usualPatience } from '../claude/wire.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { calibrationFile, counts, floor, type Rate } from '../judge/calibration.ts';
import { isByHand } from '../judge/choice.ts';
import { describeOpen, type Open } from '../judge/estimate.ts';
import { type Judge, unruled } from '../judge/judge.ts';
import { rubricDigest } from '../judge/rubric.ts';
import { Rulings } from '../judge/rulings.ts';
import { loadProject } from '../project.ts';
import { Claims } from '../recording/claims.ts';
import { writeDurably } from '../recording/durable.ts';
import { printable } from '../report/printable.ts';
import { readMatrix } from '../report/read-matrix.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { usualBackoff } from '../schedule/backoff.ts';
import { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import { Limit } from '../schedule/limit.ts';
import { dollars } from '../schedule/progress.ts';
import { calibrationOf, judgeLabelled, questionOf } from '../validity/judge.ts';
import { readMutants } from '../validity/mutants/read.ts';
import { judgeMutants } from '../validity/mutants/ruled.ts';
import { usualCollection } from '../viewer/config.ts';
import { Allowance } from './allowance.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { judgeNamed } from './judging.ts';
import { liveOptions, valueOf } from './live-options.ts';
import { UsageError } from './usage-error.ts';

export const judgeOptions = {
  judge: liveOptions.judge,
  'max-cost': liveOptions['max-cost'],
  concurrency: liveOptions.concurrency,
  mutants: { type: 'boolean', about: 'judge: ask about mutants of the references as well' },
  yes: liveOptions.yes,
} as const;

/** How right the judge is, measured on labelled answers; writes `evals/calibration/<judge>.yaml`. */
export async function calibrateJudge(values: Values, context: Context): Promise<Exit> {
  const { out, err, root } = context;
  const project = loadProject(root);
  const fixtures = project.fixtures.filter(({ checks }) =>
    checks.some((check) => questionOf(check) !== null),
  );
  if (fixtures.length === 0)
    throw new UsageError('no fixture has a check that a judge could decide: nothing to calibrate');
  const collection = usualCollection(root);
  const model = judgeNamed(collection, values);
  if (model === null) throw new UsageError('--judge none: expected somebody to calibrate');
  const asked = isByHand(collection, model)
    ? unaskable(root, model)
    : await askable(model, fixtures, values, context);
  if (asked === null) return exit.interrupted;
  const { judge, budget, dispatcher } = asked;
  const labellings = (await Promise.all(fixtures.map((fixture) => judgeLabelled(fixture, judge)))).flat();
  if (dispatcher && dispatcher.fatal !== null) {
    err(`stopped: ${dispatcher.fatal}\n`);
    return exit.needsAnswers;
  }
  const calibration = calibrationOf(labellings, {
    model,
    rubric: rubricDigest,
    fixtures: fixtures.map(({ id }) => id),
    date: new Date().toISOString().slice(0, 10),
  });
  for (const { file, check, expected, found, reason } of labellings) {
    if (found !== expected)
      out(printable(`${found.padEnd(8)} ${file} ${check}: labelled ${expected}; ${reason}`) + '\n');
  }
  // Without the option those that were ruled on are looked up, and nobody is asked.
  const reader = values['mutants'] === true ? judge : unaskable(root, model).judge;
  out(readMatrix(await mutantRulings(fixtures, reader, root)));
  out(
    `sensitivity ${described(calibration.sensitivity)}\nspecificity ${described(calibration.specificity)}\n`,
  );
  if (calibration.unscored > 0) out(`${calibration.unscored} labels without a ruling\n`);
  if (budget.spent > 0) err(`rulings taken for ${dollars(budget.spent)}\n`);
  if (calibration.sensitivity.n + calibration.specificity.n === 0) {
    err('nothing was ruled on, so nothing was written\n');
    return exit.needsAnswers;
  }
  const file = calibrationFile(model);
  writeDurably(path.join(root, file), stringify(calibration));
  out(
    counts(calibration, { model, rubric: rubricDigest })
      ? `${file} written: from now on its word counts\n`
      : `${file} written: its word stays advisory; needed are ${floor.labels} labels of each kind and lower bounds of ${floor.low}\n`,
  );
  return calibration.unscored > 0 ? exit.needsAnswers : exit.pass;
}

async function mutantRulings(fixtures: readonly Fixture[], judge: Judge, root: string) {
  const runs = replayedRuns(root);
  return (await Promise.all(fixtures.map((fixture) => judgeMutants(fixture, runs, judge)))).flat();
}

function described({ n, right, low, high }: Rate): string {
  return `${right} of ${n} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}

/** A judge that says what it said before. */
function unaskable(root: string, model: string) {
  const unasked =
    'no ruling is recorded: `npm run rulings -- export FOLDER --labelled` writes out what is open';
  const judge: Judge = { model, rulings: new Rulings(root), counts: false, live: { unasked } };
  return { judge, budget: new Budget(Infinity), dispatcher: null };
}

/**
 * A judge that rules anew where a key permits, and says what it said before where none does.
 * @returns null where somebody didn't agree to what it would cost
 */
async function askable(model: string, fixtures: readonly Fixture[], values: Values, context: Context) {
  const { env, err, root } = context;
  const prices = loadPrices(root);
  const cap = valueOf(values, 'max-cost');
  const budget = new Budget(cap === undefined ? Infinity : cap * 1e6);
  const base = { model, rulings: new Rulings(root), counts: false };
  if (env['ANTHROPIC_API_KEY'] === undefined) {
    const judge: Judge = {
      ...base,
      live: { unasked: 'no ruling is recorded, and ANTHROPIC_API_KEY is not set' },
    };
    return { judge, budget, dispatcher: null };
  }
  // Asked as if its word counted, which is what is to be found out.
  const by = { ...base, counts: true };
  const open: Open[] = [];
  for (const fixture of fixtures) {
    const mutants = values['mutants'] === true ? await readMutants(fixture, replayedRuns(root)) : [];
    for (const { text } of [...fixture.labelled, ...mutants]) {
      const questions = unruled(by, fixture, text);
      if (questions.length > 0) open.push({ task: fixture.message, answer: text, questions });
    }
  }
  if (open.length > 0) err(`${describeOpen(model, open, priceOf(model, prices))}\n`);
  if (open.length > 0 && !(await new Allowance(values).agreed(context))) return null;
  const secrets = secretsOf(env);
  const most = valueOf(values, 'concurrency') ?? 20;
  const dispatcher = new Dispatcher({
    limit: new Limit(Math.min(4, most), most),
    budget,
    backoff: usualBackoff,
    troubleOf: (error) => troubleOf(error, secrets),
  });
  const live = {
    asker: messagesAsker(makeClient(env, usualPatience.firstMs), usualPatience),
    dispatcher,
    claims: new Claims(path.join(root, '.live', 'claims')),
    priceOf: (id: string) => priceOf(id, prices),
    capped: cap !== undefined,
  };
  const judge: Judge = { ...base, live };
  return { judge, budget, dispatcher };
}
