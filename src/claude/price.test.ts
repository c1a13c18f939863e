import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, listPrices, priceOf, worstCase } from './price.ts';
import { loadPrices } from './prices.ts';
import { noUsage } from './usage.ts';

const sonnet = { input: 2, output: 10, cache_read: 0.1 };
const haiku = listPrices.models['claude-haiku-5-5'] ?? sonnet;

describe('costOf', () => {
  it.each([
    ['what isn’t cached', { input_tokens: 1000 }, 2000],
    ['a write for five minutes', { cache_write_5m_tokens: 1000 }, 2500],
    ['a write for an hour', { cache_write_1h_tokens: 1000 }, 4000],
    ['a read', { cache_read_tokens: 1000 }, 100],
    ['the answer, its thinking in it', { output_tokens: 1000, thinking_tokens: 400 }, 10_000],
  ])('prices %s', (_, some, micros) => {
    expect(costOf({ ...noUsage, ...some }, sonnet)).toBeCloseTo(micros, 9);
    expect(costOf({ ...noUsage, ...some }, sonnet, { batch: true })).toBeCloseTo(micros / 2, 9);
  });

  it('prices all of a prompt beyond the tier at the tier, its cache in proportion', () => {
    const usage = { ...noUsage, input_tokens: 50_000, cache_read_tokens: 50_000, output_tokens: 100 };
    expect(costOf(usage, haiku)).toBeCloseTo(50_000 * 0.1 + 50_000 * 0.01 + 50, 6);
    const longer = { ...usage, input_tokens: 50_001 };
    expect(costOf(longer, haiku)).toBeCloseTo(50_001 * 0.5 + 50_000 * 0.05 + 250, 6);
  });
});

describe('worstCase', () => {
  it('is never less than what a call costs', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(count, count, count, count, fc.constantFrom(sonnet, haiku), (a, b, c, out, price) => {
        const usage = {
          ...noUsage,
          input_tokens: a,
          cache_write_5m_tokens: b,
          cache_read_tokens: c,
          output_tokens: out,
        };
        // No token is shorter than a byte.
        expect(worstCase(a + b + c, out, price)).toBeGreaterThanOrEqual(costOf(usage, price));
      }),
    );
  });
});

describe('prices', () => {
  it('are unknown for an unknown model', () => {
    expect(priceOf('claude-none', listPrices)).toBeUndefined();
    expect(priceOf('constructor', listPrices)).toBeUndefined();
  });

  it('are those of prices.yaml first', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'prices-'));
    try {
      expect(loadPrices(root)).toBe(listPrices);
      const file = path.join(root, 'prices.yaml');
      writeFileSync(
        file,
        'as_of: 2027-01-01\nmodels: { ollama:chat:x: { input: 0, output: 0, cache_read: 0 } }\n',
      );
      const table = loadPrices(root);
      expect(table.as_of).toBe('2027-01-01');
      expect(priceOf('ollama:chat:x', table)).toMatchObject({ input: 0 });
      expect(priceOf('claude-opus-5-5', table)).toMatchObject({ output: 20 });
      writeFileSync(file, 'as_of: 2027\nmodels: { x: { input: -1 } }\n');
      expect(() => loadPrices(root)).toThrow('prices.yaml:2:');
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
