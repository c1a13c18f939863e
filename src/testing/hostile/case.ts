import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const folder = path.join(here, 'cases');

/** An answer that attacks the sandbox or its probe. */
export type HostileCase = {
  readonly name: string;
  /** How the probe drives it. */
  readonly kind: 'job' | 'ranks' | 'server';
  readonly tries: string;
  /** The verdicts that have to fail; all others have to pass. */
  readonly fails: readonly string[];
  readonly code: string;
};

/** What the probe reports about each of them. */
export const verdictNames = ['result', 'ended', 'alone', 'unread', 'next'] as const;

export function hostileCases(): HostileCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .sort()
    .map((file) => parse(file, readFileSync(path.join(folder, file), 'utf8')));
}

const head =
  /^# tries: (?<tries>.+)\n# must(?: \((?<kind>ranks|server)\))?: (?:pass|fail (?<fails>[a-z ]+))\n/;

function parse(file: string, code: string): HostileCase {
  const found = head.exec(code)?.groups;
  if (!found) throw new TypeError(`${file} doesn’t say what it tries and what must happen`);
  return {
    name: path.basename(file, '.py'),
    kind: (found['kind'] as 'ranks' | 'server' | undefined) ?? 'job',
    tries: found['tries'] ?? '',
    fails: found['fails']?.split(' ') ?? [],
    code,
  };
}
