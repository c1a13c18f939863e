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
  return printable([...lines, ...unscored(rows)].join(''));
}

/** How many checks of one reason are named, one cause being most often that of hundreds. */
const mostNamed = 12;

function unscored(rows: readonly Row[]): string[] {
  const checks = rows.flatMap(({ variant, fixture, repeat, checks: all }) =>
    all
      .filter(({ verdict }) => verdict === 'unscored')
      .map(({ id, reason }) => ({ reason, name: `${variant} ${fixture} #${repeat} ${id}` })),
  );
  return [...Map.groupBy(checks, ({ reason }) => reason)].map(([reason, members]) => {
    const names = members.slice(0, mostNamed).map(({ name }) => name);
    const more = members.length > mostNamed ? [`and ${members.length - mostNamed} more`] : [];
    return `unscored  ${reason}\n${wrapped([...names, ...more])}`;
  });
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
