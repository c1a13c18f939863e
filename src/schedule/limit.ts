/**
 * How many calls are in flight at once. It grows by one call per answer, so doubles per round, while every slot is in
 * use and nothing is refused; once refused, it halves, comes back quickly to four fifths of where it was, and grows by
 * one call a round from there: additive increase, multiplicative decrease, as TCP does (Chiu and Jain 1989).
 */
export class Limit {
  readonly #max: number;
  #value: number;
  #easy: number;
  #pausedUntil = 0;
  #halvedAt = -1;

  /** @param first how many to start with, 1 … max */
  constructor(first: number, max: number) {
    this.#max = max;
    this.#value = Math.min(first, max);
    this.#easy = max;
  }

  get value(): number {
    return Math.floor(this.#value);
  }

  /** Nothing is dispatched before. */
  get pausedUntil(): number {
    return this.#pausedUntil;
  }

  /** @param saturated whether every slot was in use, so that one more would have been too */
  answered(saturated: boolean): void {
    if (!saturated) return;
    this.#value = Math.min(this.#max, this.#value + (this.#value < this.#easy ? 1 : 1 / this.#value));
  }

  /**
   * @param dispatched when the refused call was sent: calls sent before the last halving are of the same burst
   * @param pauseMs how long the other side wants to be left alone
   */
  refused(dispatched: number, now: number, pauseMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, now + pauseMs);
    if (dispatched <= this.#halvedAt) return;
    this.#halvedAt = now;
    this.#easy = Math.max(1, this.#value * 0.8);
    this.#value = Math.max(1, this.#value / 2);
  }
}
