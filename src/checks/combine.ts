import type { Answer } from '../answer/answer.ts';
import type { Effects } from './effects.ts';
import type { Outcome } from './verdict.ts';

export type Grade = (answer: Answer, effects: Effects) => Outcome | Promise<Outcome>;

/** Passes when one grader passes; unscored when none does and one couldn't tell. */
export function anyOf(grades: readonly Grade[]): Grade {
  return async (answer, effects) => {
    const outcomes: Outcome[] = [];
    for (const grade of grades) {
      const outcome = await grade(answer, effects);
      if (outcome.verdict === 'pass') return outcome;
      outcomes.push(outcome);
    }
    return outcomes.find(({ verdict }) => verdict === 'unscored') ?? joined(outcomes);
  };
}

/**
 * Passes when all graders pass; fails when one fails, even if another couldn't tell.
 * All are asked: whether one had nothing to look at matters to a `not` around them, in whatever order they stand.
 */
export function allOf(grades: readonly Grade[]): Grade {
  return async (answer, effects) => {
    const outcomes: Outcome[] = [];
    for (const grade of grades) outcomes.push(await grade(answer, effects));
    const failed = outcomes.filter(({ verdict }) => verdict === 'fail');
    if (failed.length > 0) return joined(failed);
    return outcomes.find(({ verdict }) => verdict === 'unscored') ?? joined(outcomes);
  };
}

/** Passes when the grader fails on something it looked at. Where there was nothing to look at, `not` fails too. */
export function notOf(grade: Grade): Grade {
  return async (answer, effects) => {
    const outcome = await grade(answer, effects);
    if (outcome.verdict === 'unscored' || outcome.vacant) return outcome;
    return {
      ...outcome,
      verdict: outcome.verdict === 'pass' ? 'fail' : 'pass',
      reason: `not wanted: ${outcome.reason}`,
    };
  };
}

function joined(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes as [Outcome];
  const reason = [...new Set(outcomes.map((outcome) => outcome.reason))].join('; ');
  const evidence = outcomes.flatMap((outcome) => outcome.evidence).slice(0, 3);
  return {
    verdict: first.verdict,
    reason,
    evidence,
    ...(outcomes.some((outcome) => outcome.vacant) && { vacant: true }),
    ...(outcomes.some((outcome) => outcome.advisory) && { advisory: true }),
  };
}
