import { formatProblem, type Problem } from './problem.ts';

/**
 * Something a person wrote can't be used: an agent, a fixture, a recording, an option.
 * Carries every problem found, since a reader who mends one wants to see the next. Never a bug of the harness.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
