import type { Row } from '../score/row.ts';
import { itemScore } from '../score/summary.ts';
import { count, points, size } from '../report/points.ts';
import { html, type Html } from './html.ts';

/** Steps of colour to either side of no difference; every cell has its figure too. */
const steps = 4;

type Rows = { readonly base: readonly Row[]; readonly candidate: readonly Row[] };

/** Every item on every fixture in both arms, as a table: what colour says, the figures say too. */
export function heat({ base, candidate }: Rows): Html {
  const fixtures = [...new Set([...base, ...candidate].map(({ fixture }) => fixture))].sort();
  const items = [
    ...new Set([...base, ...candidate].flatMap(({ checks }) => checks.flatMap((check) => check.items))),
  ].sort();
  const means = new Map([...meansOf('base', base), ...meansOf('candidate', candidate)]);
  const differences = (item: string) =>
    fixtures.map((fixture) => {
      const before = means.get(`base ${fixture} ${item}`);
      const after = means.get(`candidate ${fixture} ${item}`);
      return before === undefined || after === undefined ? null : { before, after };
    });
  const all = items.map((item) => ({ item, cells: differences(item) }));
  const drop = ({ cells }: (typeof all)[number]) =>
    cells.reduce((sum, cell) => sum + (cell ? cell.after - cell.before : 0), 0);
  const moves = ({ cells }: (typeof all)[number]) => cells.some((cell) => cell && cell.after !== cell.before);
  const moved = all.filter(moves).sort((a, b) => drop(a) - drop(b));
  const still = all.filter((each) => !moves(each));
  return html`${moved.length > 0 ? tableOf('Items with a difference, the largest drop first', fixtures, moved) : html`<p class="note">No item differs on any fixture.</p>`}
${still.length > 0 ? html`<details><summary>${count(still.length, 'item')} without any difference</summary>${tableOf('Items without any difference', fixtures, still)}</details>` : null}`;
}

type Cell = { readonly before: number; readonly after: number } | null;
type Line = { readonly item: string; readonly cells: readonly Cell[] };

function tableOf(caption: string, fixtures: readonly string[], lines: readonly Line[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="heat">
<caption>${caption}</caption>
<thead><tr><th scope="col">item</th>${fixtures.map((id) => html`<th scope="col">${id.split('/').at(-1) ?? id}</th>`)}</tr></thead>
<tbody>${lines.map(
    ({ item, cells }) => html`<tr><th scope="row">${nameOf(item)}</th>${cells.map(cellOf)}</tr>
`,
  )}</tbody></table></div>`;
}

function cellOf(cell: Cell): Html {
  if (!cell) return html`<td class="none">·</td>`;
  const { before, after } = cell;
  const difference = after - before;
  const short = (share: number) => size(share).replace(/\.0$/, '');
  if (difference === 0) return html`<td><small>= ${short(after)}</small></td>`;
  const step = Math.ceil(Math.abs(difference) * steps - 1e-9);
  return html`<td class="h${difference < 0 ? 'm' : 'p'}${step}"><b>${points(difference)}</b><small>${short(before)} → ${short(after)}</small></td>`;
}

/** An item's own name, its section behind it. */
function nameOf(item: string): Html {
  const [section = '', ...label] = item.split('/');
  return html`${label.join('/')}<small>${section}</small>`;
}

function meansOf(arm: string, rows: readonly Row[]): [string, number][] {
  const scores = rows.flatMap((row) =>
    [...new Set(row.checks.flatMap(({ items }) => items))].flatMap((item) => {
      const score = itemScore(row, item);
      return score === null ? [] : [{ key: `${arm} ${row.fixture} ${item}`, score }];
    }),
  );
  return [...Map.groupBy(scores, ({ key }) => key)].map(([key, group]) => [
    key,
    group.reduce((sum, { score }) => sum + score, 0) / group.length,
  ]);
}
