import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import { coverageTable } from '../report/coverage-table.ts';
import { between } from '../report/marks.ts';
import { TinyProject } from '../testing/tiny-project.ts';
import { coverageOf } from './coverage.ts';
import { loadWaivers } from './waivers.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('coverage', () => {
  it('stands in the README as it is', () => {
    const { checklist, fixtures } = loadProject(root);
    const covered = coverageOf(checklist, fixtures);
    const checked = new Set(covered.filter(({ checks }) => checks.length > 0).map(({ item }) => item.id));
    const ids = checklist.map(({ id }) => id);
    const page = readFileSync(path.join(root, 'README.md'), 'utf8');
    const table = coverageTable(covered, loadWaivers(root, ids, checked));
    expect(between(page, 'coverage', table)).toBe(page);
  });

  it('fails on a bullet that is neither checked nor waived, with the bullet’s line', async () => {
    using project = new TinyProject();
    expect(await project.run('coverage')).toMatchObject({ code: 0 });
    const agent = 'agents/machine-learning-engineer.md';
    project.write(
      agent,
      `${readFileSync(path.join(project.root, agent), 'utf8')}- **new**: never heard of\n`,
    );
    const { code, err } = await project.run('coverage');
    expect(code).toBe(1);
    expect(err).toContain(`${agent}:9:1: \`a/new\` is neither checked nor waived`);
    project.write(
      'fixtures/waivers.yaml',
      '- { item: a/new, reason: nothing can tell it from an answer, since: 2026-11-26 }\n',
    );
    expect(await project.run('coverage')).toMatchObject({ code: 0 });
    project.write('fixtures/waivers.yaml', '# none by now\n');
    expect(await project.run('coverage')).toMatchObject({ code: 1 });
  });

  it.each([
    [
      '- { item: a/nwe, reason: nothing can tell it from an answer, since: 2026-11-26 }',
      '1:11: no checklist item `a/nwe`',
    ],
    [
      '- { item: a/b, reason: nothing can tell it from an answer, since: 2026-11-26 }',
      '1:11: `a/b` is checked',
    ],
    ['- { item: a/d, reason: no, since: 2026-11-26 }', 'expected a reason'],
    ['- { item: a/d, reason: nothing can tell it from an answer, since: soon }', 'expected a date'],
  ])('refuses the waiver %s', async (waiver, message) => {
    using project = new TinyProject();
    project.write('fixtures/waivers.yaml', `${waiver}\n`);
    const { code, err } = await project.run('coverage');
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
