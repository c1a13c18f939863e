import type { Judge, Live } from '../judge/judge.ts';
import { judgeOfCollection, replayedJudge } from '../judge/choice.ts';
import type { Collection } from '../recording/collection.ts';
import type { Values } from './command.ts';
import { UsageError } from './usage-error.ts';

/**
 * Who rules on a collection's answers; null where `--judge none` leaves it to phrases.
 * @param live what asking needs; without it nobody is asked, nor is one who ruled by hand
 * @throws {UsageError} where a model would judge itself
 */
export function judgeOf(
  root: string,
  collection: Collection,
  { judge: named }: Values,
  live: Live | null = null,
): Judge | null {
  if (named === 'none') return null;
  const model = typeof named === 'string' ? named : judgeOfCollection(collection);
  if (collection.source === 'api' && model === collection.settings.model)
    throw new UsageError(`--judge ${model}: a model doesn’t judge itself`);
  const judge = replayedJudge(root, collection, model);
  const byHand = collection.source === 'import' && collection.judge === model;
  return live && !byHand ? { ...judge, live } : judge;
}
