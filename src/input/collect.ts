import { InputError } from './input-error.ts';
import type { Problem } from './problem.ts';

/**
 * Runs every step although some fail, so that all problems of all files are reported at once.
 * @throws {InputError} with the problems of every failed step; anything else is rethrown at once
 */
export function collect<T, R>(items: Iterable<T>, step: (item: T) => R): R[] {
  const results: R[] = [];
  const problems: Problem[] = [];
  for (const item of items) {
    try {
      results.push(step(item));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return results;
}
