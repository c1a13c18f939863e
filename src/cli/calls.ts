import { usualBackoff } from '../schedule/backoff.ts';
import type { Budget } from '../schedule/budget.ts';
import { Dispatcher } from '../schedule/dispatcher.ts';
import type { Job } from '../schedule/job.ts';
import { Limit } from '../schedule/limit.ts';
import { dollars, progressReporter } from '../schedule/progress.ts';
import type { Taken, Taking } from '../sample/take.ts';
import type { Asking } from './asking.ts';
import type { Context, Values } from './command.ts';
import { valueOf } from './live-options.ts';

/** A batch may hold many: nothing of it is in flight here. */
const atOnce = { calls: 20, batches: 100_000 };

type Paying = Pick<Taking, 'price' | 'batch'> & Pick<Asking, 'troubleOf'>;

/** The calls of one run on their way, and the line that shows how far they are. */
export class Calls {
  readonly dispatcher: Dispatcher;
  readonly #paying: Paying;
  readonly #budget: Budget;
  readonly #total: number;
  readonly #err: (text: string) => void;
  readonly #reporter: ReturnType<typeof progressReporter>;
  readonly #began = Date.now();
  /** What an earlier round took out of the same budget. */
  readonly #before: number;
  #done = 0;
  #failed = 0;
  #elsewhere = 0;

  constructor(total: number, paying: Paying, budget: Budget, values: Values, { err, terminal }: Context) {
    this.#total = total;
    this.#paying = paying;
    this.#budget = budget;
    this.#before = budget.spent;
    this.#err = err;
    this.#reporter = progressReporter(err, terminal);
    const most = paying.batch ? atOnce.batches : (valueOf(values, 'concurrency') ?? atOnce.calls);
    this.dispatcher = new Dispatcher({
      limit: new Limit(paying.batch ? most : Math.min(4, most), most),
      budget,
      backoff: usualBackoff,
      troubleOf: paying.troubleOf,
      changed: () => this.#changed(),
    });
  }

  /** @returns null once the sample is on disk, else why it isn't */
  async take(job: Job<Taken>): Promise<string | null> {
    const outcome = await this.dispatcher.submit(job);
    if (outcome.status === 'done') this.#done += 1;
    if (outcome.status === 'done' && !outcome.result.asked) this.#elsewhere += 1;
    if (outcome.status !== 'done') this.#failed += 1;
    return outcome.status === 'done' ? null : outcome.cause;
  }

  end(): void {
    this.#reporter.end();
    const spent = this.#paying.price ? dollars(this.#budget.spent - this.#before) : 'a sum unknown';
    const { retried } = this.dispatcher;
    const again = retried > 0 ? `, ${retried} calls tried again` : '';
    const others = this.#elsewhere > 0 ? `, ${this.#elsewhere} taken by another run meanwhile` : '';
    const taken = this.#done - this.#elsewhere;
    this.#err(`${taken} of ${this.#total} answers taken for ${spent}${others}${again}\n`);
  }

  #changed(): void {
    if (this.#total === 0) return;
    this.#reporter.changed({
      total: this.#total,
      done: this.#done,
      failed: this.#failed,
      inFlight: this.dispatcher.inFlight,
      retried: this.dispatcher.retried,
      spent: this.#paying.price ? this.#budget.spent - this.#before : null,
      elapsedMs: Date.now() - this.#began,
    });
  }
}
