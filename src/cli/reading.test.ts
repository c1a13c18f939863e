import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { answer, TinyProject } from '../testing/tiny-project.ts';

describe('reading', () => {
  it('makes a labelled answer of a sheet, and says where the verdicts are otherwise', async () => {
    using project = new TinyProject();
    const text = answer('Nobody steers this.');
    project.write('answer.md', text);
    expect(await project.run('reading', 'sheet', 'f/one', 'answer.md', 'sheet')).toMatchObject({ code: 0 });
    const read = (name: string) => readFileSync(path.join(project.root, 'sheet', name), 'utf8');
    expect(read('answer.md')).toBe(text);
    expect(read('task.md')).toContain('Please repair {{it}}.');
    expect(read('questions.md')).toContain('- `no-eval`: Is there no call of eval in the code?');

    const open = await project.run('reading', 'take', 'sheet');
    expect(open).toMatchObject({ code: 2 });
    expect(open.err).toContain('no label yet for says-control, no-eval');

    const label = (control: string) =>
      project.write(
        'sheet/labels.yaml',
        `fixture: f/one\nlabels: { says-control: ${control}, no-eval: pass }\n`,
      );
    label('pass');
    const taken = await project.run('reading', 'take', 'sheet');
    expect(taken.out).toContain('says-control: read pass, came out fail');
    expect((await project.run('labels')).out).toContain('2 verdicts, 0 other than labelled');
    const { out } = await project.run('reading');
    expect(out).toMatch(/held-out +says +phrases +0\/1 .* +0\/1/);
    expect(out).toMatch(/held-out +absence +the grader +1\/1/);
    expect(out).toContain('f/one says-control: the reader was right');

    label('undecided');
    await project.run('reading', 'take', 'sheet', '--half', 'mended');
    const again = await project.run('reading');
    expect(again.out).not.toContain('says-control');
    expect(again.out).toMatch(/mended +absence +the grader +1\/1/);
  });

  it('refuses a known fault that has gone, and a check that isn’t there', async () => {
    using project = new TinyProject();
    const head = (wrong: string) =>
      `---\nkind: sampled\nexpect: { '*': pass }\nread: { half: held-out, wrong: { ${wrong}: it takes no for yes } }\n---\n`;
    const file = 'fixtures/f/one/answers/read.md';
    project.write(file, head('no-eval') + answer('control'));
    const gone = await project.run('labels');
    expect(gone.code).toBe(1);
    expect(gone.out).toContain('it is said to come out wrong, and doesn’t');
    project.write(file, head('no-evil') + answer('control'));
    const unknown = await project.run('labels');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toMatch(/answers\/read\.md:4:\d+: no check `no-evil`/);
  });

  it.each([
    [['look']],
    [['sheet', 'f/one']],
    [['take']],
    [['take', 'nowhere']],
    [['take', 'x', '--half', 'x']],
  ])('refuses %j', async (words) => {
    using project = new TinyProject();
    expect((await project.run('reading', ...words)).code).toBe(2);
  });
});
