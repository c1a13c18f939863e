import type { Results } from '../score/results.ts';
import type { Row } from '../score/row.ts';
import type { Mean, Summary } from '../score/summary.ts';
import { printable } from './printable.ts';
import { table } from './table.ts';

/**
 * The comparison as plain text. A cell of the tables is a share in percent, the number of answers behind it, and
 * after a minus the number that could not be scored; a dot where no answer of the run is about the item.
 * @param asked how the model was asked, in words; null where nobody knows
 */
export function terminalReport(
  summary: Summary,
  { rows, judge }: Pick<Results, 'rows' | 'judge'>,
  asked: string | null = null,
): string {
  const parts = [
    heading('share of checks passed, by checklist item', 'answers'),
    table([['', ...summary.variants.map(short)], ...itemRows(summary)]),
    heading('score, by fixture', 'answers'),
    table([
      ['', ...summary.variants.map(short)],
      ...[...summary.fixtures].map(([id, means]) => [id, ...cells(summary, means)]),
      ['all fixtures', ...cells(summary, summary.overall)],
    ]),
    provenance(rows, asked) + decided(judge),
  ];
  return printable(parts.join('\n'));
}

/** A share to the digits that promptfoo's viewer shows, so that the two can be compared by eye. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

function heading(what: string, unit: string): string {
  return `${what} (% / ${unit})\n`;
}

function itemRows({ items, variants }: Summary): string[][] {
  const rows: string[][] = [];
  let section = '';
  for (const [id, means] of items) {
    const [head = '', label = ''] = id.split('/');
    if (head !== section) rows.push([head]);
    section = head;
    rows.push([
      `  ${label.length > 34 ? `${label.slice(0, 33)}…` : label}`,
      ...variants.map((variant) => mean(means.get(variant))),
    ]);
  }
  return rows;
}

function cells({ variants }: Summary, means: ReadonlyMap<string, Mean>): string[] {
  return variants.map((variant) => mean(means.get(variant)));
}

function mean(value: Mean | undefined): string {
  if (!value || value.n + value.unscored === 0) return '·';
  const share = value.mean === null ? '–' : percent(value.mean).slice(0, -1);
  return `${share} /${value.n}${value.unscored > 0 ? `-${value.unscored}` : ''}`;
}

/** Column heads stay narrow: the baseline's name alone is longer than its numbers. */
function short(variant: string): string {
  return variant.length > 12 ? `${variant.slice(0, 11)}…` : variant;
}

function provenance(rows: readonly Row[], asked: string | null): string {
  const scored = rows.filter(({ finding }) => finding === null);
  const days = [...new Set(scored.flatMap(({ taken }) => taken ?? []))].sort();
  const sources = [
    ...new Set(
      scored.map(({ source, model }) => `${source === 'import' ? 'by hand' : 'through the API'} (${model})`),
    ),
  ];
  const [collection = 'no collection'] = new Set(rows.map((row) => row.collection));
  const period = days.length > 1 ? `${days[0]} to ${days.at(-1)}` : (days[0] ?? 'no day');
  return `replayed ${scored.length} of ${rows.length} answers of ${collection}, taken ${sources.join(' and ') || 'nowhere'}${asked === null ? '' : `, ${asked}`}, ${period}\n`;
}

function decided(judge: string | null): string {
  return judge === null
    ? 'what answers say was decided by phrases\n'
    : `what answers say was decided by the judge ${judge}; --judge none goes by phrases\n`;
}
