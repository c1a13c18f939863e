import type { Decision } from '../arm/decide.ts';
import type { Project } from '../project.ts';
import type { GateReport } from '../report/gate-report.ts';
import { gateTerminal } from '../report/gate-terminal.ts';
import type { Values } from './command.ts';

/** Prints the terminal's report and gives back the others that were asked for, by file. */
export function writeReports(
  report: GateReport,
  decision: Decision | null,
  project: Project,
  values: Values,
  out: (text: string) => void,
): [file: string, text: string][] {
  void project;
  out(gateTerminal(report));
  const rows = {
    base: decision?.graded.base.map(({ row }) => row) ?? [],
    candidate: decision?.graded.candidate.map(({ row }) => row) ?? [],
  };
  const { json } = values;
  return typeof json === 'string' ? [[json, `${JSON.stringify({ ...report, rows }, null, 2)}\n`]] : [];
}
