import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { readText } from '../input/file.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated } from '../input/located.ts';
import { writeDurably } from '../recording/durable.ts';
import type { Kept } from '../recording/recorded.ts';
import { Provenance } from '../recording/recording.ts';
import { judgeKey, JudgeRequest } from './request.ts';
import { type Ruling, rulingsOf } from './rubric.ts';

const Head = z.strictObject({
  schema: z.literal(2),
  key: z.string(),
  request: JudgeRequest,
  /** SHA-256 of what the judge said. */
  said: z.string(),
  provenance: Provenance,
});

/** What a judge said to some questions about one answer, word for word: it is read anew each time. */
export type Said = Pick<z.infer<typeof Head>, 'request' | 'provenance'> & { readonly text: string };

/** One question to one judge about one answer. */
export type Question = Omit<JudgeRequest, 'questions'> & { readonly question: string };

/** Why a file of rulings holds no ruling on its questions. */
type Unruled = { readonly unscored: string };

type Sheet = { readonly file: string; readonly parsed: Said | { readonly why: string } };

/**
 * The rulings of `evals/rulings`: a file for each time a judge was asked, in the folder of the fixture and named after
 * the answer, whoever gave it.
 */
export class Rulings {
  readonly #root: string;
  readonly #parsed = new Map<string, Sheet['parsed']>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Looks one question up among all that was ever asked about the answer. */
  lookup(fixture: string, { question, ...asked }: Question): Kept<Ruling | Unruled> {
    for (const { file, parsed } of this.#about(fixture, asked.answer)) {
      if ('why' in parsed) return { status: 'corrupt', file, why: parsed.why };
      const { request, text, provenance } = parsed;
      const { questions, ...of } = request;
      const at = questions.indexOf(question);
      if (at === -1 || !sameAs(of, asked)) continue;
      const declined = provenance.source === 'api' && provenance.stop_reason === 'refusal';
      const read = declined ? { unscored: 'the judge declined to answer' } : rulingsOf(text, questions);
      return { status: 'found', file, outcome: 'unscored' in read ? read : (read[at] as Ruling) };
    }
    return { status: 'missing' };
  }

  /** What was said when exactly this was asked. */
  find(fixture: string, request: JudgeRequest): Said | null {
    const key = judgeKey(request);
    const sheet = this.#about(fixture, request.answer).find(
      ({ parsed }) => 'request' in parsed && judgeKey(parsed.request) === key,
    );
    return sheet && 'request' in sheet.parsed ? sheet.parsed : null;
  }

  /** Keeps what was said, on disk before this returns. @returns the file, as shown to a reader */
  keep(fixture: string, { request, text, provenance }: Said): string {
    const key = judgeKey(request);
    const shown = path.posix.join(folderOf(fixture), `${request.answer.slice(0, 8)}-${key.slice(0, 8)}.md`);
    const head = { schema: 2, key, request, said: digest(text), provenance };
    writeDurably(path.join(this.#root, shown), `---\n${stringify(head, { lineWidth: 0 })}---\n${text}`);
    return shown;
  }

  /** Every file that is kept, with the fixture it is of and what was asked; null where it can't be read. */
  files(): { readonly file: string; readonly fixture: string; readonly request: JudgeRequest | null }[] {
    const folder = path.join(this.#root, 'evals/rulings');
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => {
        const { file, parsed } = this.#read(path.posix.join('evals/rulings', name.split(path.sep).join('/')));
        const fixture = path.dirname(name).split(path.sep).join('/');
        return { file, fixture, request: 'why' in parsed ? null : parsed.request };
      });
  }

  remove(file: string): void {
    rmSync(path.join(this.#root, file));
    this.#parsed.delete(file);
  }

  #about(fixture: string, answer: string): Sheet[] {
    const folder = folderOf(fixture);
    const there = path.join(this.#root, folder);
    const names = existsSync(there) ? readdirSync(there).sort() : [];
    return names
      .filter((name) => name.startsWith(`${answer.slice(0, 8)}-`))
      .map((name) => this.#read(path.posix.join(folder, name)));
  }

  /** Which files there are is looked up each time, since another process may add some; none is ever changed. */
  #read(file: string): Sheet {
    let parsed = this.#parsed.get(file);
    if (!parsed) this.#parsed.set(file, (parsed = parse(path.join(this.#root, file), file)));
    return { file, parsed };
  }
}

function folderOf(fixture: string): string {
  return path.posix.join('evals/rulings', fixture);
}

function sameAs(a: Omit<JudgeRequest, 'questions'>, b: Omit<JudgeRequest, 'questions'>): boolean {
  return a.model === b.model && a.rubric === b.rubric && a.task === b.task && a.answer === b.answer;
}

function parse(file: string, shown: string): Said | { why: string } {
  try {
    const { head, body } = splitFrontmatter(readText(file, shown), shown);
    const { key, request, said, provenance } = parseLocated(head, Head);
    if (key !== judgeKey(request) || said !== digest(body)) return { why: 'the file was changed' };
    return { request, provenance, text: body };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { why: error.problems.map(({ message }) => message).join('; ') };
  }
}
