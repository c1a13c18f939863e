import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitTree, resolveRef } from '../input/git.ts';
import type { GateReport } from '../report/gate-report.ts';
import { GitProject } from '../testing/git-project.ts';
import { answer, TinyProject } from '../testing/tiny-project.ts';

/** Runs the gate and reads what `--json` wrote. */
async function gate(project: TinyProject, ...argv: string[]) {
  const run = await project.run('gate', ...argv, '--json', 'out.json');
  const report = () =>
    JSON.parse(readFileSync(path.join(project.root, 'out.json'), 'utf8')) as GateReport & {
      rows: Record<'base' | 'candidate', { variant: string; repeat: number; score: number }[]>;
    };
  return { ...run, report };
}

describe('gate against a git ref', () => {
  it('passes an unchanged prompt and says so', async () => {
    using project = new GitProject();
    project.withOrigin();
    const { code, out, report } = await gate(project);
    expect(out).toContain('UNCHANGED');
    expect(report().outcome).toBe('UNCHANGED');
    expect(code).toBe(0);
  });

  it('takes the merge base, not the tip of the branch it will be merged into', async () => {
    using project = new GitProject();
    project.git('branch', 'other');
    project.editPrompt();
    project.commit('main goes on');
    project.withOrigin();
    project.git('checkout', '--quiet', 'other');
    expect((await gate(project)).report().outcome).toBe('UNCHANGED');
  });

  it('ends in 4 for stale recordings, naming what changed and the ways on', async () => {
    using project = new GitProject();
    project.editPrompt();
    const { code, out, err } = await gate(project, '--base', 'HEAD');
    expect(out).toContain('NEEDS ANSWERS');
    expect(out).toContain('the system text changed since machine-learning-engineer was recorded');
    expect(err).toContain('needs 2 answers');
    expect(err).toContain('npm run record -- export FOLDER');
    expect(code).toBe(4);
  });

  it('compares the answers of the ref with those of the working tree, and touches neither tree nor index', async () => {
    using project = new GitProject();
    project.editPrompt();
    project.recordBaseline('control');
    const before = project.git('status', '--porcelain', '--untracked-files=all');
    const index = readFileSync(path.join(project.root, '.git', 'index'));
    const { report } = await gate(project, '--base', 'HEAD');
    const { comparison, rows } = report();
    expect(comparison?.base.answers).toBe(2);
    expect(rows.base.map(({ score }) => score)).toEqual([0.75, 0.75]);
    expect(rows.candidate.map(({ score }) => score)).toEqual([1, 1]);
    rmSync(path.join(project.root, 'out.json'));
    expect(project.git('status', '--porcelain', '--untracked-files=all')).toBe(before);
    expect(readFileSync(path.join(project.root, '.git', 'index')).equals(index)).toBe(true);
  });

  it('follows an agent file that was renamed since', async () => {
    using project = new GitProject();
    project.rename('agents/machine-learning-engineer.md', 'agents/engineer.md');
    project.commit('another name');
    const old = project.git('rev-parse', 'HEAD').trim();
    project.rename('agents/engineer.md', 'agents/machine-learning-engineer.md');
    project.editPrompt();
    project.recordBaseline('control');
    const { report } = await gate(project, '--base', old);
    expect(report().base.file).toBe('agents/engineer.md');
    expect(report().comparison?.base.answers).toBe(2);
  });

  it('leaves out a fixture whose task changed, and says so', async () => {
    using project = new GitProject();
    project.editPrompt();
    project.edit('fixtures/f/one/task.md', 'Please', 'Kindly');
    project.recordBaseline('control');
    const { code, report } = await gate(project, '--base', 'HEAD');
    expect(report().notCompared).toEqual([
      { fixture: 'f/one', why: expect.stringContaining('its task is another one in HEAD') },
    ]);
    expect(code).toBe(4);
  });

  it('leaves out a fixture that is new, and names one that is gone', async () => {
    using project = new GitProject();
    project.rename('fixtures/f/one', 'fixtures/f/two');
    project.edit('fixtures/f/two/task.md', 'Please', 'Kindly');
    project.editPrompt();
    const { report } = await gate(project, '--base', 'HEAD');
    expect(report().notCompared).toEqual([
      { fixture: 'f/one', why: expect.stringContaining('no longer there') },
      { fixture: 'f/two', why: expect.stringContaining('it is new since HEAD') },
    ]);
  });

  it('keeps the answers of a fixture that only moved', async () => {
    using project = new GitProject();
    project.rename('fixtures/f/one', 'fixtures/f/two');
    project.editPrompt();
    project.record('machine-learning-engineer', 1, answer('control'), 'f/two');
    project.record('machine-learning-engineer', 2, answer('control'), 'f/two');
    const { report } = await gate(project, '--base', 'HEAD');
    expect(report().notCompared).toEqual([]);
    expect(report().comparison?.base.answers).toBe(2);
  });

  it('never pools answers of another collection', async () => {
    using project = new GitProject();
    project.editPrompt();
    project.write('evals/recordings/other/collection.yaml', 'source: import\nabout: elsewhere\n');
    const { code, report } = await gate(project, '--base', 'HEAD', '--collection', 'other');
    expect(report().notCompared).toEqual([
      { fixture: 'f/one', why: expect.stringMatching(/has answers in hand and none in other/) },
    ]);
    expect(code).toBe(4);
  });

  it('says when the checks of the base were others, and grades both arms by those of the working tree', async () => {
    using project = new GitProject();
    project.editPrompt();
    project.edit('fixtures/f/one/checks.yaml', '[control]', '[engineer]');
    project.recordBaseline('control');
    const { out, report } = await gate(project, '--base', 'HEAD');
    expect(report().regraded).toEqual(['f/one']);
    expect(out).toContain('its answers are graded anew');
    expect(report().rows.candidate.map(({ score }) => score)).toEqual([0.75, 0.75]);
  });

  it('works in a clone from a fork, from recordings alone', async () => {
    using project = new GitProject();
    project.addFixture('f/two');
    project.commit('another fixture');
    using fork = new TinyProject();
    rmSync(fork.root, { recursive: true });
    project.git('clone', '--quiet', project.root, fork.root);
    const { code, report } = await gate(fork, '--candidate', 'control');
    expect(report().base.origin).toContain('merge base with origin/main');
    expect(report().comparison?.n).toBe(2);
    expect(code).toBe(3);
  });

  it('has every report of every outcome', async () => {
    using project = new GitProject();
    const files = ['--html', 'a.html', '--markdown', 'a.md', '--junit', 'a.xml', '--annotations'];
    const written = () =>
      ['a.html', 'a.md', 'a.xml'].map((name) => readFileSync(path.join(project.root, name), 'utf8'));
    await gate(project, '--base', 'HEAD', ...files);
    for (const text of written()) expect(text).toContain('UNCHANGED');
    project.editPrompt();
    await gate(project, '--base', 'HEAD', ...files);
    for (const text of written()) expect(text).toContain('NEEDS ANSWERS');
  });

  it('says where there is no git', async () => {
    using project = new GitProject();
    const found = process.env['PATH'];
    process.env['PATH'] = project.root;
    try {
      const { code, err } = await project.run('gate', '--base', 'HEAD');
      expect(err).toContain('git can’t be started');
      expect(code).toBe(2);
    } finally {
      process.env['PATH'] = found;
    }
  });

  it('works in a folder of a larger repository', async () => {
    using project = new GitProject();
    using outer = new GitProject();
    outer.git('clone', '--quiet', project.root, 'inner');
    rmSync(path.join(outer.root, 'inner', '.git'), { recursive: true });
    outer.commit('inner');
    const inner = path.join(outer.root, 'inner');
    const tree = gitTree(inner, resolveRef(inner, 'HEAD'));
    expect(tree.list('agents')).toEqual(['agents/lean.md', 'agents/machine-learning-engineer.md']);
  });

  it('reads a file of a ref', async () => {
    using project = new GitProject();
    const { report } = await gate(project, '--base', 'main:agents/lean.md', '--candidate', 'lean');
    expect(report().outcome).toBe('UNCHANGED');
  });
});

describe('gate without git', () => {
  it('compares two variants, and any agent file', async () => {
    using project = new TinyProject();
    project.recordAll();
    project.addFixture('f/two');
    const arms = ['--base', 'machine-learning-engineer', '--candidate'];
    expect((await gate(project, ...arms, 'control')).code).toBe(3);
    project.write('elsewhere/copy.md', '---\nname: copy\ndescription: x\n---\n# Other\n');
    const { code, out } = await gate(project, ...arms, 'elsewhere/copy.md');
    expect(out).toContain('no answer of copy is recorded in hand');
    expect(code).toBe(4);
  });

  it('wants every answer of the candidate, so that none is left out silently', async () => {
    using project = new TinyProject();
    project.recordAll();
    project.record('lean', 1, answer('control'));
    const { code, report } = await gate(project, '--base', 'control', '--candidate', 'lean');
    expect(report().wanting).toEqual([
      { fixture: 'f/one', repeat: 2, why: expect.stringContaining('no further answer of lean') },
    ]);
    expect(code).toBe(4);
  });

  it('tests itself on five answers or more to a fixture, and says where there are fewer', async () => {
    using project = new TinyProject();
    project.recordAll();
    const few = await project.run('gate', '--self-test');
    expect(few.out).toContain('it can’t tell: no fixture has 5 answers or more');
    expect(few.code).toBe(3);
    for (const repeat of [3, 4, 5, 6]) project.record('machine-learning-engineer', repeat, answer('x'));
    const enough = await project.run('gate', '--self-test');
    expect(enough.out).toMatch(/false alarms by either +0\.0 % \(0 of 400; at most 1\.1 %\)/);
    expect(enough.code).toBe(0);
  });

  it.each([
    [[], 'there is no origin/main here'],
    [['--base', 'nothing'], 'no variant, agent file or git ref `nothing`'],
    [['--base', 'laen'], 'did you mean `lean`?'],
    [['--base', '--upload-pack=x'], 'no'],
    [['--base', 'control', '--margin', '0'], '--margin 0: expected points between 0 and 100'],
    [['--base', 'control', '--seed', 'x'], '--seed x: expected a whole number'],
    [['--base', 'control', '--mode', 'live'], 'expected replay, auto, fresh'],
    [
      ['--base', 'control', '--mode', 'auto'],
      '--mode auto: taking answers from Claude needs ANTHROPIC_API_KEY',
    ],
    [['--base', 'control', '--verify', '3'], '--verify: taking answers from Claude needs ANTHROPIC_API_KEY'],
  ])('%j ends in 2', async (argv, message) => {
    using project = new TinyProject();
    project.recordAll();
    const { code, err } = await project.run('gate', ...argv);
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
