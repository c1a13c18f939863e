import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const source = import.meta.dirname;

/** Rooms in import order: a room imports only itself and rooms above it. Files of `src` itself stand as rooms. */
const rooms = [
  'input',
  'agent',
  'checklist',
  'answer',
  'recording',
  'claude',
  'schedule',
  'sandbox',
  'checks',
  'fixture',
  'project.ts',
  'cell.ts',
  'sample',
  'judge',
  'score',
  'validity',
  'statistics',
  'gate',
  'arm',
  'simulation',
  'report',
  'page',
  'viewer',
  'bench',
  'cli',
  'testing',
];

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);
const modules = files.filter((name) => !name.endsWith('.test.ts'));

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(source, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    path.relative(source, path.resolve(source, path.dirname(file), match[1] ?? '')),
  );
}

const roomOf = (file: string) => rooms.indexOf(file.split(path.sep)[0] ?? '');

describe('the layout of src', () => {
  it('has every module in a room', () => {
    expect(modules.filter((file) => roomOf(file) === -1 && file !== 'layout.test.ts')).toEqual([]);
  });

  it('imports only upwards', () => {
    const downwards = modules.flatMap((file) =>
      importsOf(file)
        .filter((target) => roomOf(target) > roomOf(file) || roomOf(target) === -1)
        .map((target) => `${file} imports ${target}`),
    );
    expect(downwards).toEqual([]);
  });

  it('keeps modules small', () => {
    const lines = modules
      .map((file) => readFileSync(path.join(source, file), 'utf8').split('\n').length)
      .sort((a, b) => a - b);
    expect(lines.at(-1)).toBeLessThanOrEqual(300);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(100);
  });
});
