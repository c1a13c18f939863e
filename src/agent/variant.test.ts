import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadVariants } from './variant.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'agents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const agent = (body: string, name = 'a') => `---\nname: ${name}\ndescription: Use it.\n---\n${body}`;
const message = () => {
  try {
    loadVariants(folder);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('loadVariants', () => {
  it('has control, which sends nothing, and every file, byte for byte', () => {
    write('a.md', agent('\n  body {{x}}\n'));
    const variants = loadVariants(folder);
    expect([...variants.keys()]).toEqual(['control', 'a']);
    expect(variants.get('control')?.system).toBeNull();
    expect(variants.get('a')?.system).toBe('\n  body {{x}}\n');
  });

  it('drops a section with everything below it, and nothing that only looks like a heading', () => {
    write('a.md', agent('# A\n\n## B\n\n```\n# not a heading\n```\n\n### C\n\nc\n\n## D\n\nd\n'));
    write('variants.yaml', '- { id: less, from: a, drop: [B] }\n- { id: least, from: less, drop: [D] }\n');
    const variants = loadVariants(folder);
    expect(variants.get('less')?.system).toBe('# A\n\n## D\n\nd\n');
    expect(variants.get('least')?.system).toBe('# A\n');
  });

  it('tells every problem of every file', () => {
    write('a.md', agent('# A\n'));
    write('b.md', 'no frontmatter');
    write('c.md', '---\ndescription: Foo: bar\n---\n');
    write('d.md', '---\ndescription: x\n---\n');
    const text = message();
    expect(text).toContain('agents/b.md:1:1: no frontmatter');
    expect(text).toContain('agents/c.md:2:14: a plain value can’t hold ": "');
    expect(text).toContain('agents/d.md:2:1: name: expected string');
  });

  it.each([
    [
      'an unknown parent',
      '- { id: x, from: aa, drop: [A] }',
      'agents/variants.yaml:1:18: no variant `aa` (did you mean `a`?)',
    ],
    [
      'an unknown section',
      '- { id: x, from: a, drop: [Aa] }',
      'agents/variants.yaml:1:28: a has no section "Aa" (did you mean `A`?)',
    ],
    [
      'a duplicate id',
      '- { id: a, from: a, drop: [A] }',
      'agents/variants.yaml:1:9: a variant `a` exists already',
    ],
    ['control as a parent', '- { id: x, from: control, drop: [A] }', '`control` has no sections'],
    ['nothing to drop', '- { id: x, from: a, drop: [] }', 'expected the heading of at least one section'],
  ])('refuses %s', (_, yaml, expected) => {
    write('a.md', agent('# A\n'));
    write('variants.yaml', yaml);
    expect(message()).toContain(expected);
  });
});

describe('the agents of this project', () => {
  const agents = path.resolve(import.meta.dirname, '../../agents');

  it('hold the document byte for byte', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256')
      .update(readFileSync(path.join(agents, 'machine-learning-engineer.md')))
      .digest('hex');
    expect(hash).toBe('5cad84c8313017e58dbdd22a49ac1492d45c9f8d91720e988ac61f866c4b3918');
  });

  it('keep lean to a third of the document, and terse short', () => {
    const variants = loadVariants(agents);
    const length = (id: string) => variants.get(id)?.system?.length ?? 0;
    expect(length('lean')).toBeLessThanOrEqual(length('machine-learning-engineer') / 3);
    expect(length('terse')).toBeLessThan(1000);
  });
});
