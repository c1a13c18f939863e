import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { kitFolder } from './probe-source.ts';

it('has every name of the library on the page for those who write probes', () => {
  const exported = /__all__ = \[([^\]]+)\]/.exec(
    readFileSync(path.join(kitFolder, '__init__.py'), 'utf8'),
  )?.[1];
  const names = [...(exported ?? '').matchAll(/"(\w+)"/g)].map(([, name]) => name ?? '');
  const page = readFileSync(path.resolve(kitFolder, '../../../docs/probes.md'), 'utf8');
  expect(names).toContain('Machine');
  expect(
    names.filter((name) => !new RegExp(`\\b${name}\\(`).test(page) && !page.includes(`\`${name}\``)),
  ).toEqual([]);
});
