import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { readText } from '../input/file.ts';
import { parseLocated, readYaml } from '../input/located.ts';

const Package = z.strictObject({
  debian: z.string().regex(/^[a-z0-9][a-z0-9.+-]+$/),
  module: z.string().regex(/^\w+$/),
  needs: z.array(z.string()).default([]),
});

/** `packages.yaml`: what is installed where answers run. */
export const Environment = z.strictObject({
  suite: z.string().regex(/^[a-z]+$/),
  tools: z.array(z.string()),
  packages: z.array(Package),
});
export type Environment = z.infer<typeof Environment>;

export const here = import.meta.dirname;
const listFile = path.join(here, 'packages.yaml');
const lockFile = path.join(here, 'environment.lock');

let loaded: Environment | undefined;

/** @throws {InputError} */
export function loadEnvironment(): Environment {
  return (loaded ??= readEnvironment());
}

function readEnvironment(): Environment {
  const shown = 'src/sandbox/packages.yaml';
  return parseLocated(readYaml(readText(listFile, shown), shown), Environment);
}

/** Names and versions that outcomes are keyed by, a line each: what a machine without a sandbox looks up by. */
export function readLock(): string {
  return existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
}

export const lockPath = lockFile;

/** Every Debian package to install, before what these need. */
export function debianPackages({ tools, packages }: Environment): string[] {
  return [...tools, ...packages.map(({ debian }) => debian)];
}

/** The modules that a task may list, and that it therefore hides by not listing them. */
export function moduleNames({ packages }: Environment): string[] {
  return packages.map(({ module }) => module);
}

/**
 * The modules that an answer must not be able to import.
 * @param listed the modules that the task says are installed; null where it says nothing
 */
export function hiddenModules({ packages }: Environment, listed: readonly string[] | null): string[] {
  if (listed === null) return [];
  const shown = new Set(
    listed.flatMap((name) => [name, ...(packages.find((each) => each.module === name)?.needs ?? [])]),
  );
  return packages.map(({ module }) => module).filter((module) => !shown.has(module));
}

/** How what is installed differs from what the outcomes are keyed by. */
export type Difference = {
  readonly package: string;
  readonly locked: string | null;
  readonly installed: string | null;
};

export function differences(lock: string, installed: string): Difference[] {
  const [locked, met] = [versionsOf(lock), versionsOf(installed)];
  return [...new Set([...locked.keys(), ...met.keys()])].sort().flatMap((name) => {
    const [a, b] = [locked.get(name) ?? null, met.get(name) ?? null];
    return a === b ? [] : [{ package: name, locked: a, installed: b }];
  });
}

function versionsOf(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => line.split(' ') as [string, string]));
}

/**
 * The folder of the built root. It is named after the list, so that another list is another root.
 * Root's own home is closed to the user that the sandbox runs as, so root builds elsewhere.
 */
export function rootFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const cache =
    environment['SANDBOX_CACHE'] ??
    (process.getuid?.() === 0
      ? '/var/cache'
      : (environment['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache')));
  const list = digest(readFileSync(listFile, 'utf8')).slice(0, 12);
  return path.join(cache, 'machine-learning-engineer-evals', `root-${list}`);
}

/** Written last, so that a root without it is one whose building was cut short. It holds what is installed. */
export const installedFile = 'installed.txt';
