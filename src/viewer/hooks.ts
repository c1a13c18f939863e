import { type Column, shareDenominators } from './promptfoo.ts';

/** Called by promptfoo when all rows are graded: makes the percentages in its viewer's table header right. */
export function afterAll({ prompts }: { prompts: Column[] }): void {
  for (const column of prompts) column.provider = `${column.label} · ${column.provider ?? ''}`;
  shareDenominators(prompts);
}
