import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, TinyProject } from '../testing/tiny-project.ts';

describe('labels', () => {
  it('ends in 1 for a check that no labelled answer fails', async () => {
    using project = new TinyProject();
    const right = `---\nkind: reference\nexpect: { "*": pass }\n---\n${answer('control')}`;
    project.write('fixtures/f/one/answers/reference.md', right);
    const { code, out } = await project.run('labels');
    expect(out).toContain('no labelled answer fails: says-control, no-eval');
    expect(code).toBe(1);
    project.write(
      'fixtures/f/one/answers/wrong.md',
      right.replace('pass', 'fail').replaceAll('control', 'x').replace('x = 1', 'eval(1)'),
    );
    expect((await project.run('labels')).code).toBe(0);
  });

  it('ends in 1 for a wording that a check takes otherwise', async () => {
    using project = new TinyProject();
    const right = `---\nkind: reference\nexpect: { "*": pass }\n---\n${answer('control')}`;
    project.write('fixtures/f/one/answers/reference.md', right);
    const wrong = right.replace('pass', 'fail').replaceAll('control', 'x').replace('x = 1', 'eval(1)');
    project.write('fixtures/f/one/answers/wrong.md', wrong);
    const words = 'fixtures/f/one/wordings.yaml';
    project.write(words, '- check: says-control\n  pass: [It is control.]\n  fail: [It is not.]\n');
    expect(await project.run('labels')).toMatchObject({
      code: 0,
      out: 'f/one: 2 answers, 4 verdicts, 2 wordings, 0 other than labelled\n',
    });
    project.write(words, '- check: says-control\n  pass:\n    - It is control.\n    - A reference group.\n');
    const { code, out } = await project.run('labels');
    expect(code).toBe(1);
    expect(out).toContain(
      'wordings.yaml:4: says-control should pass, came out fail: no sentence says so: A ref',
    );
  });

  it.each([
    ['- { check: says-contrl, pass: [x] }', '1:12: no check `says-contrl` (did you mean `says-control`?)'],
    ['- { check: says-control }', '1:12: expected sentences to `pass` or to `fail`'],
    ['- { check: says-control, pass: [" "] }', 'expected a sentence'],
    ['- { check: says-control, says: [x] }', 'unknown key'],
    ['- { check: runs, pass: [x] }', '1:12: `runs` is told by running the answer, not by words'],
    ['- { check: asked, pass: [x] }', '1:12: `asked` is told by a judge, not by words'],
  ])('refuses the wordings %s', async (wordings, message) => {
    using project = new TinyProject();
    const more = [
      '- { id: runs, asks: Does it run to its end?, item: a/b, run: works }',
      '- { id: asked, asks: Does it say what it leaves open?, item: a/b, judge: Does it say what it leaves open? }',
    ];
    const checks = readFileSync(path.join(project.root, 'fixtures/f/one/checks.yaml'), 'utf8');
    project.write('fixtures/f/one/checks.yaml', `${checks}${more.join('\n')}\n`);
    project.write('fixtures/f/one/probe/probe.py', 'pass\n');
    project.write('fixtures/f/one/wordings.yaml', `${wordings}\n`);
    const { code, err } = await project.run('labels');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe('grade', () => {
  it.each([
    ['an ordinary answer', answer('control'), 'pass     says-control', 0],
    ['nothing', '', 'fail     says-control', 0],
    ['control characters and escape sequences', answer('control \u0000 \u001b[31m red'), 'says-control', 0],
    [
      'templates and tags',
      answer('control {{ x }} {% y %} <script>alert(1)</script>'),
      'pass     says-control',
      0,
    ],
    ['CRLF', answer('control').replaceAll('\n', '\r\n'), 'pass     no-eval', 0],
    ['20 MB', 'x'.repeat(20_000_000), 'unscored says-control: the answer has 20000000 characters', 4],
  ])('takes %s', async (_, text, expected, code) => {
    using project = new TinyProject();
    project.write('a.md', text);
    const result = await project.run('grade', 'one', 'a.md');
    expect(result.out).toContain(expected);
    expect(result.code).toBe(code);
    expect(result.out).not.toMatch(/[\u0000\u001b]/);
  });

  it('takes bytes that are no UTF-8, and a lone surrogate', async () => {
    using project = new TinyProject();
    writeFileSync(path.join(project.root, 'a.md'), Buffer.from([0x63, 0xff, 0xed, 0xa0, 0x80, 0x0a]));
    expect((await project.run('grade', 'one', 'a.md', '--json')).code).toBe(0);
  });
});
