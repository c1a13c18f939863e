import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Fixture } from '../fixture/fixture.ts';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import type { Provenance } from '../recording/recording.ts';
import { checkedRulings } from './evidence.ts';
import { about, judgeKey, JudgeRequest } from './request.ts';
import { caseMessage, rubric } from './rubric.ts';
import type { Said } from './rulings.ts';

const manifestName = 'manifest.json';

/** Which folder of an export is which case. The folders' own names say nothing: a judge needs not know whose answer it is. */
const Manifest = z.strictObject({
  schema: z.literal(1),
  cases: z.array(
    z.strictObject({
      folder: z.string().regex(/^case-\d+$/),
      fixture: z.string(),
      key: z.string(),
      request: JudgeRequest,
    }),
  ),
});
type Manifest = z.infer<typeof Manifest>;

/** Questions about one answer to which a ruling is wanted. */
export type Asked = {
  readonly fixture: Pick<Fixture, 'id' | 'message'>;
  readonly answer: string;
  readonly questions: readonly string[];
};

function requestOf(model: string, { fixture, answer, questions }: Asked): JudgeRequest {
  return { ...about(model, fixture.message, answer), questions: [...questions] };
}

/**
 * Writes cases as files for a judge that nobody can call: each a `user.md` under one `system.md`; what it says comes
 * back beside them as `ruling.json`.
 * @param folder is made; it must not hold anything
 */
export function writeCases(folder: string, model: string, cases: readonly Asked[]): void {
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) {
    throw new InputError([{ file: folder, line: 1, col: 1, message: 'is not empty: expected a new folder' }]);
  }
  writeFileSync(path.join(folder, 'system.md'), rubric);
  const entries = cases.map((each, i) => {
    const name = `case-${String(i + 1).padStart(3, '0')}`;
    mkdirSync(path.join(folder, name));
    const { fixture, answer, questions } = each;
    const message = caseMessage({ questions, task: fixture.message, answer });
    writeFileSync(path.join(folder, name, 'user.md'), message);
    const request = requestOf(model, each);
    return { folder: name, fixture: fixture.id, key: judgeKey(request), request };
  });
  const manifest: Manifest = { schema: 1, cases: entries };
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
}

export type Brought = {
  readonly said: readonly { readonly fixture: string; readonly said: Said }[];
  /** Folders without a ruling yet. */
  readonly open: readonly string[];
  /** Folders whose ruling is none, with the reason: such a case is put to the judge again. */
  readonly refused: readonly { readonly folder: string; readonly why: string }[];
};

/**
 * Reads what a judge said to an export's cases.
 * @param fixtures those of the project: a case of another is no case
 * @throws {InputError} for a manifest or texts that aren't what would be exported
 */
export function readCases(
  folder: string,
  model: string,
  fixtures: readonly Asked['fixture'][],
  provenance: Provenance,
): Brought {
  const file = path.join(folder, manifestName);
  const located = readYaml(readText(file, file), file);
  const { cases } = parseLocated(located, Manifest);
  const said: { fixture: string; said: Said }[] = [];
  const open: string[] = [];
  const refused: { folder: string; why: string }[] = [];
  if (readText(path.join(folder, 'system.md'), 'system.md') !== rubric)
    throw new InputError([{ file: 'system.md', line: 1, col: 1, message: 'is not the rubric of today' }]);
  for (const [i, { folder: name, fixture, key, request }] of cases.entries()) {
    const message = readText(path.join(folder, name, 'user.md'), `${name}/user.md`);
    const answer = answerIn(message);
    const of = fixtures.find(({ id }) => id === fixture);
    const asked = of && { fixture: of, answer, questions: request.questions };
    const isOurs =
      asked !== undefined &&
      judgeKey(requestOf(model, asked)) === key &&
      judgeKey(request) === key &&
      caseMessage({ ...asked, task: asked.fixture.message }) === message;
    if (!isOurs)
      throw new InputError([
        located.problem(['cases', i], `${name} isn’t what ${model} would be asked by this project`),
      ]);
    const back = path.join(folder, name, 'ruling.json');
    const text = existsSync(back) ? readText(back, `${name}/ruling.json`) : '';
    if (text.trim() === '') {
      open.push(name);
      continue;
    }
    const rulings = checkedRulings(text, request.questions, answer);
    if ('unscored' in rulings) refused.push({ folder: name, why: rulings.unscored });
    else said.push({ fixture, said: { request, text, provenance } });
  }
  return { said, open, refused };
}

/** The answer within a case's message, by the marker that it can't forge. */
function answerIn(message: string): string {
  const [code = ''] = /(?<=^=== answer )[0-9a-f]{24}(?= ===$)/m.exec(message) ?? [];
  const start = `=== answer ${code} ===\n`;
  return message.slice(
    message.indexOf(start) + start.length,
    message.lastIndexOf(`\n=== end of answer ${code} ===`),
  );
}
