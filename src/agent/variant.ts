import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { collect } from '../input/collect.ts';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { type Located, parseLocated, readYaml } from '../input/located.ts';
import { hint } from '../input/nearest.ts';
import { type Agent, parseAgent } from './agent.ts';
import { dropSections, sectionsOf } from './sections.ts';

/** One version of the agent. */
export type Variant = {
  readonly id: string;
  /** The system prompt, byte for byte; null for `control`, which sends none. */
  readonly system: string | null;
  /** Where it comes from, in words for a reader. */
  readonly origin: string;
};

/** `agents/variants.yaml`: variants that are another one with sections dropped. */
export const VariantsFile = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower case letters, digits and hyphens'),
    from: z.string(),
    drop: z.array(z.string()).min(1, 'expected the heading of at least one section'),
  }),
);
export type VariantsFile = z.infer<typeof VariantsFile>;

/** The prompt under test, and the arm that every other one is compared with. */
export const baseline = 'machine-learning-engineer';

/** No role at all: what the model does by itself. */
export const control: Variant = { id: 'control', system: null, origin: 'no system prompt' };

/**
 * All variants of a folder: `control`, one per `*.md` file (named as the file), one per entry of `variants.yaml`.
 * @param folder the `agents` folder
 * @throws {InputError} with the problems of all files
 */
export function loadVariants(folder: string): Map<string, Variant> {
  const names = readdirSync(folder).sort();
  const shown = (name: string) => path.posix.join('agents', name);
  const files = names.filter((name) => name.endsWith('.md') && name !== 'NOTICE.md');
  const agents = collect(files, (name) =>
    parseAgent(readText(path.join(folder, name), shown(name)), shown(name)),
  );
  const variants = new Map([[control.id, control]]);
  for (const agent of agents) {
    const id = path.basename(agent.file, '.md');
    if (id === control.id)
      throw refuse(agent, '`control` stands for no prompt at all; expected another file name');
    variants.set(id, { id, system: agent.body, origin: agent.file });
  }
  if (!names.includes('variants.yaml')) return variants;
  const located = readYaml(
    readText(path.join(folder, 'variants.yaml'), shown('variants.yaml')),
    shown('variants.yaml'),
  );
  const derived = parseLocated(located, VariantsFile);
  collect(derived.keys(), (i) => {
    const variant = derive(located, derived, i, variants);
    variants.set(variant.id, variant);
  });
  return variants;
}

function derive(located: Located, entries: VariantsFile, i: number, known: Map<string, Variant>): Variant {
  const entry = entries[i] as VariantsFile[number];
  const wrong = (at: PropertyKey[], message: string) =>
    new InputError([located.problem([i, ...at], message)]);
  if (known.has(entry.id)) throw wrong(['id'], `a variant \`${entry.id}\` exists already`);
  const parent = known.get(entry.from);
  if (!parent) throw wrong(['from'], `no variant \`${entry.from}\`${hint(entry.from, [...known.keys()])}`);
  if (parent.system === null) throw wrong(['from'], '`control` has no sections to drop');
  const result = dropSections(parent.system, entry.drop);
  if ('unknown' in result) {
    const titles = sectionsOf(parent.system).map(({ title }) => title);
    const problems = result.unknown.map((title) =>
      located.problem(
        [i, 'drop', entry.drop.indexOf(title)],
        `${entry.from} has no section "${title}"${hint(title, titles)}`,
      ),
    );
    throw new InputError(problems);
  }
  return { id: entry.id, system: result.body, origin: `${parent.origin} without ${entry.drop.join(', ')}` };
}

function refuse(agent: Agent, message: string): InputError {
  return new InputError([{ file: agent.file, line: 1, col: 1, message }]);
}
