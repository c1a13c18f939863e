/** A stronger model than the usual one under test. */
export const usualJudge = 'claude-opus-5-5';
const otherJudge = 'claude-sonnet-5-5';

/** Who judges a model's answers: never the model itself, which would favour its own. */
export function judgeFor(model: string | null): string {
  return model === usualJudge ? otherJudge : usualJudge;
}
