import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveUpRoom, makeRoom, writeDurably } from './durable.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'durable-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeDurably', () => {
  it.each([
    ['shorter than the room', 10_000],
    ['as long as the room', 3],
    ['longer than the room', 1],
    ['without room', null],
  ])('writes a text %s, and nothing else', (_, room) => {
    const file = path.join(folder, 'a/b.md');
    if (room !== null) makeRoom(file, room);
    expect(existsSync(file)).toBe(false);
    writeDurably(file, 'é\n');
    expect(readFileSync(file, 'utf8')).toBe('é\n');
    expect(readdirSync(path.dirname(file))).toEqual(['b.md']);
    giveUpRoom(file);
    expect(existsSync(file)).toBe(true);
  });

  it('takes the room there and gives it back', () => {
    const file = path.join(folder, 'b.md');
    makeRoom(file, 5000);
    const [temporary = ''] = readdirSync(folder);
    expect(statSync(path.join(folder, temporary)).blocks * 512).toBeGreaterThanOrEqual(5000);
    giveUpRoom(file);
    expect(readdirSync(folder)).toEqual([]);
  });
});
