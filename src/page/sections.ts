import type { Comparison } from '../gate/comparison.ts';
import { count, interval, points, size } from '../report/points.ts';
import { forest, type Line } from './forest.ts';
import { html, type Html } from './html.ts';
import { path } from './path.ts';

/** A chart in both of its forms, of which the style sheet shows one. */
function both(draw: (form: 'wide' | 'narrow') => Html): Html {
  return html`<div class="wide">${draw('wide')}</div><div class="narrow">${draw('narrow')}</div>`;
}

type Entry = Pick<Comparison['items'][number], 'id' | 'base' | 'candidate' | 'difference' | 'interval'>;

function figures(
  caption: string,
  entries: readonly (Entry & { readonly more: string })[],
  more: string,
): Html {
  return html`<details><summary>The figures as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${more === 'answers' ? 'fixture' : 'item'}</th><th scope="col" class="n">base %</th><th scope="col" class="n">candidate %</th><th scope="col" class="n">difference</th><th scope="col" class="n">95 %</th><th scope="col" class="n">${more}</th></tr></thead>
<tbody>${entries.map(
    (
      entry,
    ) => html`<tr><th scope="row">${entry.id}</th><td class="n">${size(entry.base)}</td><td class="n">${size(entry.candidate)}</td><td class="n">${points(entry.difference)}</td><td class="n">${interval(entry.interval)}</td><td class="n">${entry.more}</td></tr>
`,
  )}</tbody></table></div></details>`;
}

function byDrop<T extends Entry>(entries: readonly T[]): T[] {
  return [...entries].sort((a, b) => a.difference - b.difference);
}

export function itemChart({ items, itemTest }: Comparison): Html {
  const sorted = byDrop(items);
  const still = sorted.filter(({ difference, regressed }) => difference === 0 && !regressed);
  const lines = sorted
    .filter((item) => !still.includes(item))
    .map((item): Line => {
      const [section = '', ...label] = item.id.split('/');
      return {
        label: label.join('/'),
        under: `${section} · ${count(item.fixtures, 'fixture')}`,
        difference: item.difference,
        interval: item.interval,
        mark: item.regressed ? 'worse' : item.adjusted === null ? 'hollow' : 'plain',
      };
    });
  const level =
    itemTest.level > 0
      ? `at a level of ${itemTest.level.toFixed(4)}`
      : 'with no level left to spend at this look';
  return html`<p class="note">Share of an item’s checks passed, candidate less base, with a 95 % interval for each item alone. ▼ shown to be worse after correction for all items; ● tested, ${level}; ○ seen on too few fixtures to test.${still.length > 0 ? ` ${count(still.length, 'item')} without any difference ${still.length === 1 ? 'is' : 'are'} in the table alone.` : null}</p>
${both((form) => forest(lines, null, `Differences of ${lines.length} checklist items; the table below has the figures`, form))}
${figures(
  'By checklist item, the largest drop first',
  sorted.map((item) => ({ ...item, more: item.adjusted === null ? 'not tested' : item.adjusted.toFixed(3) })),
  'corrected p',
)}`;
}

export function fixtureChart({ fixtures, mean, policy }: Comparison): Html {
  const sorted = byDrop(fixtures);
  const lines = sorted.map((fixture): Line => ({
    label: fixture.id.split('/').at(-1) ?? fixture.id,
    under: `${fixture.id.split('/')[0] ?? ''} · ${fixture.answers.base} and ${fixture.answers.candidate} answers`,
    difference: fixture.difference,
    interval: fixture.interval,
    mark: 'plain',
  }));
  const whole: Line[] = mean
    ? [
        {
          label: 'mean of all fixtures',
          under: 'decides',
          difference: mean.estimate,
          interval: mean.interval,
          mark: 'whole',
        },
      ]
    : [];
  return html`<p class="note">Mean score, candidate less base. The diamond is the mean over these fixtures, which the verdict is read off: PASS where all of it lies right of the margin, REGRESS where all of it lies left of no change.${mean ? ` On tasks like these, were they drawn at random, the difference is ${points(mean.estimate)} ${interval(mean.superpopulation.interval)}; that decides nothing.` : null}</p>
${both((form) => forest([...lines, ...whole], policy.margin, `Differences of ${fixtures.length} fixtures and their mean; the table below has the figures`, form))}
${figures(
  'By fixture, the largest drop first',
  sorted.map((fixture) => ({ ...fixture, more: `${fixture.answers.base} and ${fixture.answers.candidate}` })),
  'answers',
)}`;
}

export function pathChart({ path: looks }: Comparison): Html {
  return html`<p class="note">The estimate after each round, in percentage points, and the boundaries at which the gate stops: at or above the upper one it passes, at or below the lower one it is a regression. Looking after every round is paid for by boundaries that are wider early on.</p>
${looks.length > 0 ? both((form) => path(looks, `The estimate after ${count(looks.length, 'round')} between its boundaries`, form)) : html`<p>No round is complete.</p>`}`;
}
