import { aims, type Headroom, isSaturated } from '../score/headroom.ts';
import { table } from './table.ts';

/** What a run leaves to be told apart, in two lines. `unprompted` is the variant that is no prompt at all. */
export function headroomLines(all: readonly Headroom[], unprompted: string): string {
  const seen = all.filter(({ checks }) => checks > 0);
  const build = seen.filter(({ kind }) => kind === 'build');
  const between = seen.filter((each) => isBetween(each.scores.get(unprompted)));
  const full = seen.filter(isSaturated).map(({ fixture }) => fixture);
  const onBuild = build.length > 0 ? ` (${passed(build)} on build tasks)` : '';
  const low = seen.some(({ scores }) => typeof scores.get(unprompted) === 'number')
    ? `${unprompted} scores between ${points(aims.unprompted.low)} and ${points(aims.unprompted.high)} % on ${between.length} of ${seen.length} fixtures; `
    : '';
  return (
    `headroom: ${passed(seen)} checks pass in every answer${onBuild}, ${count(seen, 'fail')} fail in every one\n` +
    `${low}every variant above ${points(aims.saturated)} %: ${full.join(', ') || 'nowhere'}; by name: npm run headroom\n`
  );
}

/** Per fixture: the variants' scores, how many checks never differ, and which, with the reasons why they stay. */
export function headroomListing(
  all: readonly Headroom[],
  variants: readonly string[],
  reasonOf: (fixture: string, check: string | null) => string | null,
): string {
  const blocks = all.flatMap((each) => {
    const entries = [
      ...(isSaturated(each) ? [{ what: 'every variant', verdict: 'scores high', check: null }] : []),
      ...each.pass.map((check) => ({ what: check, verdict: 'passes', check })),
      ...each.fail.map((check) => ({ what: check, verdict: 'fails', check })),
    ];
    const byReason = Map.groupBy(
      entries,
      ({ verdict, check }) => `${verdict}\n${reasonOf(each.fixture, check) ?? ''}`,
    );
    const lines = [...byReason].map(([key, group]) => {
      const [verdict = '', reason = ''] = key.split('\n');
      const names = group.map(({ what }) => what).join(', ');
      return `  always ${verdict}: ${names}\n    ${reason === '' ? 'no reason is written' : `kept: ${reason}`}\n`;
    });
    return lines.length > 0 ? [`${each.fixture}\n${lines.join('')}`] : [];
  });
  return `${table(cellsOf(all, variants))}\n${blocks.join('\n')}`;
}

/** The same table in Markdown, for the notes on validity. */
export function headroomMarkdown(all: readonly Headroom[], variants: readonly string[]): string {
  const [head = [], ...rows] = cellsOf(all, variants);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i < 2 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function cellsOf(all: readonly Headroom[], variants: readonly string[]): string[][] {
  return [
    ['fixture', 'kind', ...variants, 'checks', 'always pass', 'always fail'],
    ...all.map(({ fixture, kind, scores, checks, pass, fail }) => [
      fixture,
      kind,
      ...variants.map((variant) => score(scores.get(variant))),
      String(checks),
      String(pass.length),
      String(fail.length),
    ]),
    [
      'all',
      '',
      ...variants.map((variant) => score(mean(all.flatMap(({ scores }) => scores.get(variant) ?? [])))),
      String(all.reduce((sum, { checks }) => sum + checks, 0)),
      String(count(all, 'pass')),
      String(count(all, 'fail')),
    ],
  ];
}

function isBetween(value: number | null | undefined): boolean {
  return typeof value === 'number' && value >= aims.unprompted.low && value <= aims.unprompted.high;
}

function count(all: readonly Headroom[], verdict: 'pass' | 'fail'): number {
  return all.reduce((sum, each) => sum + each[verdict].length, 0);
}

function passed(all: readonly Headroom[]): string {
  return `${count(all, 'pass')} of ${all.reduce((sum, { checks }) => sum + checks, 0)}`;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function score(value: number | null | undefined): string {
  return typeof value === 'number' ? (value * 100).toFixed(1) : '–';
}

function points(share: number): string {
  return String(Math.round(share * 100));
}
