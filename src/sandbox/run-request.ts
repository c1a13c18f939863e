import { z } from 'zod';
import { digest } from '../input/digest.ts';
import { hiddenModules, loadEnvironment, readLock } from './environment.ts';
import { limits } from './limits.ts';
import { type ProbeSource, sourceDigests } from './probe-source.ts';

/** What a run is asked with, as digests by the words in which a change is told. */
export const RunRequest = z.strictObject({
  fixture: z.string(),
  /** By file name. */
  answer: z.record(z.string(), z.string()),
  material: z.string(),
  probe: z.string(),
  kit: z.string(),
  packages: z.string(),
  limits: z.string(),
  environment: z.string(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** The version of the key and of what an outcome says. Raise it when either changes; every outcome is then run again. */
export const runVersion = 1;

/**
 * @param files the answer's files by name
 * @param lock the environment that outcomes are keyed by
 */
export function runRequest(
  fixture: string,
  source: ProbeSource,
  files: ReadonlyMap<string, string>,
  lock: string = readLock(),
): RunRequest {
  return {
    fixture,
    answer: Object.fromEntries([...files].sort().map(([name, text]) => [name, digest(text)])),
    ...sourceDigests(source),
    packages: digest(JSON.stringify(hiddenModules(loadEnvironment(), source.packages))),
    limits: digest(JSON.stringify(limits)),
    environment: digest(lock),
  };
}

/**
 * The identity of a run's outcome: SHA-256 over everything that influences it.
 *
 * In it: the version, the fixture, the answer's files, the fixture's material and probe, the modules that all probes
 * share, the packages that the task hides by not listing them, the limits and the committed lock of the environment.
 * Not in it: the answer's prose, who answered and when, the backend, the versions actually met (provenance), the checks.
 */
export function runKey(request: RunRequest): string {
  return digest(JSON.stringify({ version: runVersion, ...sorted(request) }));
}

/** The part of a file's name that says which answer it is about, so that an outcome under an old key is found. */
export function answerDigest({ fixture, answer }: RunRequest): string {
  return digest(JSON.stringify([fixture, Object.entries(answer).sort()]));
}

function sorted(request: RunRequest): Record<string, unknown> {
  const entries = Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : Object.entries(value).sort()]),
  );
}
