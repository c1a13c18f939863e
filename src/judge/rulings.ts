import { existsSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { splitFrontmatter } from '../input/frontmatter.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated } from '../input/located.ts';
import { digest } from '../input/digest.ts';
import { writeDurably } from '../recording/durable.ts';
import type { Effect } from '../recording/recorded.ts';
import { Provenance } from '../recording/recording.ts';
import { judgeKey, JudgeRequest } from './request.ts';

const Head = z.strictObject({
  schema: z.literal(1),
  key: z.string(),
  request: JudgeRequest,
  /** SHA-256 of what the judge said. */
  said: z.string(),
  provenance: Provenance.options[1],
});

/** What a judge said, word for word: it is read anew each time. */
export type Said = { readonly text: string; readonly provenance: z.infer<typeof Head>['provenance'] };

/** Rulings as a kind of effect: one file each, by what was asked rather than by whose answer it was. */
export function rulingsIn(root: string): Effect<JudgeRequest, Said> {
  const fileOf = (request: JudgeRequest) => {
    const key = judgeKey(request);
    const shown = path.posix.join('evals/rulings', key.slice(0, 2), `${key.slice(0, 16)}.md`);
    return { key, file: path.join(root, shown), shown };
  };
  return {
    lookup(request) {
      const { key, file, shown } = fileOf(request);
      if (!existsSync(file)) return { status: 'missing' };
      try {
        const { head, body } = splitFrontmatter(readText(file, shown), shown);
        const data = parseLocated(head, Head);
        if (data.key !== key || judgeKey(data.request) !== key || data.said !== digest(body)) {
          return { status: 'corrupt', file: shown, why: 'the file was changed' };
        }
        return { status: 'found', file: shown, outcome: { text: body, provenance: data.provenance } };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        const why = error.problems.map(({ message }) => message).join('; ');
        return { status: 'corrupt', file: shown, why };
      }
    },
    keep(request, { text, provenance }) {
      const { key, file, shown } = fileOf(request);
      const head = { schema: 1, key, request, said: digest(text), provenance };
      writeDurably(file, `---\n${stringify(head, { lineWidth: 0 })}---\n${text}`);
      return shown;
    },
  };
}
