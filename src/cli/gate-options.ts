import type { PolicyInput } from '../gate/policy.ts';
import type { Command, Values } from './command.ts';
import { liveOptions } from './live-options.ts';
import { modes } from './sampler.ts';
import { UsageError } from './usage-error.ts';

export const gateOptions = {
  base: {
    type: 'string',
    value: 'x',
    about: 'variant, agent file, git ref or ref:file; default: the merge base with origin/main',
  },
  candidate: {
    type: 'string',
    value: 'x',
    about: 'the same; default: the baseline agent as the working tree has it',
  },
  fixtures: { type: 'string', value: 'a,b', about: 'fixtures by id or glob; default: all' },
  collection: {
    type: 'string',
    value: 'id',
    about: 'which recordings; default: those of promptfooconfig.yaml',
  },
  repeat: {
    type: 'string',
    value: 'n',
    about: 'answers that the candidate must have to each fixture; default: as promptfooconfig.yaml says',
  },
  margin: {
    type: 'string',
    value: 'points',
    about: 'the largest drop of the mean score, in points of 100, that counts as no worse; default 5',
  },
  rounds: {
    type: 'string',
    value: 'n',
    about: 'rounds of one answer per fixture planned at most; default 5',
  },
  seed: { type: 'string', value: 'n', about: 'of the random relabellings; default 1' },
  mode: {
    type: 'string',
    value: modes.join('|'),
    about: 'decide on recordings (default), or take further answers until decided',
  },
  verify: {
    type: 'string',
    value: 'n',
    about: 'sample n random cells of the candidate anew and test the recorded answers against them',
  },
  'self-test': {
    type: 'boolean',
    about: 'the gate on splits of one variant’s own answers: how often it gives a false alarm',
  },
  model: liveOptions.model,
  effort: liveOptions.effort,
  as: liveOptions.as,
  'max-tokens': liveOptions['max-tokens'],
  judge: liveOptions.judge,
  'max-cost': liveOptions['max-cost'],
  concurrency: liveOptions.concurrency,
  timeout: liveOptions.timeout,
  yes: liveOptions.yes,
  html: { type: 'string', value: 'FILE', about: 'write one self-contained page with charts and answers' },
  markdown: { type: 'string', value: 'FILE', about: 'write a summary for a job or a pull request' },
  junit: { type: 'string', value: 'FILE', about: 'write JUnit XML' },
  json: { type: 'string', value: 'FILE', about: 'write the comparison and every row' },
  annotations: {
    type: 'boolean',
    about: 'print GitHub annotations on the agent file where an item got worse',
  },
} as const satisfies Command['options'];

/** @throws {UsageError} */
export function policyOf(values: Values): PolicyInput {
  const margin = numberOf(values, 'margin', (n) => n > 0 && n < 100, 'points between 0 and 100, as in 5');
  const rounds = numberOf(values, 'rounds', (n) => wholeFrom(1)(n) && n <= 20, 'a whole number from 1 to 20');
  return {
    ...(margin !== undefined && { margin: margin / 100 }),
    ...(rounds !== undefined && { rounds }),
  };
}

export function wholeFrom(least: number): (n: number) => boolean {
  return (n) => Number.isInteger(n) && n >= least;
}

/** @throws {UsageError} */
export function numberOf(
  values: Values,
  name: keyof typeof gateOptions,
  isRight: (n: number) => boolean,
  expected: string,
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const n = text === '' ? Number.NaN : Number(text);
  if (isRight(n)) return n;
  throw new UsageError(`--${name} ${String(text)}: expected ${expected}`);
}
