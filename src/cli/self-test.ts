import type { Arm } from '../arm/arm.ts';
import { answersOf } from '../arm/answers.ts';
import { Grades } from '../arm/grade.ts';
import type { PolicyInput } from '../gate/policy.ts';
import { selfTest } from '../gate/self-test.ts';
import type { Judge } from '../judge/judge.ts';
import type { Project } from '../project.ts';
import type { Collection } from '../recording/collection.ts';
import { selfTestReport } from '../report/self-test.ts';
import type { Runs } from '../sandbox/runs.ts';
import { labelledRows } from '../validity/labelled-rows.ts';
import { type Exit, exit } from './exit.ts';

/** As labelled rows are called. */
const wrongKinds = new Set(['labelled wrong', 'labelled wrong-fix']);

/** The gate on splits of one arm's own answers. */
export async function runSelfTest(
  arm: Arm,
  project: Project,
  collection: Collection,
  { runs, judge, policy, seed }: { runs: Runs; judge: Judge | null; policy: PolicyInput; seed: number },
  out: (text: string) => void,
): Promise<Exit> {
  const pairs = answersOf(arm, project.fixtures, collection).map(({ fixture, recordings }) => ({
    fixture,
    base: recordings,
    candidate: [],
  }));
  const { base } = await new Grades(runs, judge).arms(arm, arm, pairs);
  const wrong = project.fixtures
    .flatMap((fixture) => labelledRows(fixture, collection.id))
    .filter(({ variant }) => wrongKinds.has(variant));
  const result = selfTest(
    base.map(({ row }) => row),
    wrong,
    policy,
    seed,
  );
  out(selfTestReport(result, arm.label));
  return result.verdict === 'told' ? exit.pass : exit.inconclusive;
}
