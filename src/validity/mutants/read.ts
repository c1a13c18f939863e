import { parseAnswer } from '../../answer/answer.ts';
import type { Fixture } from '../../fixture/fixture.ts';
import { gradeFor } from '../../fixture/grading.ts';
import type { Runs } from '../../sandbox/runs.ts';
import { type Demand, localOperators, wholeOperators } from './operators.ts';
import { localMutant } from './trial.ts';

/** What a judge has to make of a right answer's claims after each mutation. */
export const readDemands = {
  drop: 'flips',
  negate: 'flips',
  quote: 'flips',
  hedge: 'flips',
  injection: 'keeps',
  unmarked: 'keeps',
} as const satisfies Partial<Record<keyof typeof localOperators | keyof typeof wholeOperators, Demand>>;
export type ReadOperator = keyof typeof readDemands;

/** A right answer with all its claims mutated at once, so that a judge reads it once for all of them. */
export type ReadMutant = {
  readonly operator: ReadOperator;
  readonly text: string;
  /** The checks that a judge decides, passed on the answer, and have to turn or stay. */
  readonly checks: readonly string[];
};

/**
 * The mutants of a fixture's reference that a judge is held against. A claim counts as taken back when phrases no longer
 * find it: they are what finds the places. What is denied itself isn't negated or hedged.
 */
export async function readMutants(fixture: Fixture, runs: Runs): Promise<ReadMutant[]> {
  const reference = fixture.labelled.find(({ kind }) => kind === 'reference');
  if (!reference) return [];
  const { text } = reference;
  const graded = await gradeFor(fixture, text, runs);
  const passed = fixture.checks.filter(
    ({ id, isRead }) => isRead && graded.find((each) => each.id === id)?.verdict === 'pass',
  );
  const mutants: ReadMutant[] = [];
  for (const operator of Object.keys(readDemands) as ReadOperator[]) {
    if (operator in wholeOperators) {
      const { rewrite } = wholeOperators[operator as keyof typeof wholeOperators];
      const mutant = rewrite(parseAnswer(text, fixture.task.answer[0] ?? null));
      mutants.push({ operator, text: mutant, checks: passed.map(({ id }) => id) });
      continue;
    }
    const local = operator as keyof typeof localOperators;
    const checks: string[] = [];
    let mutated = text;
    for (const check of passed) {
      if (check.shape === 'denial' && (local === 'negate' || local === 'hedge')) continue;
      const before = await gradeFor({ ...fixture, checks: [check] }, mutated, runs);
      const specimen = { fixture, labelled: { text: mutated }, graded: before };
      const mutant = await localMutant(specimen, check, local, runs);
      // A claim in code or in a file is no sentence that could be taken back.
      if (mutant?.outcome?.verdict !== 'fail' && before[0]?.verdict !== 'fail') continue;
      mutated = mutant?.text ?? mutated;
      checks.push(check.id);
    }
    if (checks.length > 0) mutants.push({ operator, text: mutated, checks });
  }
  return mutants;
}
