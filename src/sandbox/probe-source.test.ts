import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { findProbe } from './probe-source.ts';

/** What grades an answer can be mended without running the answer again. */
it('takes for material what a probe could see, and no checks, labels, mutants, wordings or notes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'fixture-'));
  try {
    const own = [
      'task.md',
      'checks.yaml',
      'mutants.yaml',
      'wordings.yaml',
      'README.md',
      'answers/reference.md',
    ];
    const material = ['train.py', 'data/rows.csv', 'deploy/checks.yaml'];
    for (const name of [...own, ...material, 'probe/probe.py', 'probe/README.md']) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), name);
    }
    expect(findProbe(folder, null, 1)).toMatchObject({
      material: material.toSorted(),
      probe: ['probe.py'],
    });
    rmSync(path.join(folder, 'probe'), { recursive: true });
    expect(findProbe(folder, null, 1)).toBeNull();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
