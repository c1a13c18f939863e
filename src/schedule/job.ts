import type { Claim } from '../recording/claims.ts';

/** One call to be made. */
export type Job<Result> = {
  readonly id: string;
  /** Jobs of one lane share a cached prefix: the first goes ahead alone until its answer starts. Null for none. */
  readonly lane: string | null;
  /** Millionths of a dollar that it can cost at most; 0 where a price is unknown and nothing is capped. */
  readonly worst: number;
  /** @returns null while another process is at the same; throws where there is no room for the outcome */
  readonly claim: () => Claim | null;
  /** Makes the call and keeps what comes back. Rejects with whatever went wrong. */
  readonly perform: (options: { signal: AbortSignal; started: () => void }) => Promise<Done<Result>>;
};

export type Done<Result> = {
  readonly result: Result;
  /** Millionths of a dollar; null where it isn't known. */
  readonly micros: number | null;
};

/** What became of a job. `left` was never sent, or only in vain, since the run ended before. */
export type Outcome<Result> =
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'failed'; readonly cause: string }
  | { readonly status: 'left'; readonly cause: string };
