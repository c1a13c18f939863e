import type { Comparison } from '../gate/comparison.ts';
import type { GateReport } from './gate-report.ts';
import { type Rows, worseThings } from './examples.ts';
import { caveats, meanings, reasonsOf } from './headline.ts';
import { code, prose } from './markdown.ts';
import { count, interval, points, size } from './points.ts';
import { leftOutTexts, notComparedTexts } from './reasons.ts';
import { settlementText } from './settlement.ts';

/** By which a CI finds its earlier comment again. */
export const marker = '<!-- prompt-gate -->';

/** GitHub refuses a comment of more than 65,536 characters. */
const longest = 65_000;
/** Rows of a table; the page and the JSON have them all. */
const most = 40;

/**
 * A gate run for a job's summary and for one comment on a pull request: the verdict first, then what got worse, then
 * the tables. Whatever comes from an answer or a name stands in a code span, where nothing is a link or a mention.
 */
export function gateMarkdown(report: GateReport, rows: Rows): string {
  const { outcome, base, candidate, comparison, notCompared } = report;
  const left = [...notComparedTexts(notCompared), ...leftOutTexts(comparison?.leftOut ?? [])];
  const parts = [
    `${marker}\n## ${outcome}: ${code(candidate.label)} against ${code(base.label)}\n`,
    `${meanings[outcome]}\n`,
    list(reasonsOf(report)),
    ...(comparison ? figures(comparison, rows) : []),
    left.length > 0 ? folded(`Left out (${left.length})`, list(left.slice(0, most))) : '',
    folded('How far to trust this', list(caveats(report))),
  ].filter((part) => part !== '');
  return fit(parts);
}

/** Whole parts as far as there is room for them; the first ones matter most. */
function fit(parts: readonly string[]): string {
  let text = '';
  for (const part of parts) {
    if (text.length + part.length > longest) return `${text}\n*Shortened; the artifacts have the rest.*\n`;
    text += `${part}\n`;
  }
  return text;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${prose(line)}\n`).join('');
}

function folded(summary: string, body: string): string {
  return `<details><summary>${summary}</summary>\n\n${body}\n</details>\n`;
}

function figures(comparison: Comparison, rows: Rows): string[] {
  const { mean, items, fixtures, settle, policy } = comparison;
  if (!mean) return [];
  const header = (first: string) =>
    `| ${first} | base % | candidate % | difference | 95 % | |\n| :-- | --: | --: | --: | --: | :-- |\n`;
  const table = (first: string, entries: readonly Entry[]) => {
    const sorted = [...entries].sort((a, b) => a.difference - b.difference);
    const rest = sorted.length - most;
    return `${header(first)}${sorted.slice(0, most).map(row).join('')}${rest > 0 ? `\n${rest} more are in the artifacts.\n` : ''}`;
  };
  const changed = items.filter(({ difference }) => difference !== 0);
  return [
    `Mean score ${size(mean.base)} → ${size(mean.candidate)}: **${points(mean.estimate)} points** ${interval(mean.interval)}, margin ${size(policy.margin)}. ` +
      `${count(comparison.n, 'fixture')}, ${comparison.base.answers} and ${comparison.candidate.answers} answers; the smallest drop that so many would show is ${size(mean.detectable)}.\n` +
      (settle ? `\n${settlementText(settle)}\n` : ''),
    worse(comparison, rows),
    folded(
      `By checklist item (${changed.length} of ${items.length} differ)`,
      table(
        'item',
        changed.map((item) => ({ ...item, more: item.regressed ? '**worse**' : '' })),
      ),
    ),
    folded(
      'By fixture',
      table(
        'fixture',
        fixtures.map((fixture) => ({ ...fixture, more: '' })),
      ),
    ),
  ];
}

type Entry = Pick<Comparison['fixtures'][number], 'id' | 'base' | 'candidate' | 'difference' | 'interval'> & {
  readonly more: string;
};

function row({ id, base, candidate, difference, interval: bounds, more }: Entry): string {
  return `| ${code(id, true)} | ${size(base)} | ${size(candidate)} | ${points(difference)} | ${interval(bounds)} | ${more} |\n`;
}

function worse(comparison: Comparison, rows: Rows): string {
  const things = worseThings(comparison, rows);
  if (things.length === 0) return '';
  const shown = things.some((thing) => thing.shown);
  const entries = things
    .slice(0, most)
    .map(({ what, difference, fixture, check, passes, failed, passed }) => {
      const quote = (arm: string, { repeat, reason, evidence }: typeof failed) =>
        `  > ${arm}, answer ${repeat}: ${code(evidence === null ? reason : `${reason} · ${evidence}`)}\n`;
      const drop = difference === null ? 'must hold' : `**${points(difference)}**`;
      return (
        `- ${code(what)} ${drop}; ${code(check)} of ${code(fixture)}: base ${passes.base}, candidate ${passes.candidate}\n` +
        quote('✗ candidate', failed) +
        (passed ? `  >\n${quote('✓ base', passed)}` : '')
      );
    });
  return `### ${shown ? 'What got worse' : 'The largest drops, none of them shown to be more than chance'}\n\n${entries.join('')}`;
}
