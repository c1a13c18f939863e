/** Money that a call may cost, put aside until it is known what it did. */
export type Reservation = {
  /** @param micros what it cost; null where that never came back, which counts as the worst case */
  settle(micros: number | null): void;
};

/**
 * What may be spent, in millionths of a dollar. A call's worst case is put aside before it is sent, so that what was
 * spent and what may still be is never more than the cap, however many are in flight.
 */
export class Budget {
  readonly cap: number;
  #spent = 0;
  #reserved = 0;

  constructor(cap: number) {
    this.cap = cap;
  }

  /** Known to be spent, and the worst cases of the calls that never said. */
  get spent(): number {
    return this.#spent;
  }

  get reserved(): number {
    return this.#reserved;
  }

  /** @returns null where it doesn't fit beside what is spent and put aside */
  reserve(worst: number): Reservation | null {
    if (this.#spent + this.#reserved + worst > this.cap) return null;
    this.#reserved += worst;
    let open = true;
    return {
      settle: (micros) => {
        if (!open) return;
        open = false;
        this.#reserved -= worst;
        this.#spent += micros ?? worst;
      },
    };
  }

  /** Books what was spent before this run, as on a batch that is picked up again: not asked for, only counted. */
  book(micros: number): void {
    this.#spent += micros;
  }
}
