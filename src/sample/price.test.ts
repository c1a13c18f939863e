import { expect, it } from 'vitest';
import { estimate } from './price.ts';

it('counts characters in and a usual answer out, per million tokens', () => {
  const request = { system: 's'.repeat(20_000), message: 'm'.repeat(6000) };
  // 6,500 tokens in at $2 and 4,000 out at $10 a million.
  expect(estimate([request, request], { input: 2, output: 10 })).toBeCloseTo(2 * (0.013 + 0.04), 10);
  expect(estimate([{ ...request, system: null }], { input: 2, output: 10 })).toBeCloseTo(0.043, 10);
});
