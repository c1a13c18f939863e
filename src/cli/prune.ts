import path from 'node:path';
import type { Fixture } from '../fixture/fixture.ts';
import { digest } from '../input/digest.ts';
import { questionsOf } from '../judge/judge.ts';
import { rubricDigest } from '../judge/rubric.ts';
import { Rulings } from '../judge/rulings.ts';
import { parseRecording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import { readText } from '../input/file.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { plan } from '../sample/plan.ts';
import { nameOf, type OutcomeStore } from '../sandbox/outcome-store.ts';
import type { RunRequest } from '../sandbox/run-request.ts';
import { requestOf, Runs } from '../sandbox/runs.ts';
import { calibrate } from '../validity/calibration.ts';
import { readMutants } from '../validity/mutants/read.ts';
import type { Session } from '../viewer/session.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { wantedRun } from './running.ts';
import { type Selection, selectionOptions } from './selection.ts';
import { UsageError } from './usage-error.ts';

/**
 * Files that nothing of the project asks for any more: answers under older keys or of variants and fixtures that are
 * gone, and outcomes and rulings of answers that are neither recorded nor labelled, nor mutants of labelled ones. A
 * ruling goes too when none of its questions is asked any more, or when task or rubric have changed.
 */
export async function prune(
  { session }: Selection,
  _argument: string | undefined,
  values: Values,
  { root, out }: Context,
): Promise<Exit> {
  const narrowed = Object.keys(selectionOptions).find(
    (name) => name !== 'collection' && values[name] !== undefined,
  );
  if (narrowed !== undefined) throw new UsageError(`prune looks at all cells: leave --${narrowed} out`);
  const { store, collection, project } = session;
  const outcomes = outcomeStore(root);
  const rulings = new Rulings(root);
  const texts = answersHere(session);
  const old = [
    ...store
      .filesOf(collection.id)
      .filter((name) => !isAsked(session, name))
      .map((name) => ({ shown: `evals/recordings/${name}`, remove: () => store.remove(name) })),
    ...(await unaskedOutcomes(session, texts, outcomes)).map((name) => ({
      shown: `evals/outcomes/${name}`,
      remove: () => outcomes.remove(name),
    })),
    ...unaskedRulings([...texts, ...(await mutantsHere(session))], rulings).map((file) => ({
      shown: file,
      remove: () => rulings.remove(file),
    })),
  ];
  if (old.length === 0) out(`nothing to prune among ${project.fixtures.length} fixtures' recordings\n`);
  for (const { shown, remove } of old) {
    out(`${values['yes'] === true ? 'removed' : 'would remove'} ${shown}\n`);
    if (values['yes'] === true) remove();
  }
  if (old.length > 0 && values['yes'] !== true) out('nothing was removed; --yes removes them\n');
  return exit.pass;
}

function isAsked(session: Session, name: string): boolean {
  const [, variantId = '', ...rest] = name.split(path.sep);
  const [repeat = '', key] = path.basename(name, '.md').split('-');
  const asked = session.cell(variantId, rest.slice(0, -1).join('/'), Number(repeat));
  return (
    asked !== undefined &&
    keyOf(session.collection.id, asked.repeat, plan(asked, session.collection).request).startsWith(key ?? ' ')
  );
}

type Text = { readonly fixture: Fixture; readonly text: string };

/** Answers of every collection count, also those under older keys: they are pruned for themselves. */
function answersHere({ store, project }: Session): Text[] {
  const fixtures = new Map(project.fixtures.map((fixture) => [fixture.id, fixture]));
  const recordings = store
    .collections()
    .flatMap((id) =>
      store.filesOf(id).map((name) => parseRecording(readText(path.join(store.folder, name), name), name)),
    );
  return [
    ...recordings.flatMap(({ fixture: id, text }) => {
      const fixture = fixtures.get(id);
      return fixture ? [{ fixture, text }] : [];
    }),
    ...project.fixtures.flatMap((fixture) => fixture.labelled.map(({ text }) => ({ fixture, text }))),
  ];
}

async function mutantsHere({ project, runs }: Session): Promise<Text[]> {
  const lists = project.fixtures.map(async (fixture) =>
    (await readMutants(fixture, runs)).map(({ text }) => ({ fixture, text })),
  );
  return (await Promise.all(lists)).flat();
}

function unaskedRulings(texts: readonly Text[], rulings: Rulings): string[] {
  const asked = new Map(texts.map((each) => [`${each.fixture.id} ${digest(each.text)}`, each.fixture]));
  return rulings
    .files()
    .filter(({ fixture: id, request }) => {
      // One that can't be read is for a person to look at.
      if (request === null) return false;
      const fixture = asked.get(`${id} ${request.answer}`);
      if (!fixture || request.rubric !== rubricDigest || request.task !== digest(fixture.message))
        return true;
      const questions = questionsOf(fixture, true);
      return !request.questions.some((question) => questions.includes(question));
    })
    .map(({ file }) => file);
}

async function unaskedOutcomes(
  { project }: Session,
  texts: readonly Text[],
  outcomes: OutcomeStore,
): Promise<string[]> {
  const asked = new Set(
    texts.flatMap(({ fixture, text }) => {
      const run = wantedRun(fixture, text);
      return run ? [nameOf(requestOf(run))] : [];
    }),
  );
  const lookup = (request: RunRequest) => {
    asked.add(nameOf(request));
    return outcomes.lookup(request);
  };
  const keep = outcomes.keep.bind(outcomes);
  await calibrate(project.fixtures, project.fixtures, new Runs({ lookup, keep }, null));
  return outcomes.files().filter((name) => !asked.has(name));
}
