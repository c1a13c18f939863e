type Pass = {
  /** The prefix can be read from the cache now. @returns whether that is news */
  open(): boolean;
  /** The call came to nothing; where it was the first of its lane, another takes its place. */
  leave(): void;
};

/**
 * Which jobs may go: of jobs that share a cached prefix one goes ahead, and the rest once its answer has started,
 * since a prompt cache can be read from then on, and written to by each call that comes before.
 */
export class Lanes {
  readonly #state = new Map<string, 'warming' | 'open'>();

  isOpen(lane: string | null): boolean {
    return lane === null || this.#state.get(lane) !== 'warming';
  }

  enter(lane: string | null): Pass {
    if (lane === null || this.#state.get(lane) === 'open') return { open: () => false, leave: () => {} };
    this.#state.set(lane, 'warming');
    return {
      open: () => {
        if (this.#state.get(lane) === 'open') return false;
        this.#state.set(lane, 'open');
        return true;
      },
      leave: () => {
        if (this.#state.get(lane) === 'warming') this.#state.delete(lane);
      },
    };
  }
}
