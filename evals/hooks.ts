import { type Column, shareDenominators } from '../src/viewer/promptfoo.ts';

type Prompt = Column & { raw: string; config?: { variant?: string } };

/** promptfoo would show the source of the prompt function; the reader wants the variant's text. */
export async function beforeAll<T extends { suite: { prompts: Prompt[] } }>(context: T): Promise<T> {
  const { default: prompt } = await import('./prompt.ts');
  for (const each of context.suite.prompts) {
    if (each.config?.variant !== undefined) each.raw = prompt({ config: { variant: each.config.variant } });
  }
  return context;
}

/** Makes the percentages in the viewer's table header right. */
export function afterAll({ prompts }: { prompts: Column[] }): void {
  for (const column of prompts) column.provider = `${column.label} · ${column.provider ?? ''}`;
  shareDenominators(prompts);
}
