import { expect, it } from 'vitest';
import { estimate, roughTokens } from './estimate.ts';

const price = { input: 2, output: 10, cache_read: 0.1 };

it('counts four characters a token, and a prefix as written once and read by the rest', () => {
  expect(roughTokens('x'.repeat(20_000))).toBe(5000);
  const prompt = { system: 5000, message: 1500 };
  const two = estimate([prompt, prompt], ['a', 'a'], price);
  // 1,500 tokens in at $2, 4,000 out at $10 a million; 5,000 written at $2.50, then read at $0.10.
  expect(two.usual).toBeCloseTo(2 * (0.003 + 0.04) + 0.0125 + 0.0005, 10);
  expect(two.uncached).toBeCloseTo(2 * (0.013 + 0.04), 10);
  expect(two.batched).toBeCloseTo(0.013 + 0.04, 10);
  expect(two.low).toBeLessThan(two.usual);
  expect(two.high).toBeGreaterThan(two.uncached);
});

it('caches nothing of a prompt without a system text', () => {
  const one = estimate([{ system: null, message: 1500 }], [null], price);
  expect(one.usual).toBeCloseTo(0.043, 10);
  expect(one.usual).toBe(one.uncached);
});
