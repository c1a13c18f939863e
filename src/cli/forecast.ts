import type Anthropic from '@anthropic-ai/sdk';
import type { Cell } from '../cell.ts';
import { countTokens } from '../claude/tokens.ts';
import { troubleOf } from '../claude/trouble.ts';
import { type Estimate, estimate, roughTokens } from '../sample/estimate.ts';
import { plan, textsOf } from '../sample/plan.ts';
import type { Taking } from '../sample/take.ts';

/** What the missing answers are likely to cost, and how the prompts' tokens came to be known. */
export type Forecast = { readonly counted: string; readonly estimate: Estimate | null };

/** @param client counts the prompts' tokens; null where there is none to do so */
export async function forecast(
  cells: readonly Cell[],
  { collection, price, secrets }: Pick<Taking, 'collection' | 'price' | 'secrets'>,
  client: Anthropic | null,
): Promise<Forecast> {
  if (!price) return { counted: 'not counted', estimate: null };
  const texts = cells.map((cell) => textsOf(cell, collection));
  const distinct = [
    ...new Set(texts.flatMap(({ system, message }) => (system === null ? [message] : [system, message]))),
  ];
  const rough = new Map(distinct.map((text) => [text, roughTokens(text)]));
  let counts = rough;
  let counted = 'estimated at four characters a token';
  try {
    if (client) {
      counts = await countTokens(client, collection.settings.model, distinct);
      counted = 'counted';
    }
  } catch (error) {
    counted += ` (not counted: ${troubleOf(error, secrets).cause})`;
  }
  const tokens = (text: string) => counts.get(text) ?? 0;
  const prompts = texts.map(({ system, message }) => ({
    system: system === null ? null : tokens(system),
    message: tokens(message),
  }));
  const lanes = cells.map((cell) => plan(cell, collection).request.system);
  return { counted, estimate: estimate(prompts, lanes, price, collection.settings.max_tokens) };
}

/** The forecast in lines for a person who decides. */
export function describeForecast(
  { counted, estimate: figures }: Forecast,
  {
    cells,
    collection,
    worst,
    batch,
    asOf,
  }: {
    cells: number;
    collection: Taking['collection'];
    worst: number;
    batch: boolean;
    asOf: string;
  },
): string {
  const { model, as, effort = 'the model’s own' } = collection.settings;
  const head = `${cells} answers are missing in ${collection.id} (${model}, effort ${effort}, ${as}${batch ? ', in batches' : ''})\n`;
  if (!figures) return `${head}  cost       unknown: no price for ${model}; prices.yaml can give one\n`;
  const money = (dollars: number) => `$${dollars.toFixed(2)}`;
  const saved = Math.max(0, figures.uncached - figures.usual);
  const likely = batch ? figures.batched : figures.usual;
  const range = batch ? [figures.low / 2, figures.high / 2] : [figures.low, figures.high];
  return [
    head,
    `  prompts    ${figures.promptTokens.toLocaleString('en')} tokens, ${counted}\n`,
    `  cost       ${range.map((each) => money(each)).join(' to ')}, likely ${money(likely)}, at most ${money(worst / 1e6)} (prices of ${asOf})\n`,
    batch
      ? `  batches    save ${money(figures.usual - figures.batched)} of ${money(figures.usual)}\n`
      : `  the cache  saves ${money(saved)} of that; --batch would take about ${money(figures.batched)}\n`,
  ].join('');
}
