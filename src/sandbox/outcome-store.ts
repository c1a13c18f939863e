import { existsSync, readdirSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { readText } from '../input/file.ts';
import { InputError } from '../input/input-error.ts';
import { writeDurably } from '../recording/durable.ts';
import type { Effect, Kept } from '../recording/recorded.ts';
import { filesBelow } from './folder-digest.ts';
import { formatOutcome, type Outcome, parseOutcome } from './outcome.ts';
import { answerDigest, runKey, type RunRequest } from './run-request.ts';

/**
 * The folder of run outcomes, `<family>/<fixture>/<answer>-<key>.json`: by what was run rather than by whose answer it
 * was, so that labelled answers, recorded ones and mutants of them are kept alike, and the same files are run once.
 */
export class OutcomeStore implements Effect<RunRequest, Outcome> {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  lookup(request: RunRequest): Kept<Outcome> {
    const wanted = nameOf(request);
    if (existsSync(path.join(this.folder, wanted))) return this.#read(request, wanted);
    const old = this.#othersOf(request).at(-1);
    return old === undefined ? { status: 'missing' } : this.#read(request, old);
  }

  keep(request: RunRequest, outcome: Outcome): string {
    const name = nameOf(request);
    writeDurably(path.join(this.folder, name), formatOutcome(request, outcome));
    // The same files under an older probe: nobody paid for that, so it goes.
    for (const old of this.#othersOf(request)) if (old !== name) this.remove(old);
    return shown(name);
  }

  /** Every stored file, as paths below the store. */
  files(): string[] {
    return existsSync(this.folder) ? filesBelow(this.folder, (name) => name.endsWith('.json')) : [];
  }

  remove(name: string): void {
    unlinkSync(path.join(this.folder, name));
  }

  #othersOf(request: RunRequest): string[] {
    const folder = path.join(this.folder, request.fixture);
    if (!existsSync(folder)) return [];
    const start = `${answerDigest(request).slice(0, 8)}-`;
    return readdirSync(folder)
      .filter((name) => name.startsWith(start) && name.endsWith('.json'))
      .sort()
      .map((name) => path.posix.join(request.fixture, name));
  }

  #read(request: RunRequest, name: string): Kept<Outcome> {
    const file = shown(name);
    try {
      const stored = parseOutcome(readText(path.join(this.folder, name), file), file);
      if (name !== nameOf(stored.request))
        return { status: 'corrupt', file, why: 'it is named after another request than its own' };
      const changed = changes(stored.request, request);
      return changed.length > 0
        ? { status: 'stale', file, changed }
        : { status: 'found', file, outcome: stored.outcome };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { status: 'corrupt', file, why: error.problems.map(({ message }) => message).join('; ') };
    }
  }
}

/** The name under which a request's outcome is kept. */
export function nameOf(request: RunRequest): string {
  const [answer, key] = [answerDigest(request).slice(0, 8), runKey(request).slice(0, 8)];
  return path.posix.join(request.fixture, `${answer}-${key}.json`);
}

const parts = {
  material: 'the material',
  probe: 'the probe',
  kit: 'src/sandbox/probekit',
  packages: 'the packages that the task lists',
  limits: 'the limits',
  environment: 'environment.lock',
} as const;

function changes(stored: RunRequest, wanted: RunRequest): string[] {
  const names = Object.keys(parts) as (keyof typeof parts)[];
  const changed = names.filter((name) => stored[name] !== wanted[name]).map((name) => parts[name]);
  if (changed.length > 0 || runKey(stored) === runKey(wanted)) return changed;
  return ['the version of outcomes'];
}

function shown(name: string): string {
  return path.posix.join('evals/outcomes', name);
}
