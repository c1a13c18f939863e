import type { Limits } from './limits.ts';

/** A command to run apart from everything else. */
export type Execution = {
  /** Folders to show inside, read-only: from the path inside to the path here. */
  readonly folders: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
  /** The whole environment of the command, but for what the backend itself has to set. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
};

/** How an execution ended. */
export type Ended = {
  /** Null where it was stopped. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether more was printed than is kept. */
  readonly flooded: boolean;
  /** Whether it ran past its time and was stopped. */
  readonly late: boolean;
  readonly seconds: number;
};

/**
 * Where a probe is run: no network but its own loopback, a read-only system, `/scratch` and `/tmp` to write to, nothing
 * of this process's environment, and nothing left of it when `execute` returns.
 */
export type Sandbox = {
  readonly name: BackendName;
  /** Sets the probes' programs apart from the answers'; see `probekit/isolation.py`. */
  readonly isolation: 'bwrap' | 'uid';
  /** Names and versions of the Debian packages inside, a line each, sorted. */
  readonly installed: string;
  /** @throws {SandboxError} when it couldn't be started */
  execute(execution: Execution): Promise<Ended>;
};

export const backendNames = ['bwrap', 'docker'] as const;
export type BackendName = (typeof backendNames)[number];
