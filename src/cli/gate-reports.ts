import { parseAgent } from '../agent/agent.ts';
import type { Arm } from '../arm/arm.ts';
import type { Decision } from '../arm/decide.ts';
import { checklistOf } from '../checklist/checklist.ts';
import { readFrom } from '../input/tree.ts';
import type { Project } from '../project.ts';
import { annotations } from '../report/annotations.ts';
import type { Rows } from '../report/examples.ts';
import { gateJunit } from '../report/gate-junit.ts';
import { gateMarkdown } from '../report/gate-markdown.ts';
import type { GateReport } from '../report/gate-report.ts';
import { gateTerminal } from '../report/gate-terminal.ts';

/** Everything that a report of a gate run may show. */
export type Shown = {
  readonly report: GateReport;
  readonly decision: Decision | null;
  readonly candidate: Arm;
  readonly project: Project;
};

type Writer = (shown: Shown, rows: Rows) => string | Promise<string>;

/** By the option that names a report's file. */
export const writers = {
  json: ({ report }, rows) => `${JSON.stringify({ ...report, rows }, null, 2)}\n`,
  markdown: ({ report }, rows) => gateMarkdown(report, rows),
  junit: ({ report }, rows) => gateJunit(report, rows),
  html: async ({ report, decision, project }) => {
    const { page } = await import('../page/page.ts');
    return page(report, {
      graded: decision?.graded ?? null,
      asks: new Map(
        project.fixtures.flatMap(({ id, checks }) =>
          checks.map((check) => [`${id} ${check.id}`, check.asks] as const),
        ),
      ),
      words: new Map(project.checklist.map(({ id, text }) => [id, text] as const)),
    });
  },
} as const satisfies Readonly<Record<string, Writer>>;

export function terminalOf({ report }: Shown): string {
  return gateTerminal(report);
}

export function annotationsOf({ report: { comparison }, candidate }: Shown, rows: Rows): string {
  const { file, tree } = candidate;
  if (!comparison || file === null) return '';
  const items = checklistOf(parseAgent(readFrom(tree, file), file));
  return annotations(comparison, rows, file, new Map(items.map(({ id, line }) => [id, line] as const)));
}

export function rowsOf(decision: Decision | null): Rows {
  return {
    base: decision?.graded.base.map(({ row }) => row) ?? [],
    candidate: decision?.graded.candidate.map(({ row }) => row) ?? [],
  };
}
