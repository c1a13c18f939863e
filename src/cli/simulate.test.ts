import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { TinyProject } from '../testing/tiny-project.ts';

describe('simulate', () => {
  it('writes a line per cell, the same whatever the number of threads', async () => {
    using project = new TinyProject();
    const argv = ['simulate', '--only', 'binary saturated', '--runs', '5', '--csv'];
    const one = await project.run(...argv, 'one.csv', '--threads', '1');
    const two = await project.run(...argv, 'two.csv', '--threads', '2');
    const table = readFileSync(path.join(project.root, 'one.csv'), 'utf8');
    expect(table.trim().split('\n')).toHaveLength(3);
    expect(readFileSync(path.join(project.root, 'two.csv'), 'utf8')).toBe(table);
    expect([one.code, two.code, one.err]).toEqual([0, 0, '2 of 2 cells\n']);
  });

  it('tells what is wrong with an option', async () => {
    using project = new TinyProject();
    expect((await project.run('simulate', '--grid', 'huge')).err).toContain('expected full or small');
    expect((await project.run('simulate', '--runs', '1.5')).err).toContain(
      '--runs 1.5: expected a whole number',
    );
    expect(await project.run('simulate', '--only', 'nothing')).toMatchObject({ code: 2 });
  });
});
