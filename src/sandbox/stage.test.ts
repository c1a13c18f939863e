import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow } from './folder-digest.ts';
import { Stage } from './stage.ts';

describe('a stage', () => {
  it('holds files that anybody can read, and is gone with its user', () => {
    let folder = '';
    {
      using stage = new Stage();
      folder = stage.write(
        'answer',
        new Map([
          ['a.py', 'x = 1\n'],
          ['sub/b.py', ''],
        ]),
      );
      expect(filesBelow(folder)).toEqual(['a.py', 'sub/b.py']);
      expect(readFileSync(path.join(folder, 'a.py'), 'utf8')).toBe('x = 1\n');
      expect(statSync(folder).mode & 0o777).toBe(0o755);
      expect(statSync(path.join(folder, 'a.py')).mode & 0o777).toBe(0o644);
    }
    expect(existsSync(path.dirname(folder))).toBe(false);
  });

  it.each([
    ['a.py', 'a.py/b.py'],
    ['a.py/b.py', 'a.py'],
  ])('has a file give way whose name is another’s folder: %s, %s', (...names) => {
    using stage = new Stage();
    expect(filesBelow(stage.write('answer', new Map(names.map((name) => [name, '']))))).toEqual([
      'a.py/b.py',
    ]);
  });

  it.each(['../a.py', 'sub/../../a.py', '/a.py/../../..'])('lets nothing lead out: %s', (name) => {
    using stage = new Stage();
    expect(() => stage.write('answer', new Map([[name, '']]))).toThrow(/leads out/);
  });
});
