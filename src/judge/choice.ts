import type { Tree } from '../input/tree.ts';
import type { Collection } from '../recording/collection.ts';
import { counts, loadCalibration } from './calibration.ts';
import type { Judge } from './judge.ts';
import { rubricDigest } from './rubric.ts';
import { Rulings } from './rulings.ts';

/** A stronger model than the usual one under test. */
export const usualJudge = 'claude-opus-5-5';
const otherJudge = 'claude-sonnet-5-5';

/** Who judges a model's answers: never the model itself, which would favour its own. */
export function judgeFor(model: string | null): string {
  return model === usualJudge ? otherJudge : usualJudge;
}

/** Who judges a collection's answers unless somebody else is named. All its answers have the same judge. */
export function judgeOfCollection(collection: Collection): string {
  return collection.source === 'import'
    ? (collection.judge ?? usualJudge)
    : judgeFor(collection.settings.model);
}

/** Whether a model can be asked through the API. */
export function isAskable(judge: string): boolean {
  return judge.startsWith('claude-');
}

/** Whether a judge is one that ruled on a collection by hand, and can't be asked. */
export function isByHand(collection: Collection, judge: string): boolean {
  return collection.source === 'import' && collection.judge === judge && !isAskable(judge);
}

/**
 * A judge that is asked nothing: what it ruled before is used.
 * @param older further trees whose rulings count, where the project's folder no longer has them
 */
export function replayedJudge(
  root: string,
  collection: Collection,
  model = judgeOfCollection(collection),
  older: readonly Tree[] = [],
): Judge {
  const calibration = loadCalibration(root, model);
  const wayOn = isByHand(collection, model)
    ? '`npm run rulings -- export FOLDER` writes out what is open'
    : '`npm run eval -- --mode auto` asks for it, with a key';
  return {
    model,
    rulings: new Rulings(root, older),
    counts: counts(calibration, { model, rubric: rubricDigest }),
    live: { unasked: `no ruling of ${model} is recorded: ${wayOn}; \`--judge none\` goes by phrases` },
  };
}
