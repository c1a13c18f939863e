import { type Cell } from '../cell.ts';
import { estimate, prices, usualModel } from '../sample/price.ts';

/** What some missing answers would cost, and the three ways of getting them. */
export function waysOn(cells: readonly Pick<Cell, 'variant' | 'fixture'>[]): string {
  return [
    `needs ${cells.length} answers (${priceOf(cells)}); nothing stale, corrupt or missing was graded. Ways on:`,
    '  npm run eval -- --mode auto      takes them from Claude, with ANTHROPIC_API_KEY (not there yet)',
    '  npm run record -- export FOLDER  writes them out to be answered elsewhere; then record -- import FOLDER',
    '  a maintainer’s label on the pull request, where CI holds a key',
    '',
  ].join('\n');
}

export function priceOf(cells: readonly Pick<Cell, 'variant' | 'fixture'>[]): string {
  const price = prices[usualModel];
  if (!price) return 'at a price unknown';
  const texts = cells.map(({ variant, fixture }) => ({ system: variant.system, message: fixture.message }));
  return `about $${estimate(texts, price).toFixed(2)} at ${usualModel}`;
}
