import path from 'node:path';
import { digest } from '../input/digest.ts';
import { longestAnswer } from '../answer/answer.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { corruptAbout, type Judge, questionsOf, unruled } from '../judge/judge.ts';
import { isByHand, replayedJudge } from '../judge/choice.ts';
import { type Asked as Case, readCases, writeCases } from '../judge/exchange.ts';
import { replay } from '../sample/replay.ts';
import type { Runs } from '../sandbox/runs.ts';
import { readMutants } from '../validity/mutants/read.ts';
import type { Command, Context, Values } from './command.ts';
import { byHand, dayOf } from './by-hand.ts';
import { type Exit, exit } from './exit.ts';
import { type Selection, selectCells, selectionOptions } from './selection.ts';
import { UsageError } from './usage-error.ts';

type Action = (about: Asked, argument: string | undefined, values: Values, context: Context) => Exit;

/** Answers that somebody wants ruled on, and by whom. */
type Asked = {
  readonly judge: Judge;
  readonly cases: readonly Case[];
  /** Files that hold what was said and can't be used. */
  readonly corrupt: readonly string[];
  /** The judge rules by hand. */
  readonly ruledByHand: boolean;
  readonly fixtures: readonly Fixture[];
};

const actions: Readonly<Record<string, Action>> = { status, export: exportCases, import: importRulings };

export const command: Command = {
  about: 'what a judge said of recorded answers: what there is, what is missing, taking it out and in',
  takes: 'status | export <new folder> | import <folder>',
  options: {
    ...selectionOptions,
    labelled: { type: 'boolean', about: 'labelled answers instead of recorded ones, to calibrate the judge' },
    mutants: { type: 'boolean', about: 'the mutants that a judge is held against, instead' },
    date: { type: 'string', value: 'YYYY-MM-DD', about: 'import: the day on which the rulings were made' },
  },
  async run({ values, positionals }, context) {
    const [name = 'status', argument, ...more] = positionals;
    if (more.length > 0) throw new UsageError(`unexpected: ${more.join(' ')}`);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new UsageError(`rulings ${name}: expected ${Object.keys(actions).join(', ')}`);
    const asked = await askedOf(selectionOf(values, context), values, context);
    return action(asked, argument, values, context);
  },
};

/** Every recorded repeat counts unless `--repeat` says otherwise: the gate looks at all of them. */
function selectionOf(values: Values, { root }: Context): Selection {
  const selection = selectCells(root, values);
  if (values['repeat'] !== undefined) return selection;
  const { collection, store } = selection.session;
  const repeats = store.filesOf(collection.id).map((name) => Number.parseInt(path.basename(name), 10));
  const most = Math.max(1, ...repeats.filter(Number.isInteger));
  return selectCells(root, { ...values, repeat: String(most) });
}

async function askedOf({ session, cells }: Selection, values: Values, { root }: Context): Promise<Asked> {
  const { collection, project } = session;
  // What is asked of a judge whose word will count: whether it does is found out by what it says.
  const judge = { ...replayedJudge(root, collection), counts: true };
  const recorded = () =>
    cells.flatMap((cell) => {
      const { found } = replay(cell, collection, session.store);
      return found.status === 'found' ? [{ fixture: cell.fixture, answer: found.recording.text }] : [];
    });
  const labelled = () =>
    project.fixtures.flatMap((fixture) => fixture.labelled.map(({ text }) => ({ fixture, answer: text })));
  const mutated = async () =>
    (await Promise.all(project.fixtures.map((fixture) => mutantsToRead(fixture, session.runs)))).flat();
  const whole = () => (values['labelled'] === true ? labelled() : recorded());
  const answers = (values['mutants'] === true ? await mutated() : whole()).filter(
    ({ fixture, answer }) => questionsOf(fixture, true).length > 0 && answer.length <= longestAnswer,
  );
  const once = new Map(answers.map((each) => [`${each.fixture.id} ${digest(each.answer)}`, each]));
  const cases = [...once]
    // By their digests, so that their order says nothing of whose they are.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { fixture, answer }]) => ({ fixture, answer, questions: unruled(judge, fixture, answer) }));
  const corrupt = answers.flatMap(({ fixture, answer }) => corruptAbout(judge, fixture, answer));
  const ruledByHand = isByHand(collection, judge.model);
  return { judge, cases, corrupt: [...new Set(corrupt)], ruledByHand, fixtures: project.fixtures };
}

async function mutantsToRead(fixture: Fixture, runs: Runs) {
  return (await readMutants(fixture, runs)).map(({ text }) => ({ fixture, answer: text }));
}

function status(
  { judge, cases, corrupt }: Asked,
  _argument: unknown,
  _values: Values,
  { out }: Context,
): Exit {
  const open = cases.filter(({ questions }) => questions.length > 0);
  const questions = open.reduce((sum, each) => sum + each.questions.length, 0);
  const what = open.length === 0 ? 'all ruled on' : `${open.length} of them with ${questions} open questions`;
  out(`judge ${judge.model}: ${cases.length} answers, ${what}\n`);
  for (const { fixture, answer, questions: own } of open)
    out(`open     ${fixture.id} ${digest(answer).slice(0, 8)}: ${own.length} questions\n`);
  for (const why of corrupt) out(`corrupt  ${why}\n`);
  return open.length + corrupt.length === 0 ? exit.pass : exit.needsAnswers;
}

function exportCases(
  { judge, cases, ruledByHand }: Asked,
  argument: string | undefined,
  _values: Values,
  { cwd, out }: Context,
): Exit {
  if (argument === undefined) throw new UsageError('expected a new folder to export to');
  if (!ruledByHand)
    throw new UsageError(
      `${judge.model} is asked by eval -- --mode auto; who rules by hand is named as \`judge\` in the collection.yaml`,
    );
  const open = cases.filter(({ questions }) => questions.length > 0);
  if (open.length === 0) {
    out('nothing is missing\n');
    return exit.pass;
  }
  writeCases(path.resolve(cwd, argument), judge.model, open);
  out(
    `${open.length} cases are in ${argument}: answer each user.md under system.md, save the reply as ruling.json beside it, then: npm run rulings -- import ${argument}\n`,
  );
  return exit.pass;
}

function importRulings(
  { judge, ruledByHand, fixtures }: Asked,
  argument: string | undefined,
  values: Values,
  { cwd, out }: Context,
): Exit {
  if (argument === undefined) throw new UsageError('expected the folder of an export');
  if (!ruledByHand) throw new UsageError(`${judge.model} doesn’t rule by hand: nothing is taken in for it`);
  const provenance = byHand(dayOf(values));
  const { said, open, refused } = readCases(path.resolve(cwd, argument), judge.model, fixtures, provenance);
  let taken = 0;
  for (const { fixture, said: sheet } of said) {
    const { questions, ...about } = sheet.request;
    // One ruling per question, the first: also where it can't be read, since a person has to look at that.
    const isNew = (question: string) =>
      judge.rulings.lookup(fixture, { ...about, question }).status === 'missing';
    if (!questions.every(isNew)) continue;
    judge.rulings.asked(fixture).keep(sheet.request, sheet);
    taken += 1;
  }
  const left = said.length - taken;
  out(
    `rulings on ${taken} answers imported${left > 0 ? `; ${left} left out, since the first ruling on a question stays` : ''}\n`,
  );
  if (open.length > 0) out(`no ruling yet in ${open.join(', ')}\n`);
  for (const { folder, why } of refused)
    out(`refused  ${folder}, the whole of it: ${why}; it has to be put to the judge again\n`);
  return refused.length === 0 ? exit.pass : exit.needsAnswers;
}
