import path from 'node:path';
import { z } from 'zod';
import { usualPatience } from '../claude/wire.ts';
import {
  type Collection,
  collectionOf,
  hasCollection,
  loadCollection,
  usualMaxTokens,
} from '../recording/collection.ts';
import { usualJudge } from '../judge/choice.ts';
import { usualModel } from '../sample/estimate.ts';
import type { Context, Values } from './command.ts';
import { UsageError } from './usage-error.ts';

/** The options that say how answers are taken. */
export const liveOptions = {
  model: {
    type: 'string',
    value: 'id',
    about: `a Claude model, or a promptfoo provider id such as ollama:chat:llama3.2; default ${usualModel}`,
  },
  effort: { type: 'string', value: 'low|medium|high|xhigh|max', about: 'default: the model’s own' },
  as: {
    type: 'string',
    value: 'bare|sub-agent',
    about: 'the body alone (default), or with notes as Claude Code gives its sub-agents',
  },
  'max-tokens': {
    type: 'string',
    value: 'n',
    about: `how long an answer may get, thinking included; default ${usualMaxTokens}`,
  },
  judge: {
    type: 'string',
    value: 'id',
    about: `who rules on what answers say: a Claude model, never the one under test, by default ${usualJudge} or whoever ruled on the collection; none for phrases alone`,
  },
  batch: { type: 'boolean', about: 'through Message Batches: half the price, within a day' },
  'max-cost': { type: 'string', value: 'dollars', about: 'a hard cap on what this run may spend' },
  concurrency: { type: 'string', value: 'n', about: 'calls in flight at most; default 20' },
  timeout: {
    type: 'string',
    value: 's',
    about: `seconds of silence after which a call is given up; default ${usualPatience.idleMs / 1000}`,
  },
  poll: { type: 'string', value: 's', about: 'batch: seconds between two looks; default 60' },
  yes: { type: 'boolean', about: 'spend without asking' },
} as const;

const number = z.coerce.number();

/** By option: what its value has to be, in a schema and in words. */
const schemas = {
  effort: [z.enum(['low', 'medium', 'high', 'xhigh', 'max']), 'low, medium, high, xhigh or max'],
  as: [z.enum(['bare', 'sub-agent']), 'bare or sub-agent'],
  'max-tokens': [number.int().min(1).max(128_000), 'a whole number from 1 to 128000'],
  'max-cost': [number.positive(), 'dollars above 0'],
  concurrency: [number.int().min(1).max(1000), 'a whole number from 1 to 1000'],
  timeout: [number.positive().max(3600), 'seconds up to 3600'],
  poll: [number.positive().max(3600), 'seconds up to 3600'],
} as const;

type Schemas = typeof schemas;

/** @throws {UsageError} for a value that the option doesn't take */
export function valueOf<Name extends keyof Schemas>(
  values: Values,
  name: Name,
): z.output<Schemas[Name][0]> | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  const [schema, expected] = schemas[name];
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(`--${name} ${String(value)}: expected ${expected}`);
  return parsed.data as z.output<Schemas[Name][0]>;
}

const ways = ['model', 'effort', 'as', 'max-tokens'] as const;

/**
 * The collection that a run takes answers into, or null where it takes none and only runs and judges what is there:
 * without a key unless an option says that it is meant, and for a collection that was taken by hand.
 */
export function liveCollection(
  mode: 'auto' | 'fresh',
  values: Values,
  { env, root }: Context,
): Extract<Collection, { source: 'api' }> | null {
  const folder = path.join(root, 'evals', 'recordings');
  // Fresh answers go to a collection named by the day: two answers to one cell are never mixed.
  if (mode === 'fresh') return collectionFor(folder, values, new Date().toISOString().slice(0, 10));
  const { collection: named } = values;
  const meant = [...ways, 'batch' as const].some((name) => values[name] !== undefined);
  const byHand =
    typeof named === 'string' &&
    hasCollection(folder, named) &&
    loadCollection(folder, named).source === 'import';
  if (!meant && (byHand || env['ANTHROPIC_API_KEY'] === undefined)) return null;
  return collectionFor(folder, values, '');
}

/**
 * The collection that answers are taken into: the one that is named, or the one that the way of asking names.
 * @param store the folder of recordings
 * @param suffix for `--mode fresh`, whose answers must not mix with older ones
 */
function collectionFor(
  store: string,
  values: Values,
  suffix: string,
): Extract<Collection, { source: 'api' }> {
  const named = typeof values['collection'] === 'string' ? values['collection'] : undefined;
  const asked = ways.filter((name) => values[name] !== undefined);
  if (named !== undefined && hasCollection(store, named) && asked.length === 0)
    return takesAnswers(loadCollection(store, named));
  const effort = valueOf(values, 'effort');
  const wanted = collectionOf(
    {
      model: typeof values['model'] === 'string' ? values['model'] : usualModel,
      max_tokens: valueOf(values, 'max-tokens') ?? usualMaxTokens,
      ...(effort !== undefined && { effort }),
      as: valueOf(values, 'as') ?? 'bare',
    },
    suffix,
  );
  const collection = { ...wanted, id: named ?? wanted.id };
  if (!/^[\w.-]+$/.test(collection.id))
    throw new UsageError(`--collection ${collection.id}: expected letters, digits, dots and hyphens`);
  if (!hasCollection(store, collection.id)) return takesAnswers(collection);
  const there = takesAnswers(loadCollection(store, collection.id));
  const differs =
    JSON.stringify(Object.entries(there.settings).sort()) !==
    JSON.stringify(Object.entries(takesAnswers(collection).settings).sort());
  if (differs)
    throw new UsageError(
      `collection ${collection.id} was asked in another way (${JSON.stringify(there.settings)}); name another by --collection`,
    );
  return there;
}

function takesAnswers(collection: Collection): Extract<Collection, { source: 'api' }> {
  if (collection.source === 'api') return collection;
  throw new UsageError(
    `collection ${collection.id} was collected by hand and takes no other answers; leave --collection out`,
  );
}
