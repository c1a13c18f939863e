import type { Covered } from '../validity/coverage.ts';
import type { Waiver } from '../validity/waivers.ts';

/** Items × fixtures as a Markdown table: how many checks of each fixture serve each item. */
export function coverageTable(covered: readonly Covered[], waivers: readonly Waiver[]): string {
  const waived = new Set(waivers.map(({ item }) => item));
  const fixtures = [...new Set(covered.flatMap(({ checks }) => checks.map(({ fixture }) => fixture)))].sort();
  const rows = covered.map(({ item, checks }) => [
    `\`${item.id}\``,
    ...fixtures.map((id) => {
      const count = checks.filter(({ fixture }) => fixture === id).length;
      return count > 0 ? String(count) : '';
    }),
    checks.length > 0 ? String(checks.length) : waived.has(item.id) ? 'waived' : 'open',
  ]);
  const head = ['item', ...fixtures.map((id) => id.split('/').at(-1) ?? id), 'checks'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const [start, end] = ['<!-- coverage: npm run coverage -- --write -->', '<!-- end of coverage -->'];

/**
 * A text with the table between its marks put up to date.
 * @returns null where it has no such marks
 */
export function withCoverageTable(text: string, table: string): string | null {
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  return from === -1 || to < from ? null : `${text.slice(0, from)}${start}\n\n${table}\n\n${text.slice(to)}`;
}
