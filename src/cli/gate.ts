import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Arm } from '../arm/arm.ts';
import { decide } from '../arm/decide.ts';
import { baselineArm, findArm, refArm } from '../arm/find.ts';
import { pair } from '../arm/pair.ts';
import { baseline } from '../agent/variant.ts';
import { fixtureIds } from '../fixture/fixture.ts';
import { mergeBase } from '../input/git.ts';
import { folderTree } from '../input/tree.ts';
import { fixturesFolder, loadProject, type Project } from '../project.ts';
import { loadCollection } from '../recording/collection.ts';
import type { Outcome } from '../report/gate-report.ts';
import { outcomeOf } from '../report/outcome.ts';
import { reportOf } from '../report/report-of.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { Runs } from '../sandbox/runs.ts';
import { loadDefaults } from '../viewer/config.ts';
import type { Command, Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { gateOptions, numberOf, policyOf, wholeFrom } from './gate-options.ts';
import { annotationsOf, rowsOf, type Shown, terminalOf, writers } from './gate-reports.ts';
import { performHere } from './running.ts';
import { cannotSample, parseMode, samplerOf } from './sampler.ts';
import { select } from './select.ts';
import { runSelfTest } from './self-test.ts';
import { UsageError } from './usage-error.ts';
import { priceOf, waysOn } from './ways-on.ts';

const exits: Readonly<Record<Outcome, Exit>> = {
  PASS: exit.pass,
  UNCHANGED: exit.pass,
  REGRESS: exit.regress,
  INCONCLUSIVE: exit.inconclusive,
  ERROR: exit.needsAnswers,
  'NEEDS ANSWERS': exit.needsAnswers,
};

export const command: Command = {
  about: 'compare a prompt with its baseline: PASS, REGRESS, INCONCLUSIVE, or what it would take to know',
  options: gateOptions,
  async run({ values }, context) {
    const { root, cwd } = context;
    const defaults = loadDefaults(root);
    const text = (name: keyof typeof gateOptions) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    };
    const mode = parseMode(values['mode']);
    const sampler = samplerOf(mode);
    const verify = numberOf(values, 'verify', wholeFrom(1), 'a whole number from 1 up');
    if (verify !== undefined) throw new UsageError(cannotSample('--verify'));
    const question = {
      runs: new Runs(outcomeStore(root), mode === 'replay' ? null : performHere()),
      policy: policyOf(values),
      seed: numberOf(values, 'seed', wholeFrom(0), 'a whole number from 0 up') ?? 1,
      dollarsPerAnswer: null,
    };
    const wanted = numberOf(values, 'repeat', wholeFrom(1), 'a whole number from 1 up') ?? defaults.repeats;
    const ids = select(text('fixtures') ?? '*', fixtureIds(fixturesFolder(root)), 'fixture');
    const project = loadProject(root, ids);
    const collection = loadCollection(
      path.join(root, 'evals', 'recordings'),
      text('collection') ?? defaults.collection,
    );
    if (values['self-test'] === true) {
      const arm = findArm(text('base') ?? baseline, project, cwd);
      return runSelfTest(arm, project, collection, question, context.out);
    }
    const { base, candidate } = armsOf(project, cwd, text('base'), text('candidate'));
    const sides = { base, candidate, collection: collection.id };
    if (base.variant.system === candidate.variant.system) {
      const report = reportOf(sides, 'UNCHANGED', null, null);
      return finish({ report, decision: null, candidate, project }, values, context);
    }
    const here = folderTree(root);
    const pairing = () => pair(base, candidate, project.fixtures, collection, wanted, here);
    const decision = await decide({ base, candidate, pairing, ...question }, sampler);
    const { wanting } = decision.pairing;
    const price = wanting.length > 0 ? priceOf(wanting, collection, root) : null;
    const report = reportOf(sides, outcomeOf(decision.comparison), decision, price);
    const code = await finish({ report, decision, candidate, project }, values, context);
    if (wanting.length > 0) context.err(`\n${waysOn(wanting, collection, root)}`);
    return code;
  },
};

function armsOf(
  project: Project,
  cwd: string,
  base: string | undefined,
  candidate: string | undefined,
): { base: Arm; candidate: Arm } {
  return {
    base:
      base === undefined
        ? refArm(mergeBase(project.root, 'origin/main'), project, null)
        : findArm(base, project, cwd),
    candidate: candidate === undefined ? baselineArm(project) : findArm(candidate, project, cwd),
  };
}

async function finish(shown: Shown, values: Values, { cwd, out }: Context): Promise<Exit> {
  const { report, decision } = shown;
  const rows = rowsOf(decision);
  out(terminalOf(shown));
  if (values['annotations'] === true) out(`\n${annotationsOf(shown, rows)}`);
  for (const [name, write] of Object.entries(writers)) {
    const file = values[name];
    if (typeof file === 'string') writeFileSync(path.resolve(cwd, file), await write(shown, rows));
  }
  return exits[report.outcome];
}
