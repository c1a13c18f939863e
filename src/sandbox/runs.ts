import { differences, readLock } from './environment.ts';
import type { Outcome } from './outcome.ts';
import type { ProbeSource } from './probe-source.ts';
import { type Effect, type Kept, recorded } from '../recording/recorded.ts';
import { runProbe } from './run-probe.ts';
import { type RunRequest, runRequest } from './run-request.ts';
import type { Sandbox } from './sandbox.ts';
import type { Slots } from './slots.ts';

/** An answer's files, to be run by a fixture's probe. */
export type Run = {
  readonly fixture: string;
  readonly source: ProbeSource;
  readonly files: ReadonlyMap<string, string>;
};

/** Runs something now. @throws {SandboxError} */
export type Perform = (run: Run) => Promise<Outcome>;

/** Runs of answers, kept by what was run. */
export class Runs {
  readonly #kept: Effect<RunRequest, Outcome>;
  readonly #perform: Perform | null;
  readonly #running = new Map<string, Promise<Kept<Outcome>>>();

  /** @param perform null where nothing may be run: then what is kept is all there is */
  constructor(kept: Effect<RunRequest, Outcome>, perform: Perform | null) {
    this.#kept = kept;
    this.#perform = perform;
  }

  /** @throws {SandboxError} when it had to be run and couldn't */
  outcome(run: Run): Promise<Kept<Outcome>> {
    const request = requestOf(run);
    const name = JSON.stringify(request);
    let outcome = this.#running.get(name);
    if (!outcome) {
      const perform = this.#perform;
      outcome = recorded(this.#kept, request, perform && (() => perform(run)));
      this.#running.set(name, outcome);
    }
    return outcome;
  }
}

export function requestOf({ fixture, source, files }: Run): RunRequest {
  return runRequest(fixture, source, files);
}

/** Runs in a sandbox, as many at once as there is room for. */
export function performIn(sandbox: Sandbox, slots: Slots): Perform {
  const unlike = differences(readLock(), sandbox.installed).map(
    ({ package: name, locked, installed }) => `${name} ${locked ?? 'none'} → ${installed ?? 'none'}`,
  );
  return async ({ source, files }) => {
    const { verdicts, seconds } = await slots.run(source.cores, () => runProbe(sandbox, source, files));
    const provenance = {
      date: new Date().toISOString().slice(0, 10),
      backend: sandbox.name,
      seconds: Math.round(seconds * 10) / 10,
      differences: unlike,
    };
    return { verdicts, provenance };
  };
}
