import { expect, it } from 'vitest';
import { digest } from '../input/digest.ts';
import { saying } from '../testing/ruled.ts';
import { TinyProject } from '../testing/tiny-project.ts';
import { Rulings } from './rulings.ts';

const provenance = {
  source: 'import',
  collected: 'x',
  date: '2026-11-26',
  model: 'x',
  usage: 'unknown',
  instructions: 'x',
} as const;
const about = { model: 'm', rubric: digest('r'), task: digest('t'), answer: digest('a') };
const request = { ...about, questions: ['Is it?', 'Does it?'] };

it.each([
  ['nothing', {}, 'found'],
  ['the judge', { model: 'other' }, 'missing'],
  ['the rubric', { rubric: digest('other') }, 'missing'],
  ['the task', { task: digest('other') }, 'missing'],
  ['the answer', { answer: digest('other') }, 'missing'],
  ['the question', { question: 'Could it?' }, 'missing'],
])('a ruling is of one question, and with another in %s is none', (_, other, status) => {
  using project = new TinyProject();
  const rulings = new Rulings(project.root);
  rulings.asked('f/one').keep(request, { request, text: saying('yes', ['a'], 2), provenance });
  expect(rulings.lookup('f/one', { ...about, question: 'Does it?', ...other }).status).toBe(status);
  expect(rulings.lookup('f/two', { ...about, question: 'Does it?', ...other }).status).toBe('missing');
});

it('a ruling is the one of its question', () => {
  using project = new TinyProject();
  const rulings = new Rulings(project.root);
  const text = JSON.stringify({
    rulings: [
      { question: 1, evidence: [], reason: 'one', verdict: 'no' },
      { question: 2, evidence: ['a'], reason: 'two', verdict: 'yes' },
    ],
  });
  rulings.asked('f/one').keep(request, { request, text, provenance });
  expect(rulings.lookup('f/one', { ...about, question: 'Is it?' })).toMatchObject({
    outcome: { reason: 'one', verdict: 'no' },
  });
  expect(rulings.lookup('f/one', { ...about, question: 'Does it?' })).toMatchObject({
    outcome: { reason: 'two', verdict: 'yes' },
  });
});
