import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Claims } from './claims.ts';
import { isAlive, ownIdentity } from './process-identity.ts';

let folder = '';
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'claims-')), 'claims');
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

const leave = (name: string) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), '');
};

describe('Claims', () => {
  it('gives a key to one at a time', () => {
    const [one, other] = [new Claims(folder), new Claims(folder)];
    const claim = one.take('a');
    expect(claim).not.toBeNull();
    expect(other.take('a')).toBeNull();
    expect(one.take('a')).toBeNull();
    expect(other.take('b')).not.toBeNull();
    claim?.release();
    claim?.release();
    expect(other.take('a')).not.toBeNull();
  });

  it('takes over from a process that is gone, and clears up behind it', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    leave(`a.${pid}-123-1`);
    expect(new Claims(folder).take('a')).not.toBeNull();
    expect(readdirSync(folder)).toEqual([expect.stringContaining(`a.${process.pid}-`)]);
  });

  it.runIf(process.platform === 'linux')('tells a process from an earlier one with its number', () => {
    leave(`a.${process.pid}-1-1`);
    expect(new Claims(folder).take('a')).not.toBeNull();
    expect(isAlive(ownIdentity)).toBe(true);
    expect(isAlive({ ...ownIdentity, start: ownIdentity.start + 1 })).toBe(false);
  });

  it('steps back from a living process, leaving nothing', () => {
    leave(`a.${ownIdentity.pid}-${ownIdentity.start}-0`);
    expect(new Claims(folder).take('a')).toBeNull();
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
