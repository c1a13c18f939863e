export { afterAll } from '../src/viewer/hooks.ts';

type Prompt = { raw: string; config?: { variant?: string } };

/** promptfoo would show the source of the prompt function; the reader wants the variant's text. */
export async function beforeAll<T extends { suite: { prompts: Prompt[] } }>(context: T): Promise<T> {
  const { default: prompt } = await import('./prompt.ts');
  for (const each of context.suite.prompts) {
    if (each.config?.variant !== undefined) each.raw = prompt({ config: { variant: each.config.variant } });
  }
  return context;
}
