import type { Comparison } from '../gate/comparison.ts';
import type { GateReport } from './gate-report.ts';
import { caveats, meanings, reasonsOf, subject } from './headline.ts';
import { count, interval, points, size } from './points.ts';
import { printable } from './printable.ts';
import { leftOutTexts, notComparedTexts } from './reasons.ts';
import { settlementText } from './settlement.ts';
import { table } from './table.ts';

/** A gate run as plain text: the verdict first, then why, then the figures. */
export function gateTerminal(report: GateReport): string {
  const { outcome, comparison, notCompared } = report;
  const parts = [
    `${outcome}  ${oneLine(subject(report))}\n${meanings[outcome]}\n`,
    list(reasonsOf(report)),
    comparison ? figures(comparison) : '',
    notCompared.length + (comparison?.leftOut.length ?? 0) > 0
      ? `left out:\n${list([...notComparedTexts(notCompared), ...leftOutTexts(comparison?.leftOut ?? [])])}`
      : '',
    list(caveats(report)),
  ];
  return printable(parts.filter((part) => part !== '').join('\n'));
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `  ${oneLine(line)}\n`).join('');
}

/** A line break in a name or in a recording's own words could start a command to a CI's log. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

function figures(comparison: Comparison): string {
  const { mean, items, fixtures, suspicious, settle, policy } = comparison;
  if (!mean) return '';
  const moved = items.filter(({ difference, regressed }) => difference !== 0 || regressed);
  const rows = (
    entries: readonly Comparison['fixtures'][number][] | readonly Comparison['items'][number][],
  ) =>
    [...entries]
      .sort((a, b) => a.difference - b.difference)
      .map((entry) => [
        `  ${entry.id}`,
        size(entry.base),
        size(entry.candidate),
        points(entry.difference),
        interval(entry.interval),
        'regressed' in entry && entry.adjusted !== null
          ? `p ${entry.adjusted.toFixed(3)}${entry.regressed ? ' worse' : ''}`
          : '',
      ]);
  return [
    `mean score ${size(mean.base)} → ${size(mean.candidate)}: ${points(mean.estimate)} points ${interval(mean.interval)} on these fixtures, margin ${size(policy.margin)}\n` +
      `  on tasks like these ${interval(mean.superpopulation.interval)}; smallest drop that this many answers would show ${size(mean.detectable)}\n` +
      (settle ? `  ${settlementText(settle)}\n` : ''),
    `by checklist item (base, candidate, difference in points [95 %], corrected p)\n${table(rows(moved))}` +
      `  ${count(items.length - moved.length, 'item')} without any difference\n`,
    `by fixture\n${table(rows(fixtures))}`,
    suspicious.length > 0
      ? `checks that failed more often (exploratory)\n${table(
          suspicious
            .slice(0, 12)
            .map(({ fixture, check, base, candidate, q }) => [
              `  ${fixture} ${check}`,
              `${base.passes}/${base.answers}`,
              `${candidate.passes}/${candidate.answers}`,
              `q ${q.toFixed(2)}`,
            ]),
        )}`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}
