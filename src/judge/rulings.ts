import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated } from '../input/located.ts';
import { folderTree, readFrom, type Tree } from '../input/tree.ts';
import { writeDurably } from '../recording/durable.ts';
import type { Effect, Kept } from '../recording/recorded.ts';
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

const home = 'evals/rulings';

/**
 * The rulings of `evals/rulings`: a file for each time a judge was asked, in the folder of the fixture and named after
 * the answer, whoever gave it.
 */
export class Rulings {
  readonly #root: string;
  readonly #trees: readonly Tree[];
  readonly #parsed = new Map<string, Sheet['parsed']>();

  /**
   * @param root the folder of the project
   * @param older further trees, for files that it no longer has
   */
  constructor(root: string, older: readonly Tree[] = []) {
    this.#root = root;
    this.#trees = older;
  }

  /** Looks one question up among all that was ever asked about the answer. */
  lookup(fixture: string, { question, ...asked }: Question): Kept<Ruling | Unruled> {
    for (const { file, parsed } of this.#about(fixture, asked.answer)) {
      if ('why' in parsed) return { status: 'corrupt', file, why: `${parsed.why}; delete it to ask again` };
      const { questions, ...of } = parsed.request;
      const at = questions.indexOf(question);
      if (at !== -1 && sameAs(of, asked))
        return { status: 'found', file, outcome: rulingIn(file, parsed, at) };
    }
    return { status: 'missing' };
  }

  /** Asking about the answers to one fixture, as an effect: found is what was said when exactly this was asked. */
  asked(fixture: string): Effect<JudgeRequest, Said> {
    return {
      lookup: (request) => {
        const file = fileOf(fixture, request);
        if (!existsSync(path.join(this.#root, file))) return { status: 'missing' };
        const { parsed } = this.#read(file, folderTree(this.#root));
        if ('why' in parsed) return { status: 'corrupt', file, why: parsed.why };
        return judgeKey(parsed.request) === judgeKey(request)
          ? { status: 'found', file, outcome: parsed }
          : { status: 'corrupt', file, why: 'it is of another request than its name says' };
      },
      keep: (request, { text, provenance }) => {
        const file = fileOf(fixture, request);
        const head = { schema: 2, key: judgeKey(request), request, said: digest(text), provenance };
        writeDurably(path.join(this.#root, file), `---\n${stringify(head, { lineWidth: 0 })}---\n${text}`);
        return file;
      },
    };
  }

  /** Every file that is kept, with the fixture it is of and what was asked; null where it can't be read. */
  files(): { readonly file: string; readonly fixture: string; readonly request: JudgeRequest | null }[] {
    const tree = folderTree(this.#root);
    return tree.list(home).flatMap((file) => {
      if (!file.endsWith('.md')) return [];
      const { parsed } = this.#read(file, tree);
      const fixture = path.posix.relative(home, path.posix.dirname(file));
      return [{ file, fixture, request: 'why' in parsed ? null : parsed.request }];
    });
  }

  remove(file: string): void {
    rmSync(path.join(this.#root, file));
    this.#parsed.delete(file);
  }

  #about(fixture: string, answer: string): Sheet[] {
    const folder = `${home}/${fixture}`;
    const here = path.join(this.#root, folder);
    const own = existsSync(here) ? readdirSync(here).map((name) => `${folder}/${name}`) : [];
    const isAbout = (file: string) => path.posix.basename(file).startsWith(`${answer.slice(0, 8)}-`);
    const working = folderTree(this.#root);
    const found = new Map(own.filter(isAbout).map((file) => [file, working] as const));
    for (const tree of this.#trees) {
      for (const file of tree.list(folder).filter(isAbout)) if (!found.has(file)) found.set(file, tree);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, tree]) => this.#read(file, tree));
  }

  /** Which files there are is looked up each time, since another process may add some; none is ever changed. */
  #read(file: string, tree: Tree): Sheet {
    let parsed = this.#parsed.get(file);
    if (!parsed) this.#parsed.set(file, (parsed = parse(file, tree)));
    return { file, parsed };
  }
}

function fileOf(fixture: string, request: JudgeRequest): string {
  return `${home}/${fixture}/${request.answer.slice(0, 8)}-${judgeKey(request).slice(0, 8)}.md`;
}

function rulingIn(file: string, { request, text, provenance }: Said, at: number): Ruling | Unruled {
  const stop = provenance.source === 'api' ? provenance.stop_reason : 'end_turn';
  if (stop === 'refusal') return { unscored: 'the judge declined to answer' };
  const read = rulingsOf(text, request.questions);
  if (!('unscored' in read)) return read[at] as Ruling;
  const ended = stop === 'end_turn' ? '' : ` (${stop})`;
  return { unscored: `${read.unscored}${ended}; delete ${file} to ask again` };
}

function sameAs(a: Omit<JudgeRequest, 'questions'>, b: Omit<JudgeRequest, 'questions'>): boolean {
  return a.model === b.model && a.rubric === b.rubric && a.task === b.task && a.answer === b.answer;
}

function parse(file: string, tree: Tree): Said | { why: string } {
  try {
    const { head, body } = splitFrontmatter(readFrom(tree, file), file);
    const { key, request, said, provenance } = parseLocated(head, Head);
    if (key !== judgeKey(request) || said !== digest(body)) return { why: 'the file was changed' };
    return { request, provenance, text: body };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { why: error.problems.map(({ message }) => message).join('; ') };
  }
}
