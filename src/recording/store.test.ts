import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digest } from '../input/digest.ts';
import type { Recording } from './recording.ts';
import { keyOf, type Request } from './request.ts';
import { type Planned, Store } from './store.ts';

let folder = '';
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'store-'));
  store = new Store(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = (changes: Partial<Request> = {}): Request => ({
  system: digest('system'),
  message: digest('message'),
  parts: { 'task.md': digest('task'), 'train.py': digest('code') },
  ...changes,
});
const planned = (changes: Partial<Request> = {}, repeat = 1): Planned => ({
  collection: 'c',
  variant: 'v',
  fixture: 'family/fixture',
  repeat,
  request: request(changes),
});
const recording = (text: string, plan = planned()): Recording => ({
  ...plan,
  key: keyOf(plan.collection, plan.repeat, plan.request),
  provenance: {
    source: 'import',
    collected: 'by hand',
    date: '2026-11-23',
    model: 'unknown',
    usage: 'unknown',
    instructions: 'unknown',
  },
  text,
});
const only = () =>
  path.join(folder, 'c/v/family/fixture', readdirSync(path.join(folder, 'c/v/family/fixture'))[0] ?? '');

describe('Store', () => {
  it.each([
    ['plain text', 'answer\n'],
    ['nothing', ''],
    ['frontmatter of its own', '---\nkey: x\n---\n'],
    ['CRLF and no last newline', 'a\r\nb'],
    ['templates, tags and control characters', '{{ x }} <script> \u0000 \u001b[31m'],
  ])('gives back %s, byte for byte', (_, text) => {
    store.write(recording(text));
    const found = store.lookup(planned());
    expect(found.status === 'found' && found.recording).toEqual(recording(text));
  });

  it('tells missing, stale and corrupt apart', () => {
    expect(store.lookup(planned())).toEqual({ status: 'missing' });
    store.write(recording('answer'));
    expect(store.lookup(planned({}, 2))).toEqual({ status: 'missing' });
    expect(store.lookup(planned({ system: digest('edited') }))).toMatchObject({
      status: 'stale',
      changed: ['the system text'],
    });
    expect(store.lookup(planned({ system: null }))).toMatchObject({
      status: 'stale',
      changed: ['the system text'],
    });
    const edited = { message: digest('m2'), parts: { 'task.md': digest('task'), 'train.py': digest('c2') } };
    expect(store.lookup(planned(edited))).toMatchObject({ status: 'stale', changed: ['train.py'] });
    expect(store.lookup(planned({ message: digest('m2') }))).toMatchObject({
      changed: ['the message around its parts'],
    });
    writeFileSync(
      only(),
      readFileSync(only(), 'utf8')
        .replace('answer', 'Answer')
        .replace(/answer$/, 'better'),
    );
    expect(store.lookup(planned())).toMatchObject({ status: 'corrupt' });
  });

  it('notices an answer edited by hand, a doctored key, and a file moved to another cell', () => {
    store.write(recording('answer'));
    const text = readFileSync(only(), 'utf8');
    const why = (edited: string) => {
      writeFileSync(only(), edited);
      const found = store.lookup(planned());
      return found.status === 'corrupt' ? found.why : found.status;
    };
    expect(why(`${text}!`)).toContain('the text was changed');
    expect(why(text.replace(/^key: ./m, 'key: x'))).toContain('is not the key of the request');
    expect(why(text.replace('variant: v', 'variant: w'))).toContain('another variant than its path');
    expect(why(text.slice(0, 60))).toContain('never closed');
    expect(why('')).toContain('no frontmatter');
    expect(why(text)).toBe('found');
    renameSync(only(), only().replace(/[0-9a-f]{8}\.md$/, 'deadbeef.md'));
    expect(store.lookup(planned())).toMatchObject({
      status: 'corrupt',
      why: 'it is named after another key than its own',
    });
  });

  it('takes one answer per cell: the same again is nothing new, another is refused', () => {
    store.write(recording('answer'));
    expect(() => store.write(recording('answer'))).not.toThrow();
    expect(() => store.write(recording('a better one'))).toThrow('is recorded already');
    expect(store.filesOf('c')).toHaveLength(1);
  });

  it('keeps the old answer beside the new one, and finds the new', () => {
    store.write(recording('old'));
    const next = planned({ system: digest('edited') });
    store.write(recording('new', next));
    expect(store.filesOf('c')).toHaveLength(2);
    expect(store.lookup(next)).toMatchObject({ status: 'found', recording: { text: 'new' } });
    expect(store.lookup(planned())).toMatchObject({ status: 'found', recording: { text: 'old' } });
  });

  it('leaves no temporary file', () => {
    store.write(recording('answer'));
    expect(readdirSync(path.join(folder, 'c/v/family/fixture'))).toEqual([
      expect.stringMatching(/^1-[0-9a-f]{8}\.md$/),
    ]);
  });
});

describe('keyOf', () => {
  it('changes with everything that was sent, and with nothing else', () => {
    const key = keyOf('c', 1, request());
    expect(keyOf('c', 1, request({ parts: {} }))).toBe(key);
    const settings = { model: 'm', max_tokens: 100, as: 'bare' } as const;
    const others = [
      keyOf('d', 1, request()),
      keyOf('c', 2, request()),
      keyOf('c', 1, request({ system: null })),
      keyOf('c', 1, request({ message: digest('x') })),
      keyOf('c', 1, request({ settings })),
      keyOf('c', 1, request({ settings: { ...settings, effort: 'low' } })),
      keyOf('c', 1, request({ settings: { ...settings, as: 'sub-agent' } })),
    ];
    expect(new Set([key, ...others]).size).toBe(8);
  });
});
