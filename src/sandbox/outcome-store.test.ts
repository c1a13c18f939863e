import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digest } from '../input/digest.ts';
import type { Outcome } from './outcome.ts';
import { nameOf, OutcomeStore } from './outcome-store.ts';
import { runKey, type RunRequest } from './run-request.ts';

let folder = '';
let store: OutcomeStore;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outcomes-'));
  store = new OutcomeStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const parts = ['material', 'probe', 'kit', 'packages', 'limits', 'environment'] as const;
const request = (changes: Partial<RunRequest> = {}): RunRequest => ({
  fixture: 'f/one',
  answer: { 'a.py': digest('a'), 'b.py': digest('b') },
  material: digest('m'),
  probe: digest('p'),
  kit: digest('k'),
  packages: digest('s'),
  limits: digest('l'),
  environment: digest('e'),
  ...changes,
});
const outcome: Outcome = {
  verdicts: {
    works: { pass: true, evidence: '3 of 3' },
    'stays-up': { pass: false, evidence: '"gone" \u001b[31m' },
  },
  provenance: { date: '2026-01-01', backend: 'bwrap', seconds: 1.5, differences: [] },
};
const file = () => path.join(folder, nameOf(request()));
const edit = (change: (text: string) => string) =>
  writeFileSync(file(), change(readFileSync(file(), 'utf8')));

describe('the store of outcomes', () => {
  it('finds what was kept, and nothing before that', () => {
    expect(store.lookup(request())).toEqual({ status: 'missing' });
    const shown = store.keep(request(), outcome);
    expect(store.lookup(request())).toEqual({ status: 'found', file: shown, outcome });
    expect(shown).toMatch(/^evals\/outcomes\/f\/one\/[0-9a-f]{8}-[0-9a-f]{8}\.json$/);
  });

  it('keeps any verdict as it is', () => {
    const verdict = fc.record({ pass: fc.boolean(), evidence: fc.string({ unit: 'binary', minLength: 1 }) });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z0-9-]{1,8}$/), verdict), (verdicts) => {
        store.keep(request(), { ...outcome, verdicts });
        const found = store.lookup(request());
        expect(found.status === 'found' && { ...found.outcome.verdicts }).toEqual({ ...verdicts });
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['material', 'the material'],
    ['probe', 'the probe'],
    ['kit', 'src/sandbox/probekit'],
    ['packages', 'the packages that the task lists'],
    ['limits', 'the limits'],
    ['environment', 'environment.lock'],
  ] as const)('is stale when %s changes, and says so', (part, told) => {
    store.keep(request(), outcome);
    const found = store.lookup(request({ [part]: digest('other') }));
    expect(found).toMatchObject({ status: 'stale', changed: [told] });
  });

  it('has nothing for another answer or another fixture', () => {
    store.keep(request(), outcome);
    expect(store.lookup(request({ answer: { 'a.py': digest('c') } }))).toEqual({ status: 'missing' });
    expect(store.lookup(request({ fixture: 'f/two' }))).toEqual({ status: 'missing' });
  });

  it('keeps one outcome per answer: the last one', () => {
    store.keep(request({ probe: digest('old') }), outcome);
    store.keep(request(), outcome);
    expect(readdirSync(path.join(folder, 'f/one'))).toEqual([path.basename(nameOf(request()))]);
  });

  it.each<[string, (text: string) => string, RegExp]>([
    ['a verdict', (text) => text.replace('"pass":false', '"pass":true'), /they were changed/],
    ['evidence', (text) => text.replace('3 of 3', '4 of 4'), /they were changed/],
    ['a verdict’s name', (text) => text.replace('"works"', '"worked"'), /they were changed/],
    ['the request', (text) => text.replace(digest('m'), digest('n')), /not the key of its request/],
    ['the shape', (text) => text.replace('"backend": "bwrap"', '"backend": "none"'), /./],
    ['half of it', (text) => text.slice(0, text.length / 2), /./],
    ['all of it', () => '', /./],
  ])('tells that somebody changed %s', (_, change, why) => {
    store.keep(request(), outcome);
    edit(change);
    const found = store.lookup(request());
    expect(found.status).toBe('corrupt');
    expect(found.status === 'corrupt' && found.why).toMatch(why);
  });

  it('tells a file that was renamed', () => {
    store.keep(request(), outcome);
    renameSync(file(), path.join(folder, nameOf(request({ probe: digest('q') }))));
    const found = store.lookup(request({ probe: digest('q') }));
    expect(found).toMatchObject({
      status: 'corrupt',
      why: expect.stringMatching(/named after another request/) as string,
    });
  });
});

describe('the key of a run', () => {
  it('changes with everything in it', () => {
    const keys = [
      request(),
      ...parts.map((part) => request({ [part]: digest('x') })),
      request({ fixture: 'f/two' }),
      request({ answer: {} }),
      request({ answer: { 'a.py': digest('a') } }),
      request({ answer: { 'a.py': digest('a'), 'c.py': digest('b') } }),
      request({ answer: { 'a.py': digest('b'), 'b.py': digest('a') } }),
      request({ material: digest('p'), probe: digest('m') }),
    ].map(runKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not change with the order in which things stand', () => {
    const { answer, ...rest } = request();
    const turned = Object.fromEntries(Object.entries(rest).reverse()) as typeof rest;
    const files = Object.fromEntries(Object.entries(answer).reverse());
    expect(runKey({ answer: files, ...turned })).toBe(runKey(request()));
  });
});
