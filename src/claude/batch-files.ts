import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../recording/durable.ts';

/** What a later run has to know of a batch: written down before it is submitted, and again once it has a name. */
const BatchFile = z.strictObject({
  schema: z.literal(1),
  /** null from just before the submission until the API has answered it */
  batch: z.string().nullable(),
  at: z.iso.datetime(),
  /** How many requests it was submitted with. */
  size: z.number().int().positive(),
  /** Those whose answers are not on disk yet. */
  ids: z.array(z.string()),
});
type BatchFile = z.infer<typeof BatchFile>;

/** A batch that may still hold answers to ids, and where that is written down. */
export type OpenBatch = BatchFile & { readonly file: string };

/** Results are kept for 29 days there; no use in remembering a batch for longer. */
const keptMs = 29 * 86_400_000;

/** The batches that were submitted and not read to their end, by this process or by an earlier one. */
export class BatchFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Writes down that a batch is about to be submitted. */
  intend(ids: readonly string[]): OpenBatch {
    const file = path.join(this.#folder, `${randomUUID()}.json`);
    const at = new Date().toISOString();
    return this.#write({ schema: 1, batch: null, at, size: ids.length, ids: [...ids], file });
  }

  /** Writes down the name that the API gave it. */
  name(open: OpenBatch, batch: string): OpenBatch {
    return this.#write({ ...open, batch });
  }

  /** Forgets ids that have been answered and kept, or that came to nothing; the whole batch after the last. */
  settle(open: OpenBatch, settled: ReadonlySet<string>): void {
    const ids = open.ids.filter((id) => !settled.has(id));
    if (ids.length > 0) this.#write({ ...open, ids });
    else if (existsSync(open.file)) unlinkSync(open.file);
  }

  /** Every batch that is written down; files that can't be read as one are left alone. */
  open(): OpenBatch[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder).filter((name) => name.endsWith('.json'));
    return names.flatMap((name) => {
      const file = path.join(this.#folder, name);
      const parsed = BatchFile.safeParse(json(file));
      if (!parsed.success) return [];
      if (Date.now() - Date.parse(parsed.data.at) > keptMs) {
        unlinkSync(file);
        return [];
      }
      return [{ ...parsed.data, file }];
    });
  }

  #write(open: OpenBatch): OpenBatch {
    const { file, ...content } = open;
    writeDurably(file, `${JSON.stringify(content, null, 1)}\n`);
    return open;
  }
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
