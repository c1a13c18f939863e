import type { GradedAnswer, GradedArms } from '../arm/grade.ts';
import { count, size } from '../report/points.ts';
import { anchor, html, type Html } from './html.ts';

/** Of one answer, in characters; what stands behind it is counted and not shown. */
const longest = 40_000;
/** Of the page: beyond it, only the first answers of each fixture are shown. */
const most = 3_000_000;

const marks = { pass: '✓', fail: '✗', unscored: '?' } as const;

/** Answers of both arms beside each other, with the lines marked that a verdict rests on. */
export function answers({ base, candidate }: GradedArms, asks: ReadonlyMap<string, string>): Html {
  const fixtures = Map.groupBy(base, ({ row }) => row.fixture);
  const others = Map.groupBy(candidate, ({ row }) => row.fixture);
  const characters = [...base, ...candidate].reduce(
    (sum, { answer }) => sum + Math.min(answer.length, longest),
    0,
  );
  const all = characters <= most;
  return html`${all ? null : html`<p class="note">Only the first answers to each fixture are shown: all of them would make the page too large.</p>`}
  ${[...fixtures].map(([fixture, left]) => {
    const right = others.get(fixture) ?? [];
    const pairs = Array.from({ length: all ? Math.max(left.length, right.length) : 1 }, (_, i) => i);
    return html`<details class="fixture" id="${anchor('answers', fixture)}">
      <summary>
        <h3>${fixture}</h3>
        <span>${scores(left)} → ${scores(right)}</span>
      </summary>
      ${pairs.map((i) => pairOf(fixture, left[i], right[i], asks))}
    </details> `;
  })}`;
}

function scores(graded: readonly GradedAnswer[]): string {
  return graded.map(({ row }) => (row.score === null ? '–' : size(row.score))).join(', ');
}

function pairOf(
  fixture: string,
  left: GradedAnswer | undefined,
  right: GradedAnswer | undefined,
  asks: ReadonlyMap<string, string>,
): Html {
  const ids = (right ?? left)?.row.checks.map(({ id }) => id) ?? [];
  const verdicts = ids.map((id): Verdicts => {
    const of = (answer: GradedAnswer | undefined) => answer?.row.checks.find((check) => check.id === id);
    return { id, before: of(left), after: of(right) };
  });
  const differs = ({ before, after }: Verdicts) => before?.verdict !== after?.verdict;
  const same = verdicts.filter((each) => !differs(each));
  const numbers = `${fixture}, base answer ${left?.row.repeat ?? '–'} and candidate answer ${right?.row.repeat ?? '–'}`;
  return html`<div class="pair">${verdictsOf(`Verdicts that differ between ${numbers}`, fixture, verdicts.filter(differs), asks)}
<details><summary>${count(same.length, 'check')} with the same verdict on both</summary>${verdictsOf(`The same verdict on ${numbers}`, fixture, same, asks)}</details>
<div class="sides">${sideOf('base', left)}${sideOf('candidate', right)}</div></div>`;
}

type Check = GradedAnswer['row']['checks'][number] | undefined;
type Verdicts = { readonly id: string; readonly before: Check; readonly after: Check };

function verdictsOf(
  caption: string,
  fixture: string,
  verdicts: readonly Verdicts[],
  asks: ReadonlyMap<string, string>,
): Html {
  if (verdicts.length === 0) return html`<p class="note">${caption}: none.</p>`;
  const cell = (check: Check) =>
    check
      ? html`<td class="${check.verdict}"><b>${marks[check.verdict]} ${check.verdict}</b><small>${check.reason}</small></td>`
      : html`<td class="none">·</td>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="verdicts">
<caption>${caption}</caption>
<thead><tr><th scope="col">check</th><th scope="col">base</th><th scope="col">candidate</th></tr></thead>
<tbody>${verdicts.map(
    ({ id, before, after }) =>
      html`<tr><th scope="row">${id}<small>${asks.get(`${fixture} ${id}`) ?? null}</small></th>${cell(before)}${cell(after)}</tr>
`,
  )}</tbody></table></div>`;
}

function sideOf(arm: string, graded: GradedAnswer | undefined): Html {
  if (!graded)
    return html`<div class="side">
      <h4>${arm}</h4>
      <p class="note">no answer</p>
    </div>`;
  const { row, answer } = graded;
  const shown = answer.slice(0, longest);
  const cut = answer.length - shown.length;
  return html`<div class="side">
    <h4>${arm}: ${row.variant}, answer ${row.repeat}</h4>
    <pre tabindex="0">${lines(shown, row)}</pre>
    ${cut > 0 ? html`<p class="note">${cut} further characters are not shown.</p>` : null}
  </div>`;
}

function lines(text: string, { checks }: GradedAnswer['row']): Html[] {
  const found = Map.groupBy(
    checks.flatMap(({ id, verdict, evidence }) => evidence.map(({ line }) => ({ id, verdict, line }))),
    ({ line }) => line,
  );
  return text.split('\n').map((line, i) => {
    const here = found.get(i + 1);
    if (!here) return html`${line}${'\n'}`;
    const kind = here.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'pass';
    const tags = [...new Set(here.map(({ id, verdict }) => `${marks[verdict]} ${id}`))];
    return html`<mark class="${kind}">${line === '' ? ' ' : line}<span>${tags.join('  ')}</span></mark>${'\n'}`;
  });
}
