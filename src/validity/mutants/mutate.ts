import path from 'node:path';
import type { CompiledCheck } from '../../checks/checks.ts';
import type { Fixture } from '../../fixture/fixture.ts';
import { gradeFor } from '../../fixture/grading.ts';
import type { Labelled } from '../../fixture/labelled.ts';
import type { Runs } from '../../sandbox/runs.ts';
import { demands, localOperators, type Operator, wholeOperators } from './operators.ts';
import { localTrial, type Specimen, textTrials, type Trial, wholeTrials } from './trial.ts';

const rightKinds = new Set<Labelled['kind']>(['reference', 'alternative']);

/**
 * Every mutant of a fixture's right answers, and what its checks make of it.
 * @param others the other fixtures: their references are foreign here
 */
export async function mutationTrials(
  fixture: Fixture,
  others: readonly Fixture[],
  runs: Runs,
): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const labelled of fixture.labelled.filter(({ kind }) => rightKinds.has(kind))) {
    const specimen = { fixture, labelled, graded: await gradeFor(fixture, labelled.text, runs) };
    trials.push(...(await localTrials(specimen, runs)));
    for (const operator of keysOf(wholeOperators))
      trials.push(...(await wholeTrials(specimen, operator, runs)));
  }
  return [
    ...trials,
    ...(await wrongFixTrials(fixture, runs)),
    ...(await worthlessTrials(fixture, others, runs)),
  ];
}

async function localTrials(specimen: Specimen, runs: Runs): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const check of specimen.fixture.checks) {
    for (const operator of [...keysOf(localOperators), 'truncate'] as const) {
      if (!isDemanded(operator, check)) continue;
      const trial = await localTrial(specimen, check, operator, runs);
      if (trial) trials.push(trial);
    }
  }
  return trials;
}

/** The single mistakes of `mutants.yaml`, each looked at by the checks that it names. */
async function wrongFixTrials(fixture: Fixture, runs: Runs): Promise<Trial[]> {
  const trials: Trial[] = [];
  for (const { id, from, replace, with: mistake, fails } of fixture.wrongFixes) {
    const right = fixture.labelled.find(({ file }) => path.posix.basename(file) === from);
    if (!right) continue;
    const text = right.text.replace(replace, () => mistake);
    trials.push(...(await textTrials(fixture, `${right.file} ${id}`, 'wrong fix', text, fails, runs)));
  }
  return trials;
}

/** Answers that are worth nothing: stuffed with the right words, or right answers to another question. */
async function worthlessTrials(fixture: Fixture, others: readonly Fixture[], runs: Runs): Promise<Trial[]> {
  const stuffed = fixture.labelled.filter(({ kind }) => kind === 'stuffed');
  const foreign = others.flatMap(({ labelled }) => labelled.filter(({ kind }) => kind === 'reference'));
  const trials: Trial[] = [];
  for (const [operator, answers] of [
    ['stuffed', stuffed],
    ['foreign', foreign],
  ] as const) {
    const ids = fixture.checks.filter((check) => isDemanded(operator, check)).map(({ id }) => id);
    for (const { file, text } of answers)
      trials.push(...(await textTrials(fixture, file, operator, text, ids, runs)));
  }
  return trials;
}

function isDemanded(operator: Operator, { shape }: CompiledCheck): boolean {
  return demands[operator][shape] !== undefined;
}

function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): K[] {
  return Object.keys(table) as K[];
}
