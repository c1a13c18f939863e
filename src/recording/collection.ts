import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { Settings } from './request.ts';

/**
 * One way of asking: samples of different collections are never pooled.
 * `import` answers were collected by hand, so that how exactly the model was asked is not ours to know.
 */
export const Collection = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('import'), about: z.string() }),
  z.strictObject({ source: z.literal('api'), about: z.string(), settings: Settings }),
]);
export type Collection = z.infer<typeof Collection> & { readonly id: string };

/**
 * @param store the folder of recordings
 * @throws {InputError}
 */
export function loadCollection(store: string, id: string): Collection {
  const file = `evals/recordings/${id}/collection.yaml`;
  if (!/^[\w.-]+$/.test(id) || !existsSync(path.join(store, id, 'collection.yaml'))) {
    throw new InputError([{ file, line: 1, col: 1, message: `no collection \`${id}\`: expected this file` }]);
  }
  const text = readText(path.join(store, id, 'collection.yaml'), file);
  return { id, ...parseLocated(readYaml(text, file), Collection) };
}
