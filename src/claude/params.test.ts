import { describe, expect, it } from 'vitest';
import { digest } from '../input/digest.ts';
import type { Ask } from './asker.ts';
import { paramsOf, verifySent } from './params.ts';

const ask = (changes: Partial<Ask> = {}): Ask => ({
  id: 'key',
  system: 'S\n',
  message: 'M',
  settings: { model: 'claude-sonnet-5-5', max_tokens: 100, as: 'bare', effort: 'low' },
  request: { system: digest('S\n'), message: digest('M') },
  ...changes,
});

describe('paramsOf', () => {
  it('has one cached block, one turn, and nothing that current models refuse', () => {
    expect(paramsOf(ask())).toEqual({
      model: 'claude-sonnet-5-5',
      max_tokens: 100,
      system: [{ type: 'text', text: 'S\n', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: 'M' }],
      output_config: { effort: 'low' },
    });
  });

  it('has no system at all for control, and no empty config', () => {
    const settings = { model: 'm', max_tokens: 1, as: 'bare' } as const;
    expect(Object.keys(paramsOf(ask({ system: null, settings })))).toEqual([
      'model',
      'max_tokens',
      'messages',
    ]);
  });
});

describe('verifySent', () => {
  it('takes what the key says', () => {
    expect(() => verifySent({ ...paramsOf(ask()), stream: true }, ask())).not.toThrow();
  });

  it.each<[string, Partial<Ask>]>([
    ['another system text', { request: { system: digest('S'), message: digest('M') } }],
    ['a system text where the key has none', { request: { system: null, message: digest('M') } }],
    ['another message', { request: { system: digest('S\n'), message: digest('m') } }],
    ['another model', { settings: { ...ask().settings, model: 'x' } }],
    ['another length', { settings: { ...ask().settings, max_tokens: 99 } }],
    ['another effort', { settings: { model: 'claude-sonnet-5-5', max_tokens: 100, as: 'bare' } }],
  ])('refuses %s', (_, changes) => {
    expect(() => verifySent(paramsOf(ask()), ask(changes))).toThrow('nothing was sent');
  });
});
