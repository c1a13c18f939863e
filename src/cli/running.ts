import { availableParallelism } from 'node:os';
import { parseAnswer } from '../answer/answer.ts';
import type { Fixture } from '../fixture/fixture.ts';
import { runOf } from '../fixture/grading.ts';
import { findSandbox } from '../sandbox/backend.ts';
import { type Perform, performIn, type Run, type Runs } from '../sandbox/runs.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { Slots } from '../sandbox/slots.ts';
import type { Context } from './command.ts';

/** Runs answers here, or says at each why it can't: a machine without a sandbox still replays what is kept. */
export function performHere(): Perform {
  const found = findSandbox();
  if ('sandbox' in found) return performIn(found.sandbox, new Slots(availableParallelism()));
  return () => Promise.reject(new SandboxError(found.missing));
}

/** What has to be run for an answer to a fixture; null for nothing. */
export function wantedRun(fixture: Fixture, text: string): Run | null {
  const asks = fixture.checks.some(({ verdicts }) => verdicts.length > 0);
  return asks ? runOf(fixture, parseAnswer(text, fixture.task.answer[0] ?? null)) : null;
}

/**
 * Sees to it that everything wanted has been run, as many at once as there is room for, and tells how far it is.
 * What can't be run is told where it is graded.
 */
export async function runMissing(runs: Runs, wanted: readonly Run[], context: Context): Promise<void> {
  const tell = counter(wanted.length, context);
  await Promise.all(
    wanted.map(async (run) => {
      await runs.outcome(run).catch((error: unknown) => {
        if (!(error instanceof SandboxError)) throw error;
      });
      tell();
    }),
  );
}

/** Tells how many of `all` answers have been run: one line that is redrawn, or every twentieth in a log. */
export function counter(all: number, { err, terminal }: Context): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (terminal) err(`\rran ${done} of ${all} answers${done === all ? '\n' : ''}`);
    else if (done % 20 === 0 || done === all) err(`ran ${done} of ${all} answers\n`);
  };
}
