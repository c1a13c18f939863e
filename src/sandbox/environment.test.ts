import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absentPackages } from './backend.ts';
import {
  debianPackages,
  differences,
  hiddenModules,
  loadEnvironment,
  moduleNames,
  readLock,
  rootFolder,
} from './environment.ts';

const environment = loadEnvironment();
const modules = moduleNames(environment);
const listed = fc.subarray(modules);

describe('modules that a task hides', () => {
  it('are none where it lists none, and all others where it lists some', () => {
    expect(hiddenModules(environment, null)).toEqual([]);
    expect(hiddenModules(environment, [])).toEqual(modules);
    expect(hiddenModules(environment, modules)).toEqual([]);
  });

  it('never are what it lists, nor what that needs', () => {
    fc.assert(
      fc.property(listed, (names) => {
        const hidden = hiddenModules(environment, names);
        const needed = names.flatMap(
          (name) => environment.packages.find(({ module }) => module === name)?.needs ?? [],
        );
        for (const name of [...names, ...needed]) expect(hidden).not.toContain(name);
        expect(new Set([...hidden, ...names, ...needed])).toEqual(new Set(modules));
      }),
    );
  });

  it('are fewer the more it lists', () => {
    fc.assert(
      fc.property(listed, listed, (some, more) => {
        const fewer = hiddenModules(environment, [...some, ...more]);
        expect(hiddenModules(environment, some)).toEqual(expect.arrayContaining(fewer));
      }),
    );
  });

  it('needs name modules of the list', () => {
    for (const { needs } of environment.packages) expect(modules).toEqual(expect.arrayContaining(needs));
  });
});

const versions = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.stringMatching(/^[0-9]{1,2}$/));
const text = (found: Record<string, string>) =>
  Object.entries(found)
    .map(([name, version]) => `${name} ${version}\n`)
    .join('');

describe('differences of what is installed from the lock', () => {
  it('are none from itself, and each one both ways round', () => {
    fc.assert(
      fc.property(versions, versions, (lock, met) => {
        expect(differences(text(lock), text(lock))).toEqual([]);
        const there = differences(text(lock), text(met));
        const back = differences(text(met), text(lock));
        expect(back.map((each) => ({ ...each, locked: each.installed, installed: each.locked }))).toEqual(
          there,
        );
        for (const { package: name, locked, installed } of there) {
          expect([locked, installed]).toEqual([lock[name] ?? null, met[name] ?? null]);
          expect(locked).not.toBe(installed);
        }
      }),
    );
  });

  it('leave comments and blank lines out', () => {
    expect(differences('# of a day\n\na 1\n', 'a 1\n')).toEqual([]);
  });

  it('name what of the list is absent, but not what came with it', () => {
    const first = debianPackages(environment).find((name) => name.startsWith('python3-')) ?? '';
    const lock = readLock();
    expect(absentPackages(lock)).toEqual([]);
    expect(absentPackages(lock.replace(new RegExp(`^${first} .*\n`, 'm'), ''))).toEqual([first]);
    const other = lock.split('\n').find((line) => line.startsWith('libc6 ')) ?? '';
    expect(absentPackages(lock.replace(`${other}\n`, ''))).toEqual([]);
  });
});

describe('the built root', () => {
  it('lies where the variable says, and is named after the list', () => {
    expect(rootFolder({ SANDBOX_CACHE: '/c' })).toMatch(
      /^\/c\/machine-learning-engineer-evals\/root-[0-9a-f]{12}$/,
    );
  });
});
