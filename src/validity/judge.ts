import { gradeAnswer } from '../checks/grade.ts';
import { noEffects } from '../checks/effects.ts';
import type { Verdict } from '../checks/verdict.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Calibration, Rate } from '../judge/calibration.ts';
import { judge, type Judge } from '../judge/judge.ts';
import { wilson } from './wilson.ts';

/** One label and what the judge made of it. */
export type Labelling = {
  readonly file: string;
  readonly check: string;
  readonly expected: 'pass' | 'fail';
  readonly found: Verdict;
  readonly reason: string;
};

/** Has every labelled answer of a fixture judged by each of its `judge` checks that it is labelled for. */
export async function judgeLabelled(fixture: Fixture, by: Judge): Promise<Labelling[]> {
  const checks = fixture.checks.filter(({ kind }) => kind === 'judge');
  const lists = await Promise.all(
    fixture.labelled.map(async ({ file, text, expect }) => {
      const graded = await gradeAnswer(text, fixture.task.answer[0] ?? null, checks, () => ({
        ...noEffects,
        judge: (question) => judge(by, fixture, text, question),
      }));
      return graded.flatMap(({ id, verdict, reason }) => {
        const expected = expect.get(id);
        return expected === undefined ? [] : [{ file, check: id, expected, found: verdict, reason }];
      });
    }),
  );
  return lists.flat();
}

/** How right a judge was, over all fixtures together. */
export function calibrationOf(
  labellings: readonly Labelling[],
  { model, rubric, fixtures, date }: Pick<Calibration, 'model' | 'rubric' | 'fixtures' | 'date'>,
): Calibration {
  const rate = (label: 'pass' | 'fail'): Rate => {
    const ruled = labellings.filter(({ expected, found }) => expected === label && found !== 'unscored');
    const right = ruled.filter(({ found }) => found === label).length;
    const n = ruled.length;
    return { n, right, rate: n === 0 ? 0 : right / n, ...(wilson(right, n) ?? { low: 0, high: 1 }) };
  };
  return {
    schema: 1,
    date,
    model,
    rubric,
    fixtures,
    sensitivity: rate('pass'),
    specificity: rate('fail'),
    unscored: labellings.filter(({ found }) => found === 'unscored').length,
  };
}
