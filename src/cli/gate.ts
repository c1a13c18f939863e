import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Arm } from '../arm/arm.ts';
import { decide } from '../arm/decide.ts';
import { baselineArm, findArm, refArm } from '../arm/find.ts';
import { pair } from '../arm/pair.ts';
import { baseline } from '../agent/variant.ts';
import { fixtureIds } from '../fixture/fixture.ts';
import { defaultPolicy } from '../gate/policy.ts';
import { mergeBase } from '../input/git.ts';
import { folderTree, type Tree, withFolder } from '../input/tree.ts';
import { deciderOf } from '../judge/judge.ts';
import { fixturesFolder, loadProject, type Project } from '../project.ts';
import type { Collection } from '../recording/collection.ts';
import { findings } from '../report/findings.ts';
import type { Outcome, Verification } from '../report/gate-report.ts';
import { outcomeOf } from '../report/outcome.ts';
import { reportOf } from '../report/report-of.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { Runs } from '../sandbox/runs.ts';
import { loadDefaults, usualCollection } from '../viewer/config.ts';
import { Session } from '../viewer/session.ts';
import { Allowance } from './allowance.ts';
import type { Command, Context, Values } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { gateOptions, numberOf, policyOf, wholeFrom } from './gate-options.ts';
import { annotationsOf, rowsOf, type Shown, terminalOf, writers } from './gate-reports.ts';
import { judgeOf } from './judging.ts';
import { performHere } from './running.ts';
import { parseMode, sampledCollection, samplerOf } from './sampler.ts';
import { select } from './select.ts';
import { runSelfTest } from './self-test.ts';
import { verifyAnswers } from './verify-answers.ts';
import { dollarsOf, priceOf, waysOn } from './ways-on.ts';

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
    const verify = numberOf(values, 'verify', wholeFrom(1), 'a whole number from 1 up');
    const option = verify === undefined ? `--mode ${mode}` : '--verify';
    const live =
      mode === 'replay' && verify === undefined ? null : sampledCollection(option, mode, values, context);
    const collection = live ?? usualCollection(root, text('collection'));
    const common = {
      runs: new Runs(outcomeStore(root), mode === 'replay' ? null : performHere()),
      policy: policyOf(values),
      seed: numberOf(values, 'seed', wholeFrom(0), 'a whole number from 0 up') ?? 1,
    };
    const wanted = numberOf(values, 'repeat', wholeFrom(1), 'a whole number from 1 up') ?? defaults.repeats;
    const ids = select(text('fixtures') ?? '*', fixtureIds(fixturesFolder(root)), 'fixture');
    const project = loadProject(root, ids);
    if (values['self-test'] === true) {
      const arm = findArm(text('base') ?? baseline, project, cwd);
      const judge = judgeOf(root, collection, values);
      return runSelfTest(arm, project, collection, { ...common, judge }, context.out);
    }
    const here = folderTree(root);
    const { candidate, ...arms } = armsOf(project, cwd, text('base'), text('candidate'));
    // Answers that are taken for the base are kept in the working tree, whatever ref it is of.
    const base = live ? { ...arms.base, tree: withRecordings(arms.base.tree, live.id, here) } : arms.base;
    // A ref's answers may have rulings that the working tree has pruned.
    const judge = judgeOf(root, collection, values, null, [base.tree, candidate.tree]);
    const question = { ...common, judge };
    const allowance = new Allowance(values);
    const verification =
      live && verify !== undefined
        ? await verifyAnswers(candidate, { project, ...common }, live, verify, values, context, allowance)
        : unverified;
    const sides = { base, candidate, collection: collection.id, judge: deciderOf(judge) };
    if (base.variant.system === candidate.variant.system) {
      const report = reportOf(sides, 'UNCHANGED', null, null, verification);
      return finish({ report, decision: null, candidate, project }, values, context);
    }
    const session = new Session(project, collection, question.runs);
    session.judge = judge;
    const sampler = samplerOf(mode, session, values, context, allowance);
    const answers = { candidate: wanted, base: sampler ? Math.max(wanted, fewest) : 0 };
    const pairing = () => pair(base, candidate, project.fixtures, collection, answers, here);
    const dollarsPerAnswer = perAnswer(candidate, project, collection);
    const reader = samplerOf(mode, session, values, context, allowance, false);
    const asked = { base, candidate, pairing, dollarsPerAnswer, ...question };
    const decision = await decide(asked, sampler, reader);
    const { wanting } = decision.pairing;
    const price = wanting.length > 0 ? priceOf(wanting, collection, root) : null;
    const report = reportOf(sides, outcomeOf(decision.comparison), decision, price, verification);
    const code = await finish({ report, decision, candidate, project }, values, context);
    const rows = [...decision.graded.base, ...decision.graded.candidate].map(({ row }) => row);
    const found = findings(rows);
    if (found !== '') context.err(`\n${found}`);
    if (wanting.length > 0) context.err(`\n${waysOn(wanting, collection, root)}`);
    return code;
  },
};

/** Answers of the base below which nothing passes, so that sampling for it begins with these. */
const fewest = defaultPolicy.minimum.baselineRepeats;

const unverified: Verification = { done: false, why: 'nobody asked for it (--verify n, with a key)' };

function withRecordings(tree: Tree, collection: string, here: Tree): Tree {
  return tree.name === here.name ? tree : withFolder(tree, `evals/recordings/${collection}`, here);
}

/** What a further round costs, by its answers; null where the model has no known price. */
function perAnswer({ variant }: Arm, { fixtures, root }: Project, collection: Collection): number | null {
  const cells = fixtures.map((fixture) => ({ variant, fixture, repeat: 1 }));
  const dollars = dollarsOf(cells, collection, root);
  return dollars === null || cells.length === 0 ? null : dollars / cells.length;
}

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
