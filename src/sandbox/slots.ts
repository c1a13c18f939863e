/** So many places, of which a task may take several: a job of two ranks keeps two cores busy. */
export class Slots {
  readonly #places: number;
  #taken = 0;
  readonly #waiting: { readonly places: number; readonly start: () => void }[] = [];

  constructor(places: number) {
    this.#places = places;
  }

  /**
   * Runs a task when there is room for it, in the order of asking: a large one is not overtaken for ever.
   * @param places more than there are counts as all of them
   */
  async run<T>(places: number, task: () => Promise<T>): Promise<T> {
    const wanted = Math.min(places, this.#places);
    await new Promise<void>((start) => {
      this.#waiting.push({ places: wanted, start });
      this.#next();
    });
    try {
      return await task();
    } finally {
      this.#taken -= wanted;
      this.#next();
    }
  }

  #next(): void {
    for (
      let first = this.#waiting[0];
      first && this.#taken + first.places <= this.#places;
      first = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#taken += first.places;
      first.start();
    }
  }
}
