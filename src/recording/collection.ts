import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { parseLocated, readYaml } from '../input/located.ts';
import { stringify } from 'yaml';
import { writeDurably } from './durable.ts';
import { Settings } from './request.ts';

/**
 * One way of asking: samples of different collections are never pooled.
 * `import` answers were collected by hand, so that how exactly the model was asked is not ours to know.
 */
export const Collection = z.discriminatedUnion('source', [
  z.strictObject({
    source: z.literal('import'),
    about: z.string(),
    /** Who ruled on its answers, by hand as well. */
    judge: z.string().optional(),
  }),
  z.strictObject({ source: z.literal('api'), about: z.string(), settings: Settings }),
]);
export type Collection = z.infer<typeof Collection> & { readonly id: string };

/** Where a model isn't told how much it may answer, it may answer this much: more than any whole answer took. */
export const usualMaxTokens = 32_000;

/**
 * The collection that a way of asking has unless another is named: its facts are its name.
 * @param suffix told apart from other collections of the same way of asking
 */
export function collectionOf(settings: Settings, suffix = ''): Collection {
  const { model, effort, as, max_tokens } = settings;
  const facts = [
    model.replace(/^claude-/, '').replaceAll(/[^\w.-]+/g, '-'),
    ...(effort === undefined ? [] : [effort]),
    ...(as === 'bare' ? [] : [as]),
    ...(max_tokens === usualMaxTokens ? [] : [`max-${max_tokens}`]),
    ...(suffix === '' ? [] : [suffix]),
  ];
  const asked =
    as === 'bare' ? 'the body alone as system prompt' : 'the body and notes as Claude Code gives them';
  return {
    id: facts.join('-'),
    source: 'api',
    about: `Answers of ${model} taken by \`npm run eval -- --mode auto\`, ${asked}`,
    settings,
  };
}

/** How a model was asked, for a reader. */
export function describeSettings({ effort, as, max_tokens }: Settings): string {
  const notes = as === 'bare' ? 'bare body' : 'body and sub-agent notes';
  return `${notes}, effort ${effort ?? 'the model’s own'}, at most ${max_tokens} tokens`;
}

export function hasCollection(store: string, id: string): boolean {
  return /^[\w.-]+$/.test(id) && existsSync(path.join(store, id, 'collection.yaml'));
}

/** Writes down what a collection is, before its first sample is. */
export function keepCollection(store: string, { id, ...facts }: Collection): void {
  if (!hasCollection(store, id)) writeDurably(path.join(store, id, 'collection.yaml'), stringify(facts));
}

/**
 * @param store the folder of recordings
 * @throws {InputError}
 */
export function loadCollection(store: string, id: string): Collection {
  const file = `evals/recordings/${id}/collection.yaml`;
  if (!hasCollection(store, id)) {
    throw new InputError([{ file, line: 1, col: 1, message: `no collection \`${id}\`: expected this file` }]);
  }
  const text = readText(path.join(store, id, 'collection.yaml'), file);
  return { id, ...parseLocated(readYaml(text, file), Collection) };
}
