import type { Answer } from '../answer/answer.ts';
import { hint } from '../input/nearest.ts';
import type { Effects } from './effects.ts';
import { fail, type Outcome, pass, unscored } from './verdict.ts';

/**
 * A grader that takes a verdict of the fixture's probe: the answer's code was run, and this is what it did.
 * @param name the verdict as the probe reports it
 */
export function compileRun(name: string): (answer: Answer, effects: Effects) => Promise<Outcome> {
  return async ({ files }, { run }) => {
    if (files.size === 0) return { ...fail('the answer holds no file to run'), vacant: true };
    const ran = await run();
    if ('unscored' in ran) return unscored(ran.unscored);
    const verdict = ran.verdicts.get(name);
    if (!verdict)
      return unscored(`the probe reports no verdict \`${name}\`${hint(name, [...ran.verdicts.keys()])}`);
    const found = [{ file: null, line: null, text: verdict.evidence }];
    return verdict.pass ? pass(`run: ${name}`, found) : fail(`run: not ${name}`, found);
  };
}
