import type { Comparison } from '../gate/comparison.ts';
import { type Quote, type Rows, type Worse, worseThings } from '../report/examples.ts';
import { points } from '../report/points.ts';
import { anchor, html, type Html } from './html.ts';

type Words = ReadonlyMap<string, string>;

/** What got worse, each with the check that shows it best and a quotation from either arm. */
export function worse(comparison: Comparison, rows: Rows, asks: Words, words: Words): Html {
  const things = worseThings(comparison, rows);
  if (things.length === 0)
    return html`<p class="note">Nothing: no item dropped by five points or more, and no invariant failed.</p>`;
  const shown = things.some((thing) => thing.shown);
  return html`<p class="note">${shown ? 'Shown by the test, worst first; each with the check that changed most.' : 'The largest drops, each with the check that changed most. The test shows none of them to be more than chance.'}</p>
<ul class="worse-list">${things.map((thing) => entry(thing, asks, words))}</ul>`;
}

function entry(
  { what, item, difference, fixture, check, passes, failed, passed }: Worse,
  asks: Words,
  words: Words,
): Html {
  return html`<li><p class="delta">${difference === null ? 'must hold' : points(difference)}<small>${difference === null ? null : 'points'}</small></p>
<div><h3>${words.get(item ?? '') ?? what}</h3><p class="item">${what}</p>
<p>${asks.get(`${fixture} ${check}`) ?? check} <span class="item">base ${passes.base}, candidate ${passes.candidate}; <a href="#${anchor('answers', fixture)}">${fixture}</a></span></p>
<dl class="quotes">${quoteOf('candidate', 'fail', failed)}${passed ? quoteOf('base', 'pass', passed) : null}</dl></div></li>
`;
}

function quoteOf(arm: string, verdict: 'pass' | 'fail', { repeat, reason, evidence }: Quote): Html {
  return html`<div class="${verdict}"><dt>${verdict === 'fail' ? '✗' : '✓'} ${arm}, answer ${repeat}</dt><dd>${reason}${evidence === null ? null : html`<br><q>${evidence}</q>`}</dd></div>`;
}

export function suspicious({ suspicious: checks }: Comparison): Html {
  if (checks.length === 0) return html`<p class="note">No check failed more often than before.</p>`;
  return html`<p class="note">Checks that failed more often than before. A list to read, not a verdict: q is roughly the share of false alarms in the list down to there.</p>
<div class="scroll" tabindex="0" role="region" aria-label="checks to look at"><table>
<caption>Answers that passed, of those scored</caption>
<thead><tr><th scope="col">check</th><th scope="col">fixture</th><th scope="col" class="n">base</th><th scope="col" class="n">candidate</th><th scope="col" class="n">p</th><th scope="col" class="n">q</th></tr></thead>
<tbody>${checks.map(
    ({ fixture, check, base, candidate, p, q }) =>
      html`<tr><th scope="row">${check}</th><td><a href="#${anchor('answers', fixture)}">${fixture}</a></td><td class="n">${base.passes} of ${base.answers}</td><td class="n">${candidate.passes} of ${candidate.answers}</td><td class="n">${p.toFixed(3)}</td><td class="n">${q.toFixed(2)}</td></tr>
`,
  )}</tbody></table></div>`;
}
