import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Results } from '../score/results.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

describe('the command line', () => {
  it.each([
    [['evall'], 'no command `evall` (did you mean `eval`?)'],
    [['eval', '--varaints', 'x'], 'no option --varaints (did you mean `variants`?)'],
    [['eval', '--variants', 'laen'], 'no variant `laen` (did you mean `lean`?)'],
    [['eval', '--variants', 'lean,lean'], 'variant `lean` is selected twice'],
    [['eval', '--variants', ','], 'no variant is selected'],
    [['eval', '--fixtures', 'nothing*'], 'no fixture `nothing*`'],
    [['eval', '--repeat', '0'], 'expected a whole number from 1 to 1000'],
    [['eval', '--mode', 'live'], 'expected replay, auto, fresh'],
    [['eval', '--collection', 'none'], 'no collection `none`'],
    [['eval', '--fixtures', 'x'.repeat(70_000)], 'no fixture `xxxx'],
    [['record', 'status', 'foo', 'bar'], 'unexpected: bar'],
    [['record', 'import', 'x', '--date', '2026-99-99'], 'expected YYYY-MM-DD'],
    [['record', 'prune', '--variants', 'lean'], 'prune looks at all cells: leave --variants out'],
    [['record', 'export', 'promptfooconfig.yaml'], 'can’t be used'],
    [['record', 'exprot'], 'no action `exprot` (did you mean `export`?)'],
    [['grade', 'one'], 'expected a fixture and an answer'],
    [['grade', 'one', 'none.md'], 'none.md can’t be read: ENOENT'],
    [['view', '--port', 'x'], 'expected a number from 1 to 65535'],
  ])('%j ends in 2', async (argv, message) => {
    using project = new TinyProject();
    const { code, err } = await project.run(...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('shows usage on --help', async () => {
    using project = new TinyProject();
    const { code, out } = await project.run('eval', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--variants a,b');
  });
});

describe('wrong files of a project', () => {
  it.each<[string, (project: TinyProject) => void, string]>([
    [
      'an agent without frontmatter',
      (p) => p.write('agents/lean.md', 'x'),
      'agents/lean.md:1:1: no frontmatter',
    ],
    [
      'an agent with an open fence',
      (p) => p.write('agents/lean.md', '---\nname: x\n'),
      'agents/lean.md:1:1: the frontmatter is never closed',
    ],
    [
      'an unquoted colon',
      (p) => p.write('agents/lean.md', '---\nname: x\ndescription: Foo: bar\n---\n'),
      'agents/lean.md:3:14: a plain value',
    ],
    [
      'an agent without a name',
      (p) => p.write('agents/lean.md', '---\ndescription: x\n---\n'),
      'agents/lean.md:2:1: name: expected string',
    ],
    [
      'a missing shown file',
      (p) => edit(p, 'task.md', '[train.py]', '[none.py]'),
      'fixtures/f/one/task.md:4:9: `none.py` is not there',
    ],
    [
      'a shown file outside',
      (p) => edit(p, 'task.md', 'files: [train.py]', 'files: [../../../agents/lean.md]'),
      'task.md:4:9: `../../../agents/lean.md` lies outside the folder',
    ],
    ['a link that leads outside', linkOutside, 'task.md:4:9: `link/x.py` links to a file outside the folder'],
    [
      'an unknown item',
      (p) => edit(p, 'checks.yaml', 'item: a/b', 'item: a/bb'),
      'checks.yaml:3:9: no checklist item `a/bb` (did you mean `a/b`?)',
    ],
    [
      'a label for an unknown check',
      (p) =>
        p.write(
          'fixtures/f/one/answers/x.md',
          '---\nkind: wrong\nexpect: { "*": pass, no-evil: fail }\n---\n',
        ),
      'answers/x.md:3:22: no check `no-evil` (did you mean `no-eval`?)',
    ],
    [
      'checks shown to the model',
      (p) => edit(p, 'task.md', 'files: [train.py]', 'files: [checks.yaml]'),
      'task.md:4:9: `checks.yaml` holds what an answer is graded by',
    ],
    [
      'an answer that is no file',
      (p) => edit(p, 'task.md', 'answer: [train.py]', 'answer: ["../x y"]'),
      'task.md:5:10: `../x y` is no name for a file',
    ],
    [
      'an empty prompt',
      (p) => p.write('agents/lean.md', '---\nname: x\ndescription: y\n---\n\n'),
      'agents/lean.md:2:1: the prompt is empty',
    ],
    ['a broken config', (p) => p.write('promptfooconfig.yaml', 'prompts: []\n'), 'promptfooconfig.yaml:1:'],
  ])('%s ends in 2', async (_, spoil, message) => {
    using project = new TinyProject();
    spoil(project);
    const { code, err } = await project.run('eval');
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  it('tells the problems of several files at once', async () => {
    using project = new TinyProject();
    project.write('agents/lean.md', 'x');
    edit(project, 'checks.yaml', 'item: a/b', 'item: a/x');
    const { err } = await project.run('eval');
    expect(err).toContain('agents/lean.md:1:1');
    expect(err).toContain('checks.yaml:3:9');
  });
});

describe('eval', () => {
  it('grades every cell, writes its rows, and says the same twice', async () => {
    using project = new TinyProject();
    project.recordAll();
    const first = await project.run('eval', '--json', 'a.json');
    expect(first).toMatchObject({ code: 0, err: '' });
    await project.run('eval', '--json', 'b.json');
    const text = readFileSync(path.join(project.root, 'a.json'), 'utf8');
    expect(readFileSync(path.join(project.root, 'b.json'), 'utf8')).toBe(text);
    const { rows } = Results.parse(JSON.parse(text));
    expect(rows.map(({ variant, score }) => [variant, score])).toEqual([
      ['control', 1],
      ['control', 1],
      ['machine-learning-engineer', 0.75],
      ['machine-learning-engineer', 0.75],
    ]);
    expect(first.out).toContain('100.00 /2');
  });

  it('grades nothing stale: one edited word stales exactly that variant, by name, and ends in 4', async () => {
    using project = new TinyProject();
    project.recordAll();
    const file = path.join(project.root, 'agents/machine-learning-engineer.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('**d**: e', '**d**: f'));
    const { code, err } = await project.run('eval', '--json', 'a.json');
    expect(code).toBe(4);
    expect(err).toContain(
      'stale  machine-learning-engineer: the system text (agents/machine-learning-engineer.md) changed since it was recorded',
    );
    expect(err).toContain('needs 2 answers (about $');
    for (const way of ['--mode auto', 'record -- export', 'label']) expect(err).toContain(way);
    const { rows } = Results.parse(JSON.parse(readFileSync(path.join(project.root, 'a.json'), 'utf8')));
    expect(rows.map(({ finding, score }) => [finding?.status ?? null, score])).toEqual([
      [null, 1],
      [null, 1],
      ['stale', null],
      ['stale', null],
    ]);
  });

  it('names the file of a recording that was edited by hand', async () => {
    using project = new TinyProject();
    project.recordAll();
    const folder = path.join(project.root, 'evals/recordings/hand/control/f/one');
    const [name = ''] = readdirSync(folder);
    appendFileSync(path.join(folder, name), 'x');
    const { code, err } = await project.run('eval');
    expect(code).toBe(4);
    expect(err).toContain('corrupt  control: is not the digest of the answer: the text was changed');
    expect(err).toContain(`evals/recordings/hand/control/f/one/${name}`);
  });

  it('leaves an answer of 1 MB and more unscored, with the cause', async () => {
    using project = new TinyProject();
    project.recordAll();
    project.record('control', 3, 'x'.repeat(1_000_001));
    const { code, err } = await project.run('eval', '--repeat', '3', '--variants', 'control');
    expect(code).toBe(4);
    expect(err).toMatch(/the answer has 1000001 characters.*\n +control f\/one #3 says-control/);
  });
});

describe('record', () => {
  it('exports what is missing and takes the answers in', async () => {
    using project = new TinyProject();
    project.record('control', 1, answer('control'));
    expect((await project.run('record', 'export', 'out')).out).toContain('3 cells are in out');
    const folders = readdirSync(path.join(project.root, 'out')).filter((name) => name !== 'manifest.json');
    const systems = folders.map((name) => existsSync(path.join(project.root, 'out', name, 'system.md')));
    expect(systems).toEqual([true, false, true]);
    expect(readFileSync(path.join(project.root, 'out/cell-001/user.md'), 'utf8')).toBe(
      'Please repair {{it}}.\n\n### train.py\n\n```python\ndef main():\n\tpass\n```\n',
    );
    for (const name of folders.slice(0, 2))
      writeFileSync(path.join(project.root, 'out', name, 'answer.md'), answer(name));
    expect((await project.run('record', 'import', 'out')).out).toContain(
      '2 answers imported; no answer yet in cell-003',
    );
    expect((await project.run('record', 'status')).out).toContain('3 found, 1 missing');
  });

  it('takes a blank file for an answer still to be written', async () => {
    using project = new TinyProject();
    await project.run('record', 'export', 'out', '--variants', 'lean', '--repeat', '1');
    project.write('out/cell-001/answer.md', ' \n');
    expect((await project.run('record', 'import', 'out')).out).toBe(
      '0 answers imported; no answer yet in cell-001\n',
    );
  });

  it('refuses texts that were changed on the way, and answers to a question nobody asks now', async () => {
    using project = new TinyProject();
    await project.run('record', 'export', 'out', '--variants', 'lean', '--repeat', '1');
    writeFileSync(path.join(project.root, 'out/cell-001/answer.md'), answer('x'));
    writeFileSync(path.join(project.root, 'out/cell-001/user.md'), 'another question');
    expect((await project.run('record', 'import', 'out')).err).toContain(
      'cell-001: user.md was changed after the export',
    );
    project.write('agents/lean.md', '---\nname: lean\ndescription: x\n---\nedited\n');
    const { code, err } = await project.run('record', 'import', 'out');
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('the prompt or the task has changed since the export'),
    ]);
  });

  it('prunes what nobody asks for, only when told to', async () => {
    using project = new TinyProject();
    project.recordAll();
    edit(project, 'task.md', 'Please', 'Kindly');
    project.recordAll();
    expect((await project.run('record', 'prune')).out.match(/would remove/g)).toHaveLength(4);
    expect((await project.run('record', 'prune', '--yes')).out.match(/^removed/gm)).toHaveLength(4);
    expect((await project.run('record', 'status')).out).toContain('4 found');
  });
});

function edit(project: TinyProject, name: string, from: string, to: string): void {
  const file = path.join(project.root, 'fixtures/f/one', name);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new TypeError(`${name} holds no ${from}`);
  writeFileSync(file, text.replace(from, to));
}

function linkOutside(project: TinyProject): void {
  project.write('secret/x.py', 'secret');
  mkdirSync(path.join(project.root, 'fixtures/f/one/link'));
  symlinkSync(path.join(project.root, 'secret/x.py'), path.join(project.root, 'fixtures/f/one/link/x.py'));
  edit(project, 'task.md', 'files: [train.py]', 'files: [link/x.py]');
}
