import type { Variant } from '../agent/variant.ts';
import type { Cell } from '../cell.ts';
import type { Row } from '../score/row.ts';
import { settleEnvironment } from './environment.ts';
import { withMigration } from './migration.ts';
import { gradingOf, replyOf } from './promptfoo.ts';
import type { Session } from './session.ts';

type Evaluate = (typeof import('promptfoo'))['evaluate'];
type Suite = Parameters<Evaluate>[0];
type CallContext = { prompt: { config: { variant: string } }; vars: { fixture: string; repeat: number } };

/** What the prompt column shows for a variant. */
export function promptText({ system }: Variant): string {
  return system ?? '(no system prompt)';
}

/** What a run left behind: a row per cell, and where the viewer shows them. */
export type Run = { readonly rows: readonly Row[]; readonly evalId: string };

/**
 * Runs all cells through promptfoo, in this process and once, and stores them for its viewer.
 * Rows are taken from the session, never read back from promptfoo, whose aggregates are for its viewer alone.
 */
export async function runInPromptfoo(
  session: Session,
  cells: readonly Cell[],
  progress: boolean,
): Promise<Run> {
  settleEnvironment(session.project.root);
  const { evaluate } = await import('promptfoo');
  const variants = [...new Set(cells.map(({ variant }) => variant))];
  const turns = [...new Map(cells.map((cell) => [`${cell.fixture.id} #${cell.repeat}`, cell])).entries()];
  const find = ({ prompt, vars }: CallContext): Cell => {
    const cell = session.cell(prompt.config.variant, vars.fixture, vars.repeat);
    if (!cell)
      throw new TypeError(
        `promptfoo asked for a cell that isn't there: ${prompt.config.variant} ${vars.fixture}`,
      );
    return cell;
  };
  const suite = {
    description: `${variants.map(({ id }) => id).join(', ')} on ${turns.length} tasks`,
    writeLatestResults: true,
    sharing: false,
    prompts: variants.map((variant) => {
      const raw = promptText(variant);
      return {
        raw,
        label: variant.id,
        config: { variant: variant.id },
        function: () => Promise.resolve(raw),
      };
    }),
    providers: [
      {
        id: () => session.collection.id,
        label: session.collection.id,
        callApi: async (_prompt: string, context: CallContext) =>
          replyOf(await session.result(find(context))),
      },
    ],
    tests: turns.map(([description, { fixture, repeat }]) => ({
      description,
      vars: { fixture: fixture.id, repeat },
      metadata: { fixture: fixture.id, repeat },
    })),
    defaultTest: {
      assert: [
        {
          type: 'javascript',
          metric: 'cell score',
          value: async (
            _output: string,
            { metadata }: { metadata: { variant: string; fixture: string; repeat: number } },
          ) => grade(session, metadata.variant, metadata.fixture, metadata.repeat),
        },
      ],
    },
    extensions: [`${new URL('hooks.ts', import.meta.url).href}:afterAll`],
  };
  const options = { showProgressBar: progress, silent: true, maxConcurrency: 4, cache: false };
  const record = await withMigration(() =>
    evaluate(suite as unknown as Suite, options as Parameters<Evaluate>[1]),
  );
  const rows = await Promise.all(cells.map(async (cell) => (await session.result(cell)).row));
  return { rows, evalId: record.id };
}

/** An assertion's verdict on one cell; the same for the run above and for promptfoo's own command line. */
export async function grade(session: Session, variant: string, fixture: string, repeat: number) {
  const cell = session.cell(variant, fixture, repeat);
  if (!cell) throw new TypeError(`no cell ${variant} ${fixture} ${repeat}`);
  const asks = new Map(cell.fixture.checks.map((check) => [check.id, check.asks]));
  return gradingOf((await session.result(cell)).row, asks);
}
