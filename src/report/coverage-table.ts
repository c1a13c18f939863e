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
  // Numbers for columns: two dozen names side by side would be read by nobody.
  const head = ['item', ...fixtures.map((_, i) => String(i + 1)), 'checks'];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const legend = fixtures.map((id, i) => `${i + 1} ${id}`).join(' · ');
  return [
    line(head),
    line(head.map((_, i) => (i === 0 ? '---' : '---:'))),
    ...rows.map(line),
    '',
    `The columns: ${legend}.`,
  ].join('\n');
}
