import type { Decider, Disagreement, Read } from '../validity/reading.ts';
import { shareOf } from '../validity/reading.ts';
import { table } from './table.ts';

const head = [
  'half',
  'rests on',
  'decided by',
  'as read',
  'of those that should pass',
  'of those that should fail',
];

/** Verdicts against readers, and every disagreement with who was right. */
export function readingsText(reads: readonly Read[], disagreements: readonly Disagreement[]): string {
  if (reads.length === 0) return 'no sampled answer has been read\n';
  const lines = disagreements.map(
    ({ half, fixture, check, right, by, why }) =>
      `${half}  ${fixture} ${check}${by === 'judge' ? ' (judge)' : ''}: ${right} was right: ${why}\n`,
  );
  return `${table([head, ...reads.map(cells)])}\n${lines.join('')}`;
}

/** The same in Markdown, for the notes on validity. */
export function readingsMarkdown(reads: readonly Read[], disagreements: readonly Disagreement[]): string {
  const line = (each: readonly string[]) =>
    `| ${each.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const tableOf = (first: readonly string[], rows: readonly (readonly string[])[]) =>
    [line(first), line(first.map(() => '---')), ...rows.map(line)].join('\n');
  const rows = disagreements.map(({ half, fixture, check, right, by, why }) => [
    half,
    fixture,
    `\`${check}\`${by === 'judge' ? ' (judge)' : ''}`,
    right,
    why,
  ]);
  return `${tableOf(head, reads.map(cells))}\n\n${tableOf(['half', 'fixture', 'check', 'right was', 'why'], rows)}`;
}

function cells({ half, shape, by, agreed, verdicts, passed, failed }: Read): string[] {
  return [
    half,
    shape,
    decided[by],
    shareOf({ right: agreed, n: verdicts }),
    shareOf(passed),
    shareOf(failed),
  ];
}

const decided: Readonly<Record<Decider, string>> = {
  grader: 'the grader',
  phrases: 'phrases',
  judge: 'the judge',
};
