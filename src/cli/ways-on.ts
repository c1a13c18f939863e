import type { Cell } from '../cell.ts';
import { priceOf as listPrice } from '../claude/price.ts';
import { loadPrices } from '../claude/prices.ts';
import type { Collection } from '../recording/collection.ts';
import { estimate, roughTokens, usualModel } from '../sample/estimate.ts';
import { textsOf } from '../sample/plan.ts';

/** What some missing answers would cost, and the three ways of getting them. */
export function waysOn(cells: readonly Cell[], collection: Collection, root: string): string {
  return [
    `needs ${cells.length} answers (${priceOf(cells, collection, root)}); nothing stale, corrupt or missing was graded. Ways on:`,
    '  npm run eval -- --mode auto      takes them from Claude into a collection of their own, with ANTHROPIC_API_KEY',
    '  npm run record -- export FOLDER  writes them out to be answered elsewhere; then record -- import FOLDER',
    '  a maintainer’s label on the pull request, where CI holds a key',
    '',
  ].join('\n');
}

/** Roughly, by the collection's model; by the usual one where nobody says which model answered. */
export function priceOf(cells: readonly Cell[], collection: Collection, root: string): string {
  const dollars = dollarsOf(cells, collection, root);
  return dollars === null ? 'at a price unknown' : `about $${dollars.toFixed(2)} at ${modelOf(collection)}`;
}

/** The same as a figure; null where the model has no known price. */
export function dollarsOf(cells: readonly Cell[], collection: Collection, root: string): number | null {
  const price = listPrice(modelOf(collection), loadPrices(root));
  if (!price) return null;
  const prompts = cells.map((cell) => {
    const { system, message } = textsOf(cell, collection);
    return { system: system === null ? null : roughTokens(system), message: roughTokens(message) };
  });
  const lanes = cells.map(({ variant }) => variant.id);
  return estimate(prompts, lanes, price).usual;
}

function modelOf(collection: Collection): string {
  return collection.source === 'api' ? collection.settings.model : usualModel;
}
