import { gradeFor } from '../fixture/grading.ts';
import type { Graded } from '../checks/grade.ts';
import { loadProject } from '../project.ts';
import type { Outcome } from '../sandbox/outcome.ts';
import { OutcomeStore } from '../sandbox/outcome-store.ts';
import { limits, type Limits } from '../sandbox/limits.ts';
import { runProbe } from '../sandbox/run-probe.ts';
import { Runs } from '../sandbox/runs.ts';
import type { Ended, Sandbox } from '../sandbox/sandbox.ts';
import { answer, TinyProject } from './tiny-project.ts';

const checks = `- id: works
  asks: Does it work?
  item: a/b
  run: works
`;

/** A project whose one check takes the verdict `works` of this probe. */
export class Probed extends TinyProject {
  constructor(probe: string) {
    super();
    this.write('fixtures/f/one/checks.yaml', checks);
    this.write('fixtures/f/one/probe/probe.py', probe);
    this.write(
      'fixtures/f/one/task.md',
      '---\ntitle: One\nkind: repair\nfiles: [train.py]\nanswer: [train.py]\npackages: [numpy]\n---\nPlease.\n',
    );
  }

  /** Grades an answer that is this code by running it in a sandbox. */
  async grade(sandbox: Sandbox, code = 'x = 1', others: Partial<Limits> = {}): Promise<Graded | undefined> {
    const fixture = loadProject(this.root).fixtures[0];
    if (!fixture) throw new TypeError('no fixture');
    const runs = new Runs(new OutcomeStore(`${this.root}/evals/outcomes`), async ({ source, files }) => {
      const { verdicts, seconds } = await runProbe(sandbox, source, files, { ...limits, ...others });
      const provenance = { date: '2026-01-01', backend: sandbox.name, seconds, differences: [] };
      return { verdicts, provenance } satisfies Outcome;
    });
    return (await gradeFor(fixture, answer('Done.', code), runs))[0];
  }
}

/** A sandbox in which every execution ends like this. */
export function ending(ended: Partial<Ended> | Error): Sandbox {
  return {
    name: 'bwrap',
    isolation: 'bwrap',
    installed: '',
    execute: () =>
      ended instanceof Error
        ? Promise.reject(ended)
        : Promise.resolve({
            code: 0,
            stdout: '',
            stderr: '',
            flooded: false,
            late: false,
            seconds: 1,
            ...ended,
          }),
  };
}
