import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAnswer } from '../../answer/answer.ts';
import { pythonRoot } from '../../checks/tree.ts';
import { loadProject } from '../../project.ts';
import { reformatted, renamed } from './code-rewrites.ts';
import { codeAlone, proseAlone, reordered, unmarked, wordier } from './rewrites.ts';

const { fixtures } = loadProject(path.resolve(import.meta.dirname, '../../..'));
const answers = fixtures.flatMap(({ id, task, labelled }) =>
  labelled.map(
    ({ file, text }) =>
      [path.posix.join(id, path.posix.basename(file)), task.answer[0] ?? null, text] as const,
  ),
);
const filesOf = (text: string, defaultFile: string | null) =>
  new Map([...parseAnswer(text, defaultFile).files].map(([name, block]) => [name, block.text]));

/** What a program is, apart from its layout. */
const tokens = (code: string) => code.replace(/[\s]+/g, '');

describe.each(answers)('%s', (_, defaultFile, text) => {
  const answer = parseAnswer(text, defaultFile);

  it('holds the same files however its prose is rewritten', () => {
    const files = filesOf(text, defaultFile);
    for (const rewrite of [wordier, reordered, unmarked, codeAlone])
      expect(filesOf(rewrite(answer), defaultFile)).toEqual(files);
    expect(filesOf(proseAlone(answer), defaultFile).size).toBe(0);
  });

  it('holds the same programs under another layout, and sound ones under other names', () => {
    for (const [name, { text: code }] of answer.files) {
      if (!name.endsWith('.py')) continue;
      expect(tokens(reformatted(code))).toBe(tokens(code));
      if (pythonRoot(code).find({ rule: { kind: 'ERROR' } }) === null)
        expect(pythonRoot(renamed(code)).find({ rule: { kind: 'ERROR' } })).toBeNull();
    }
  });
});

describe('renamed', () => {
  it('renames what a function keeps to itself, everywhere in it', () => {
    expect(renamed('def f(rows):\n    total = sum(rows)\n    return f"{total}"\n')).toBe(
      'def f(rows):\n    total_value = sum(rows)\n    return f"{total_value}"\n',
    );
  });

  it.each([
    ['parameters', 'def f(total):\n    total = total or 1\n    return total\n'],
    ['attributes', 'def f(x):\n    total = x.total\n    return total\n'],
    ['keywords', 'def f(g):\n    total = 1\n    return g(total=total)\n'],
    ['names in strings', 'def f():\n    total = 1\n    return eval("total")\n'],
    ['globals', 'total = 1\ndef f():\n    total = 2\n    return total\n'],
  ])('leaves %s', (_, code) => {
    expect(renamed(code)).toBe(code);
  });
});
