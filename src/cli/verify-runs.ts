import type { Fixture } from '../fixture/fixture.ts';
import { printable } from '../report/printable.ts';
import type { Outcome } from '../sandbox/outcome.ts';
import { nameOf } from '../sandbox/outcome-store.ts';
import { type Perform, requestOf, type Run } from '../sandbox/runs.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import type { Context } from './command.ts';
import { type Exit, exit } from './exit.ts';
import { outcomeStore } from '../sample/outcomes.ts';
import { counter, performHere, wantedRun } from './running.ts';

/**
 * Runs kept outcomes again and tells every verdict that comes out otherwise.
 * @param texts answers by their fixture, recorded and labelled
 * @param most how many of them, spread evenly over all
 */
export async function verifyRuns(
  texts: readonly { readonly fixture: Fixture; readonly text: string }[],
  most: number,
  context: Context,
): Promise<Exit> {
  const store = outcomeStore(context.root);
  const kept = new Map<string, { run: Run; outcome: Outcome }>();
  for (const { fixture, text } of texts) {
    const run = wantedRun(fixture, text);
    const found = run && store.lookup(requestOf(run));
    if (run && found?.status === 'found') kept.set(nameOf(requestOf(run)), { run, outcome: found.outcome });
  }
  const chosen = spread([...kept], most);
  if (chosen.length === 0) {
    context.err('no outcome is kept for any of these answers; npm run eval -- --mode auto\n');
    return exit.needsAnswers;
  }
  const perform = performHere();
  const tell = counter(chosen.length, context);
  const found = await Promise.all(
    chosen.map(async ([name, each]) => {
      const result = await compare(name, each, perform, context);
      tell();
      return result;
    }),
  );
  const count = (kind: string) => found.filter((each) => each === kind).length;
  context.out(
    `${chosen.length} of ${kept.size} outcomes run again: ${count('same')} the same, ${count('other')} otherwise, ${count('unscored')} could not be run\n`,
  );
  if (count('other') > 0) return exit.regress;
  return count('unscored') > 0 ? exit.needsAnswers : exit.pass;
}

async function compare(
  name: string,
  { run, outcome }: { run: Run; outcome: Outcome },
  perform: Perform,
  { out }: Context,
): Promise<'same' | 'other' | 'unscored'> {
  let again: Outcome;
  try {
    again = await perform(run);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    out(printable(`${name}: ${error.message}`) + '\n');
    return 'unscored';
  }
  const names = [...new Set([...Object.keys(outcome.verdicts), ...Object.keys(again.verdicts)])];
  const other = names.filter((each) => outcome.verdicts[each]?.pass !== again.verdicts[each]?.pass);
  for (const each of other) {
    out(`${name}: ${each}\n`);
    for (const [when, verdict] of [
      ['kept', outcome.verdicts[each]],
      ['now ', again.verdicts[each]],
    ] as const)
      out(
        printable(
          `  ${when} ${verdict ? `${verdict.pass ? 'pass' : 'fail'}: ${verdict.evidence}` : 'no verdict'}`,
        ) + '\n',
      );
  }
  return other.length === 0 ? 'same' : 'other';
}

function spread<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
}
