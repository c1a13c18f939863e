import { type Cell, cellsOf } from '../cell.ts';
import { fixtureIds } from '../fixture/fixture.ts';
import { fixturesFolder, loadProject } from '../project.ts';
import type { Collection } from '../recording/collection.ts';
import { loadDefaults } from '../viewer/config.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { type Perform, Runs } from '../sandbox/runs.ts';
import { Session } from '../viewer/session.ts';
import type { Values } from './command.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

/** The options by which a command picks cells; without them it takes what `promptfooconfig.yaml` says. */
export const selectionOptions = {
  variants: {
    type: 'string',
    value: 'a,b',
    about: 'variants by id or glob; default: those of promptfooconfig.yaml',
  },
  fixtures: { type: 'string', value: 'a,b', about: 'fixtures by id or glob; default: all' },
  repeat: {
    type: 'string',
    value: 'n',
    about: 'answers per variant and fixture; default: as promptfooconfig.yaml says',
  },
  collection: {
    type: 'string',
    value: 'id',
    about: 'which recordings; default: those of promptfooconfig.yaml',
  },
} as const;

export type Selection = {
  readonly session: Session;
  readonly cells: readonly Cell[];
  readonly variants: readonly string[];
};

/**
 * @param perform runs answers whose outcome isn't kept; null for none
 * @param collection where another is meant than the options or `promptfooconfig.yaml` name
 * @throws {UsageError} when an option picks nothing
 * @throws {InputError} for what is wrong with the project's files
 */
export function selectCells(
  root: string,
  values: Values,
  perform: Perform | null = null,
  collection: Collection | null = null,
): Selection {
  const defaults = loadDefaults(root);
  const text = (name: keyof typeof selectionOptions) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const ids = select(text('fixtures') ?? '*', fixtureIds(fixturesFolder(root)), 'fixture');
  const session = new Session(
    loadProject(root, ids),
    collection ?? text('collection') ?? defaults.collection,
    new Runs(outcomeStore(root), perform),
  );
  const known = [...session.project.variants.keys()];
  const variants = select(text('variants') ?? defaults.variants.join(','), known, 'variant');
  const repeats = repeatsOf(text('repeat')) ?? defaults.repeats;
  const arms = variants.flatMap((id) => session.project.variants.get(id) ?? []);
  return { session, variants, cells: cellsOf(arms, session.project.fixtures, repeats) };
}

function repeatsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const repeats = Number(text);
  if (Number.isInteger(repeats) && repeats >= 1 && repeats <= 1000) return repeats;
  throw new UsageError(`--repeat ${text}: expected a whole number from 1 to 1000`);
}
