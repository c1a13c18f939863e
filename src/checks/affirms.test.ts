import { describe, expect, it } from 'vitest';
import { affirms } from './affirms.ts';

const says = (sentence: string) => {
  const start = sentence.indexOf('PHRASE');
  return affirms(sentence, { start, end: start + 'PHRASE'.length });
};

describe('affirms', () => {
  it.each([
    'The loop calls PHRASE before every epoch.',
    'I added PHRASE (it was missing).',
    'It may matter whether or not the job resumes: the loop calls PHRASE.',
    'Not only PHRASE but the tail window is handled.',
    'Nothing else changed; PHRASE is called now.',
    'The tests do not cover it, but PHRASE does.',
    'Watch the missing share per feature for PHRASE.',
    'Track missing values and PHRASE per week.',
    'PHRASE the rate of missing numbers.',
    'The original never shuffles, and this version calls PHRASE.',
    'There was no reshuffling, I added PHRASE.',
    'Instead of the old loop over epochs the sampler now gets PHRASE.',
    'PHRASE keeps the connection open.',
    'The old code was wrong, so PHRASE is called now.',
  ])('takes: %s', (sentence) => expect(says(sentence)).toBe(true));

  it.each([
    'I did not add PHRASE.',
    'Perhaps, or perhaps not, the loop calls PHRASE.',
    'One could call PHRASE, or not.',
    'I did nothing about PHRASE.',
    'I removed PHRASE.',
    'PHRASE: not done.',
    'There are no tests, model cards or PHRASE.',
    'Use a permutation rather than the sampler with PHRASE.',
    'Nothing was PHRASE here.',
    'I was unable to add PHRASE.',
    'The sampler never got PHRASE.',
    'It works without PHRASE.',
    'Use a permutation instead of PHRASE.',
    'I left out PHRASE for now.',
    'PHRASE is not called here.',
    'PHRASE was left out.',
    'PHRASE is still missing.',
    'PHRASE: out of scope.',
    'I have PHRASE neither file.',
    'It is missing the PHRASE.',
    'PHRASE and alerts are open.',
    'PHRASE: open until the next release.',
    'PHRASE remains untested.',
    'Here PHRASE nothing.',
    'We don’t need PHRASE.',
    'Somebody suggested "PHRASE" to me.',
    'The review asked for “PHRASE”.',
  ])('rejects: %s', (sentence) => expect(says(sentence)).toBe(false));
});
