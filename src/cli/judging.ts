import type { Tree } from '../input/tree.ts';
import type { Judge, Live } from '../judge/judge.ts';
import { isAskable, isByHand, judgeOfCollection, replayedJudge } from '../judge/choice.ts';
import type { Collection } from '../recording/collection.ts';
import type { Values } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * Who rules on a collection's answers; null where `--judge none` leaves it to phrases.
 * @param live what asking needs; without it nobody is asked, nor is one who ruled by hand
 * @param older see `replayedJudge`
 * @throws {UsageError}
 */
export function judgeOf(
  root: string,
  collection: Collection,
  values: Values,
  live: Live | null = null,
  older: readonly Tree[] = [],
): Judge | null {
  const model = judgeNamed(collection, values);
  if (model === null) return null;
  const judge = replayedJudge(root, collection, model, older);
  return live && !isByHand(collection, model) ? { ...judge, live } : judge;
}

/**
 * Who is meant by `--judge`, or by leaving it out; null is nobody.
 * @throws {UsageError} where a model would judge itself, or nobody has that name
 */
export function judgeNamed(collection: Collection, { judge: named }: Values): string | null {
  if (named === 'none') return null;
  const model = typeof named === 'string' ? named : judgeOfCollection(collection);
  if (collection.source === 'api' && model === collection.settings.model)
    throw new UsageError(`--judge ${model}: a model doesn’t judge itself`);
  if (!isAskable(model) && !isByHand(collection, model))
    throw new UsageError(`--judge ${model}: expected a Claude model, none, or who ruled on ${collection.id}`);
  return model;
}
