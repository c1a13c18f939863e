/** A token bucket: it refills at a steady rate up to its capacity, and every request takes one. */
export class Bucket {
  readonly capacity: number;
  readonly perSecond: number;
  #level: number;
  #at: number;

  constructor({ capacity, perSecond }: { capacity: number; perSecond: number }, now: number) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.#level = capacity;
    this.#at = now;
  }

  /** @returns 0 where one was taken, else the seconds until there is one */
  take(now: number): number {
    this.#level = Math.min(this.capacity, this.#level + ((now - this.#at) / 1000) * this.perSecond);
    this.#at = now;
    if (this.#level < 1) return (1 - this.#level) / this.perSecond;
    this.#level -= 1;
    return 0;
  }

  get remaining(): number {
    return Math.floor(this.#level);
  }
}
