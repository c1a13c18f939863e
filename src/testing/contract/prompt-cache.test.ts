import { describe, expect, it } from 'vitest';
import { PromptCache } from './prompt-cache.ts';
import type { MessageRequest } from './request.ts';

const asking = (text: string, ttl: '5m' | '1h' = '5m', model = 'm'): MessageRequest => ({
  model,
  max_tokens: 1,
  messages: [{ role: 'user', content: 'a' }],
  system: [{ type: 'text', text, cache_control: { type: 'ephemeral', ttl } }],
});
const tokens = { system: 600, user: 10 };

/** What becomes of a prompt whose answer starts a millisecond later. */
function ask(cache: PromptCache, now: number, request = asking('s')): string {
  const { prompted, started } = cache.prompt(request, tokens, now);
  started(now + 1);
  return prompted.read > 0 ? 'read' : prompted.written5m + prompted.written1h > 0 ? 'written' : 'neither';
}

describe('PromptCache', () => {
  const made = () => new PromptCache({ minimum: 512, ttlMs: { '5m': 300, '1h': 3600 } });

  it('is written once, then read until its time to live is over, which each reading renews', () => {
    const cache = made();
    expect([0, 5, 290, 580, 879, 1180].map((now) => ask(cache, now))).toEqual([
      'written',
      'read',
      'read',
      'read',
      'read',
      'written',
    ]);
  });

  it('can’t be read before the first answer has started', () => {
    const cache = made();
    const first = cache.prompt(asking('s'), tokens, 0);
    expect(cache.prompt(asking('s'), tokens, 10).prompted.written5m).toBe(600);
    first.started(20);
    expect(cache.prompt(asking('s'), tokens, 19).prompted.read).toBe(0);
    expect(cache.prompt(asking('s'), tokens, 20).prompted).toEqual({
      input: 10,
      written5m: 0,
      written1h: 0,
      read: 600,
    });
  });

  it('belongs to one text and one model, and to no prefix below the minimum', () => {
    const cache = made();
    expect(ask(cache, 0)).toBe('written');
    expect(ask(cache, 5, asking('t'))).toBe('written');
    expect(ask(cache, 5, asking('s', '5m', 'n'))).toBe('written');
    expect(cache.prompt(asking('s'), { system: 511, user: 1 }, 5).prompted.input).toBe(512);
    expect(cache.prompt({ ...asking('s'), system: 's' }, tokens, 5).prompted.input).toBe(610);
  });
});
