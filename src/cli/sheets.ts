import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { type Fixture, fixtureIds } from '../fixture/fixture.ts';
import { gradeFor } from '../fixture/grading.ts';
import { halves, type Reading } from '../fixture/labelled.ts';
import { digest } from '../input/digest.ts';
import { readText } from '../input/file.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { fixturesFolder, loadSomeFixtures } from '../project.ts';
import { replayedRuns } from '../sample/outcomes.ts';
import { readAnswer } from './answer-file.ts';
import type { Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { select } from './select.ts';
import { UsageError } from './usage-error.ts';

const Label = z.enum(['pass', 'fail', 'undecided']);
const Labels = z.strictObject({ fixture: z.string(), labels: z.record(z.string(), Label.nullable()) });

const instructions = `Read task.md and answer.md. Then decide each question below from the answer alone and write your
decision into labels.yaml: pass (the answer to the question is yes), fail (it is no), or undecided.
`;

/** What a reader gets: the task, the answer and each check's question. Nothing tells what the verdicts were. */
export function writeSheet(words: readonly string[], { root, cwd, out }: Context): Exit {
  const [name, file, target, ...more] = words;
  if (name === undefined || file === undefined || target === undefined || more.length > 0)
    throw new UsageError('expected a fixture, an answer and a new folder');
  const fixture = oneFixture(root, name);
  const folder = path.resolve(cwd, target);
  if (existsSync(folder)) throw new UsageError(`${target} is there already`);
  const questions = fixture.checks.map(({ id, asks }) => `- \`${id}\`: ${asks}\n`);
  const blank = Object.fromEntries(fixture.checks.map(({ id }) => [id, null]));
  mkdirSync(folder, { recursive: true });
  const files = {
    'task.md': fixture.message,
    'answer.md': readAnswer(path.resolve(cwd, file), file),
    'questions.md': `${instructions}\n${questions.join('')}`,
    'labels.yaml': stringify({ fixture: fixture.id, labels: blank }),
  };
  for (const [each, text] of Object.entries(files)) writeFileSync(path.join(folder, each), text);
  out(`${target}: ${fixture.checks.length} questions; then: npm run reading -- take ${target}\n`);
  return exit.pass;
}

/** Makes a labelled answer of a sheet that was filled in, and tells where the verdicts are otherwise. */
export async function takeSheet(words: readonly string[], values: Values, context: Context): Promise<Exit> {
  const { root, cwd, out } = context;
  const [source, ...more] = words;
  const half = halves.find((each) => each === (values['half'] ?? 'held-out'));
  if (source === undefined || more.length > 0) throw new UsageError('expected the folder of a sheet');
  if (!half) throw new UsageError(`--half ${String(values['half'])}: expected one of ${halves.join(', ')}`);
  const at = path.join(path.resolve(cwd, source), 'labels.yaml');
  const { fixture: id, labels } = parseLocated(readYaml(readText(at, at), at), Labels);
  const fixture = oneFixture(root, id);
  const open = fixture.checks.filter((check) => !labels[check.id]).map((check) => check.id);
  if (open.length > 0) throw new UsageError(`${source}: no label yet for ${open.join(', ')}`);

  const text = readText(path.join(path.resolve(cwd, source), 'answer.md'), `${source}/answer.md`);
  const graded = await gradeFor(fixture, text, replayedRuns(root));
  const other = graded.filter(
    ({ id: check, verdict }) => labels[check] !== 'undecided' && labels[check] !== verdict,
  );
  const read: Partial<Reading> = {
    half,
    undecided: fixture.checks.filter((check) => labels[check.id] === 'undecided').map((check) => check.id),
    wrong: Object.fromEntries(
      other.map(({ id: check, verdict, reason }) => [check, `to be looked at: ${verdict}, ${reason}`]),
    ),
  };
  const expect = Object.fromEntries(Object.entries(labels).filter(([, label]) => label !== 'undecided'));
  const file = `answers/read-${digest(text).slice(0, 8)}.md`;
  const target = path.join(fixturesFolder(root), fixture.id, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `---\n${stringify({ kind: 'sampled', expect, read })}---\n${text}`);
  out(`fixtures/${fixture.id}/${file}: ${graded.length} verdicts, ${other.length} otherwise than read\n`);
  for (const { id: check, verdict, reason } of other)
    out(`  ${check}: read ${String(labels[check])}, came out ${verdict}: ${reason}\n`);
  if (other.length > 0)
    out(
      'move each of them from `wrong` to `overruled` (the reader erred) or `mended`, or leave it, and say why\n',
    );
  return exit.pass;
}

function oneFixture(root: string, name: string): Fixture {
  const ids = select(name, fixtureIds(fixturesFolder(root)), 'fixture');
  if (ids.length !== 1) throw new UsageError(`\`${name}\` is more than one fixture: ${ids.join(', ')}`);
  return (loadSomeFixtures(root, ids) as [Fixture])[0];
}
