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

/** A judge that is asked nothing: what it ruled before is used. */
export function replayedJudge(
  root: string,
  collection: Collection,
  model = judgeOfCollection(collection),
): Judge {
  const rulings = new Rulings(root);
  const calibration = loadCalibration(root, model);
  const live = { unasked: `no ruling of ${model} is recorded: ${waysOn}` };
  return { model, rulings, counts: counts(calibration, { model, rubric: rubricDigest }), live };
}

const waysOn =
  '`eval -- --mode auto` asks for it with a key, `rulings -- export` is for one by hand; `--judge none` goes by phrases';
