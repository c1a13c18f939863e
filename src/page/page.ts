import type { GradedArms } from '../arm/grade.ts';
import type { Comparison } from '../gate/comparison.ts';
import type { GateReport } from '../report/gate-report.ts';
import { caveats, meanings, reasonsOf } from '../report/headline.ts';
import { leftOutTexts, notComparedTexts } from '../report/reasons.ts';
import { answers } from './answers.ts';
import { heat } from './heat.ts';
import { html, type Html } from './html.ts';
import { keyFigures } from './figures.ts';
import { type Part, shell } from './shell.ts';
import { fixtureChart, itemChart, pathChart } from './sections.ts';
import { suspicious, worse } from './worse.ts';

/** What the page needs beside the report. */
export type Material = {
  readonly graded: GradedArms | null;
  /** Each check's question, by `fixture check`. */
  readonly asks: ReadonlyMap<string, string>;
  /** Each checklist item's own words, by id. */
  readonly words: ReadonlyMap<string, string>;
};

/**
 * A gate run as one page that needs nothing else: no script, no font, no network, which its own policy forbids.
 */
export function page(report: GateReport, material: Material): string {
  const { outcome, base, candidate, comparison } = report;
  const { graded } = material;
  const parts = comparison?.mean && graded ? sectionsOf(comparison, graded, material) : [];
  const head = html`<p class="eyebrow">${candidate.label} <span>against</span> ${base.label}</p>
<h1 class="${outcome.split(' ')[0] ?? ''}">${outcome}</h1>
<p class="lead">${meanings[outcome]}</p>
<ul class="why">${reasonsOf(report).map((reason) => html`<li>${reason}</li>`)}</ul>
${comparison?.mean ? keyFigures(comparison) : null}`;
  const figures = comparison
    ? `Margin ${(comparison.policy.margin * 100).toFixed(1)} points, seed ${comparison.seed}, ${comparison.itemTest.permutations} relabellings. `
    : '';
  const origins = `Collection ${report.collection}. Base: ${base.origin}. Candidate: ${candidate.origin}.`;
  return shell({
    title: `${outcome}: ${candidate.label} against ${base.label}`,
    head,
    parts: [...parts, { id: 'trust', title: 'How far to trust this', body: trustOf(report) }],
    foot: html`${figures}${origins}`,
  });
}

function sectionsOf(comparison: Comparison, graded: GradedArms, { asks, words }: Material): Part[] {
  const rows = {
    base: graded.base.map(({ row }) => row),
    candidate: graded.candidate.map(({ row }) => row),
  };
  return [
    { id: 'worse', title: 'What got worse', body: worse(comparison, rows, asks, words) },
    { id: 'items', title: 'By checklist item', body: itemChart(comparison) },
    { id: 'fixtures', title: 'By fixture', body: fixtureChart(comparison) },
    { id: 'path', title: 'Round by round', body: pathChart(comparison) },
    {
      id: 'heat',
      title: 'Every item on every fixture',
      body: html`<p class="note">Share of an item’s checks passed: the difference in percentage points, below it base → candidate in percent. A dot: no check of the fixture serves the item.</p>
${heat(rows)}`,
    },
    { id: 'checks', title: 'Checks to look at', body: suspicious(comparison) },
    { id: 'answers', title: 'The answers', body: answers(graded, asks) },
  ];
}

function trustOf(report: GateReport): Html {
  const out = [...notComparedTexts(report.notCompared), ...leftOutTexts(report.comparison?.leftOut ?? [])];
  return html`<ul class="why">${caveats(report).map((each) => html`<li>${each}</li>`)}</ul>
${out.length > 0 ? html`<h3>Left out</h3><ul class="why">${out.map((each) => html`<li>${each}</li>`)}</ul>` : null}`;
}
