import { compileJudge } from '../checks/judge.ts';
import { parseAnswer } from '../answer/answer.ts';
import { noEffects } from '../checks/effects.ts';
import type { Outcome, Verdict } from '../checks/verdict.ts';
import type { Fixture } from '../fixture/fixture.ts';
import type { Labelled } from '../fixture/labelled.ts';
import type { Calibration, Rate } from '../judge/calibration.ts';
import { type Judge, readerOf } from '../judge/judge.ts';
import { wilson } from './wilson.ts';

/** One label and what the judge made of it. */
export type Labelling = {
  readonly file: string;
  readonly check: string;
  readonly expected: 'pass' | 'fail';
  readonly found: Verdict;
  readonly reason: string;
};

/**
 * Has every labelled answer of a fixture judged on what it is labelled for and a judge is asked: its `judge` checks,
 * and those that are read.
 */
export async function judgeLabelled(fixture: Fixture, by: Judge): Promise<Labelling[]> {
  return (await Promise.all(fixture.labelled.map((each) => judgeOne(fixture, each, by)))).flat();
}

async function judgeOne(fixture: Fixture, { file, text, expect }: Labelled, by: Judge): Promise<Labelling[]> {
  const ask = askingAbout(fixture, text, by);
  const labellings: Labelling[] = [];
  for (const check of fixture.checks) {
    const expected = expect.get(check.id);
    const question = questionOf(check);
    if (expected === undefined || question === null) continue;
    const { verdict, reason } = await ask(question);
    labellings.push({ file, check: check.id, expected, found: verdict, reason });
  }
  return labellings;
}

/** Puts questions about a text to a judge as if its word counted, which is what is to be found out. */
export function askingAbout(
  fixture: Fixture,
  text: string,
  judge: Judge,
): (question: string) => Promise<Outcome> {
  const answer = parseAnswer(text, fixture.task.answer[0] ?? null);
  const effects = { ...noEffects, ...readerOf({ ...judge, counts: true }, fixture, text) };
  return (question) => compileJudge(question)(answer, effects);
}

/** The one question whose answer is the check's verdict. */
export function questionOf({ kind, isRead, asks, questions }: Fixture['checks'][number]): string | null {
  if (isRead) return asks;
  return kind === 'judge' ? (questions[0] ?? null) : null;
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
