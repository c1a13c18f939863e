import { ofDisk, type Trouble } from '../claude/trouble.ts';
import type { Claim } from '../recording/claims.ts';
import { type Backoff, backoffMs } from './backoff.ts';
import type { Budget, Reservation } from './budget.ts';
import type { Job, Outcome } from './job.ts';
import { Lanes } from './lanes.ts';
import type { Limit } from './limit.ts';

type Waiting<Result> = {
  readonly job: Job<Result>;
  readonly resolve: (outcome: Outcome<Result>) => void;
  readonly since: number;
  notBefore: number;
  failures: number;
};

export type DispatcherOptions = {
  readonly limit: Limit;
  readonly budget: Budget;
  readonly backoff: Backoff;
  readonly troubleOf: (error: unknown) => Trouble;
  /** Called whenever something changed that a progress line shows. */
  readonly changed?: () => void;
  readonly random?: () => number;
};

/** How often a job that another process is at is looked at again. */
const claimedElsewhereMs = 200;

/**
 * Sends jobs: as many at once as the limit lets through, each within the budget, one ahead in each lane, and the only
 * place where a call is tried again. Every event makes it look at the whole queue once.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #queue: Waiting<unknown>[] = [];
  readonly #lanes = new Lanes();
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #stopped: string | null = null;
  #fatal: string | null = null;
  inFlight = 0;
  retried = 0;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Why nothing more can be sent, where that is so whatever is sent: a refused key, a full disk. */
  get fatal(): string | null {
    return this.#fatal;
  }

  submit<Result>(job: Job<Result>): Promise<Outcome<Result>> {
    return new Promise((resolve) => {
      this.#queue.push({
        job,
        resolve: resolve as (outcome: Outcome<unknown>) => void,
        since: Date.now(),
        notBefore: 0,
        failures: 0,
      });
      this.#pump();
    });
  }

  /** Sends nothing more; what is in flight comes to its end. */
  stop(cause: string): void {
    this.#stopped ??= cause;
    this.#pump();
  }

  /** Gives up what is in flight, too. */
  abort(cause: string): void {
    this.stop(cause);
    this.#abort.abort();
  }

  #pump(): void {
    clearTimeout(this.#timer);
    if (this.#stopped !== null) {
      for (const { resolve } of this.#queue.splice(0)) resolve({ status: 'left', cause: this.#stopped });
      return;
    }
    const { limit, budget } = this.#options;
    const now = Date.now();
    let next = limit.pausedUntil > now ? limit.pausedUntil : Infinity;
    for (let i = 0; i < this.#queue.length && this.inFlight < limit.value && limit.pausedUntil <= now;) {
      const waiting = this.#queue[i] as Waiting<unknown>;
      const { job } = waiting;
      if (waiting.notBefore > now) next = Math.min(next, waiting.notBefore);
      const ready = waiting.notBefore <= now && this.#lanes.isOpen(job.lane);
      const reservation = ready ? budget.reserve(job.worst) : null;
      // Where nothing is in flight, nothing will be settled either: it will never fit.
      if (ready && reservation === null && this.inFlight === 0) {
        this.#queue.splice(i, 1);
        waiting.resolve({ status: 'left', cause: 'it might have passed --max-cost' });
        continue;
      }
      const claim = reservation === null ? null : this.#claim(job);
      if (reservation !== null && claim === null) {
        reservation.settle(0);
        if (this.#stopped !== null) return this.#pump();
        waiting.notBefore = now + claimedElsewhereMs * (0.5 + this.#random());
        next = Math.min(next, waiting.notBefore);
      }
      if (reservation === null || claim === null) {
        i += 1;
        continue;
      }
      this.#queue.splice(i, 1);
      void this.#send(waiting, reservation, claim);
    }
    if (next < Infinity && this.#queue.length > 0) {
      this.#timer = setTimeout(() => this.#pump(), Math.max(0, next - now));
    }
    this.#options.changed?.();
  }

  #claim(job: Job<unknown>): Claim | null {
    try {
      return job.claim();
    } catch (error) {
      this.#fail(cannotKeep(error));
      return null;
    }
  }

  async #send(waiting: Waiting<unknown>, reservation: Reservation, claim: Claim): Promise<void> {
    const { job, resolve } = waiting;
    const { limit } = this.#options;
    const dispatched = Date.now();
    const saturated = () => this.inFlight >= limit.value;
    this.inFlight += 1;
    const pass = this.#lanes.enter(job.lane);
    const started = () => {
      if (pass.open()) this.#pump();
    };
    try {
      const { result, micros } = await job.perform({ signal: this.#abort.signal, started });
      reservation.settle(micros);
      limit.answered(saturated());
      pass.open();
      resolve({ status: 'done', result });
    } catch (error) {
      const trouble = this.#options.troubleOf(error);
      reservation.settle(trouble.billed ? null : 0);
      pass.leave();
      this.#failed(waiting, trouble, dispatched);
    } finally {
      this.inFlight -= 1;
      this.#release(claim);
      this.#pump();
    }
  }

  #release(claim: Claim): void {
    try {
      claim.release();
    } catch (error) {
      this.#fail(cannotKeep(error));
    }
  }

  #failed(waiting: Waiting<unknown>, trouble: Trouble, dispatched: number): void {
    const { limit, backoff } = this.#options;
    const { resolve } = waiting;
    if (this.#abort.signal.aborted) {
      return resolve({ status: 'left', cause: this.#stopped ?? 'interrupted' });
    }
    if (trouble.action === 'fatal') {
      this.#fail(trouble.cause);
      return resolve({ status: 'failed', cause: trouble.cause });
    }
    if (trouble.action === 'unscored') return resolve({ status: 'failed', cause: trouble.cause });
    const now = Date.now();
    const wait = backoffMs(waiting.failures + 1, backoff, this.#random());
    if (trouble.slowDown) limit.refused(dispatched, now, trouble.retryAfterMs ?? wait);
    // A refusal with a time to come back is how a rate limit paces its clients, and no failure of this call.
    if (!(trouble.slowDown && trouble.retryAfterMs !== null)) waiting.failures += 1;
    if (waiting.failures >= backoff.attempts) {
      return resolve({ status: 'failed', cause: `${trouble.cause}, ${waiting.failures} times` });
    }
    if (trouble.slowDown && now - waiting.since > backoff.putOffMs) {
      return resolve({
        status: 'failed',
        cause: `${trouble.cause}, for ${minutes(now - waiting.since)} min`,
      });
    }
    this.retried += 1;
    waiting.notBefore = now + (trouble.retryAfterMs ?? wait);
    this.#queue.unshift(waiting);
  }

  #fail(cause: string): void {
    this.#fatal ??= cause;
    this.stop(cause);
  }

  #random(): number {
    return (this.#options.random ?? Math.random)();
  }
}

function minutes(ms: number): string {
  return (ms / 60_000).toFixed(ms < 600_000 ? 1 : 0);
}

/** A claim that fails with anything but a no is the file system's trouble: what is paid for could not be kept. */
function cannotKeep(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return ofDisk[code] ?? `answers can’t be kept: ${message}`;
}
