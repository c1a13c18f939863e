import { z } from 'zod';
import { parseAnswer } from '../../answer/answer.ts';
import type { CompiledCheck } from '../../checks/checks.ts';
import type { Graded } from '../../checks/grade.ts';
import { shapes } from '../../checks/schema.ts';
import type { Fixture } from '../../fixture/fixture.ts';
import { gradeFor } from '../../fixture/grading.ts';
import type { Labelled } from '../../fixture/labelled.ts';
import type { Runs } from '../../sandbox/runs.ts';
import { type Edit, type Place, sentencesAt } from './edits.ts';
import { demands, localOperators, type Operator, wholeOperators } from './operators.ts';

/** What became of one check's verdict when an answer on which it passed, or a worthless one, was mutated. */
export const Trial = z.strictObject({
  fixture: z.string(),
  check: z.string(),
  shape: z.enum(shapes),
  /** The labelled answer that was mutated, and the mutant's own name where there are several. */
  answer: z.string(),
  operator: z.string(),
  demand: z.enum(['flips', 'keeps']).nullable(),
  result: z.enum(['flipped', 'kept', 'unscored']),
  /** What the verdict rests on where it should have turned, or why it turned where it should not have. */
  note: z.string(),
});
export type Trial = z.infer<typeof Trial>;

export function isMet({ demand, result }: Trial): boolean {
  return demand === null || result === (demand === 'flips' ? 'flipped' : 'kept');
}

/** A right answer with its verdicts, to make mutants of. */
export type Specimen = {
  readonly fixture: Fixture;
  readonly labelled: Labelled;
  readonly graded: readonly Graded[];
};

/** A trial of a check that isn't there where the specimen doesn't pass it. */
function trialOf(
  fixture: Fixture,
  check: CompiledCheck,
  answer: string,
  operator: Operator,
  outcome: Graded | undefined,
): Trial {
  const { id, shape } = check;
  const result =
    outcome?.verdict === 'pass' ? 'kept' : outcome?.verdict === 'fail' ? 'flipped' : ('unscored' as const);
  const evidence = outcome?.evidence.map(({ text }) => text).join(' | ') ?? '';
  const note = [outcome?.reason, evidence].filter(Boolean).join(': ').slice(0, 300);
  return {
    fixture: fixture.id,
    check: id,
    shape,
    answer,
    operator,
    demand: demands[operator][shape] ?? null,
    result,
    note,
  };
}

/** How often a claim may be said again before a mutant counts as beyond this operator. */
const mostPlaces = 40;

/** @returns null where the verdict rests on nothing that this operator can change */
export async function localTrial(
  specimen: Specimen,
  check: CompiledCheck,
  operator: keyof typeof localOperators | 'truncate',
  runs: Runs,
): Promise<Trial | null> {
  const mutant = await localMutant(specimen, check, operator, runs);
  const { fixture, labelled } = specimen;
  return mutant && trialOf(fixture, check, labelled.file, operator, mutant.outcome);
}

/**
 * Mutates what one verdict rests on, again and again where the answer says or does it in several places, until the
 * check turns or rests on a place that was mutated already.
 * @returns the mutant, which has as many lines, with what the check made of it; null where nothing could be changed
 */
export async function localMutant(
  { fixture, labelled, graded }: Pick<Specimen, 'fixture' | 'graded'> & { labelled: Pick<Labelled, 'text'> },
  check: CompiledCheck,
  operator: keyof typeof localOperators | 'truncate',
  runs: Runs,
): Promise<{ readonly text: string; readonly outcome: Graded | undefined } | null> {
  const narrowed = { ...fixture, checks: [check] };
  let outcome = graded.find(({ id }) => id === check.id);
  let lines = labelled.text.split('\n');
  const touched = new Set<string>();
  for (let i = 0; i < mostPlaces; i += 1) {
    if (outcome?.verdict !== 'pass') break;
    const places = outcome.evidence.flatMap(({ line, text }): Place[] =>
      line === null ? [] : [{ line, text }],
    );
    const edit = editFor(operator, check, outcome);
    if (places.length === 0 || edit === undefined) return null;
    const fresh = places.filter((place) => !touched.has(nameOf(place)));
    if (fresh.length === 0) break;
    for (const place of fresh) {
      const mutated = edit(lines, place);
      // What is now there in its stead is a mutant, and a verdict that rests on it has let it pass.
      for (const text of sentencesAt(mutated, place)) touched.add(nameOf({ ...place, text }));
      for (const text of sentencesAt(lines, place))
        if (text !== place.text) touched.delete(nameOf({ ...place, text }));
      touched.add(nameOf(place));
      lines = mutated;
    }
    outcome = (await gradeFor(narrowed, lines.join('\n'), runs))[0];
  }
  return touched.size === 0 ? null : { text: lines.join('\n'), outcome };
}

function nameOf({ line, text }: Place): string {
  return `${line} ${text}`;
}

const prose: ReadonlySet<string> = new Set(['says', 'document', 'denial']);

function editFor(
  operator: keyof typeof localOperators | 'truncate',
  check: CompiledCheck,
  { evidence }: Graded,
): Edit | undefined {
  if (operator === 'truncate') return (lines, { line }) => lines.slice(0, line - 1);
  const rests =
    prose.has(check.shape) || (check.shape === 'mixed' && evidence[0]?.file === null) ? 'prose' : 'code';
  const edits: Partial<Record<'prose' | 'code', Edit>> = localOperators[operator].edits;
  return edits[rests];
}

/** Mutates the whole answer, and looks at every check that passed on it. */
export async function wholeTrials(
  { fixture, labelled, graded }: Specimen,
  operator: keyof typeof wholeOperators,
  runs: Runs,
): Promise<Trial[]> {
  const answer = parseAnswer(labelled.text, fixture.task.answer[0] ?? null);
  const mutant = wholeOperators[operator].rewrite(answer);
  const passed = graded.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id);
  return textTrials(fixture, labelled.file, operator, mutant, passed, runs);
}

/** Grades a text and looks at some checks, which would have to turn or stay. */
export async function textTrials(
  fixture: Fixture,
  answer: string,
  operator: Operator,
  text: string,
  checks: readonly string[],
  runs: Runs,
): Promise<Trial[]> {
  const outcomes = new Map((await gradeFor(fixture, text, runs)).map((each) => [each.id, each]));
  return fixture.checks
    .filter(({ id }) => checks.includes(id))
    .map((check) => trialOf(fixture, check, answer, operator, outcomes.get(check.id)));
}
