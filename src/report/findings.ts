import type { Row } from '../score/row.ts';
import { printable } from './printable.ts';

/** Which answers could not be scored and why, grouped so that one edited prompt reads as one finding. */
export function findings(rows: readonly Row[]): string {
  const cells = rows.flatMap(({ finding, variant, fixture, repeat }) =>
    finding
      ? [
          {
            ...finding,
            variant,
            cell: finding.status === 'corrupt' ? (finding.file ?? '') : `${fixture} #${repeat}`,
          },
        ]
      : [],
  );
  const groups = [...Map.groupBy(cells, ({ status, why, variant }) => `${status}  ${variant}: ${why}`)];
  const lines = groups.map(([head, members]) => `${head}\n${wrapped(members.map(({ cell }) => cell))}`);
  const checks = rows.flatMap(({ variant, fixture, repeat, checks: all }) =>
    all
      .filter(({ verdict }) => verdict === 'unscored')
      .map(({ id, reason }) => `unscored  ${variant} ${fixture} #${repeat} ${id}: ${reason}\n`),
  );
  return printable([...lines, ...checks].join(''));
}

function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length > 90) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : `, ${word}`;
  }
  return [...lines, line].map((each) => `  ${each}\n`).join('');
}
