import { readFileSync } from 'node:fs';
import { settleEnvironment } from '../viewer/environment.ts';

// The same outputs through promptfoo alone: a provider that returns them, two assertions that do next to nothing.
const [root = '', file = ''] = process.argv.slice(2);
settleEnvironment(root);
const outputs = JSON.parse(readFileSync(file, 'utf8')) as string[];
const { evaluate } = await import('promptfoo');
type Suite = Parameters<typeof evaluate>[0];
const suite = {
  writeLatestResults: true,
  sharing: false,
  prompts: [{ raw: 'prompt', label: 'prompt' }],
  providers: [
    {
      id: () => 'bare',
      callApi: (_prompt: string, { vars }: { vars: { index: number } }) =>
        Promise.resolve({ output: outputs[vars.index] }),
    },
  ],
  tests: outputs.map((_, index) => ({ vars: { index } })),
  defaultTest: {
    assert: [
      { type: 'javascript', value: (output: string) => output.length > 10 },
      { type: 'javascript', value: (output: string) => output.includes('e') },
    ],
  },
};
await evaluate(
  suite as unknown as Suite,
  { showProgressBar: false, silent: true, maxConcurrency: 4, cache: false } as object,
);
