import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from './main.ts';
import { TinyProject } from '../testing/tiny-project.ts';

const kept = (checks: string) =>
  `- { fixture: f/one, checks: [${checks}], reason: it guards what nobody should break }\n`;

describe('headroom', () => {
  it('asks for a reason for what comes out alike in every answer, and takes one', async () => {
    using project = new TinyProject();
    project.recordAll();
    const open = await project.run('headroom');
    expect(open.out).toContain('always passes: no-eval\n    no reason is written');
    expect(open.err).toContain('f/one: 1 come out alike');
    expect(open.code).toBe(1);
    project.write('fixtures/kept.yaml', '# none yet\n');
    expect((await project.run('headroom')).code).not.toBe(2);
    project.write('fixtures/kept.yaml', kept('no-eval'));
    const closed = await project.run('headroom');
    expect(closed.out).toContain('kept: it guards what nobody should break');
    expect(closed).toMatchObject({ code: 0, err: '' });
  });

  it('says when a reason is no longer needed', async () => {
    using project = new TinyProject();
    project.recordAll();
    project.write('fixtures/kept.yaml', kept('no-eval, says-control'));
    const { code, err } = await project.run('headroom');
    expect(err).toContain('f/one says-control is kept, and comes out differently by now');
    expect(code).toBe(1);
  });

  it('says nothing of a fixture without answers', async () => {
    using project = new TinyProject();
    expect(await project.run('headroom')).toMatchObject({ code: 0, err: '' });
  });

  it('has a reason for all that is alike in the shipped answers, and its table in the notes', async () => {
    let [out, err] = ['', ''];
    const root = path.resolve(import.meta.dirname, '../..');
    const context = { root, cwd: root, terminal: false, env: {} };
    const code = await main(['headroom'], {
      ...context,
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    });
    expect(err).toBe('');
    expect(code).toBe(0);
    const cells = (line: string) => line.trim().split(/ {2,}| \| /);
    const told = out.split('\n\n')[0]?.split('\n').map(cells) ?? [];
    const rows = readFileSync(path.join(root, 'docs/validity.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => cells(line.replace(/^\| | \|$/g, '')).map((cell) => cell.trim()));
    // The last line of the table has an empty cell, which the spaces of a terminal don't show.
    for (const line of told.slice(0, -1)) expect(rows).toContainEqual(line);
  }, 60_000);

  it.each([
    ['- { fixture: f/two, reason: it is small and cheap to keep }', 'kept.yaml:1:14: no fixture `f/two`'],
    [kept('nope').trim(), 'no check `nope` in f/one'],
    [kept('no-eval, no-eval').trim(), 'a second reason for `no-eval`'],
    ['- { fixture: f/one, reason: short }', 'expected a reason'],
  ])('refuses %s', async (text, message) => {
    using project = new TinyProject();
    project.write('fixtures/kept.yaml', `${text}\n`);
    const { code, err } = await project.run('headroom');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
