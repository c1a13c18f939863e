import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flawOf, quotedAt } from './quotation.ts';

const words = fc.array(fc.stringMatching(/^[a-z0-9.*+?^${}()|[\]\\`"'-]+$/), { minLength: 1, maxLength: 6 });

it('finds whatever the answer holds, however its lines are broken', () => {
  const gap = fc.stringMatching(/^[ \n\t]+$/);
  fc.assert(
    fc.property(words, fc.array(gap, { minLength: 6, maxLength: 6 }), fc.string(), (quote, gaps, before) => {
      const written = quote.map((word, i) => word + (i < quote.length - 1 ? gaps[i] : '')).join('');
      const at = quotedAt(quote.join(' '), `${before}\n${written}`);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(before.length + 1);
    }),
  );
});

it.each([
  ['Drift is watched.', 'drift is watched.', 0],
  ['drift is  watched', 'All drift\nis watched here', 4],
  ['drift was watched', 'drift is watched', -1],
  [' ', 'anything', -1],
])('%j in %j stands at %i', (quote, answer, at) => {
  expect(quotedAt(quote, answer)).toBe(at);
});

it.each([
  [{ verdict: 'yes', evidence: ['b'] } as const, null],
  [{ verdict: 'no', evidence: [] } as const, null],
  [{ verdict: 'yes', evidence: [] } as const, 'the judge says yes and quotes nothing'],
  [{ verdict: 'no', evidence: ['b', 'x'] } as const, 'the judge quotes what the answer doesn’t hold: x'],
])('%j is a ruling or says why not: %s', (ruled, flaw) => {
  expect(flawOf(ruled, 'a b c')).toBe(flaw);
});
