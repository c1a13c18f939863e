import type { Dispatcher } from '../schedule/dispatcher.ts';

/**
 * The first Ctrl-C takes no new cell and lets what is in flight come to its end; the second gives that up, too. A
 * batch goes on without us and may take a day, so there the first gives up waiting.
 */
export class Interrupts {
  readonly #dispatcher: Dispatcher;
  readonly #say: (text: string) => void;
  readonly #batches: AbortController | null;
  count = 0;

  /** @param batches ends the waiting for batches; null where none are used */
  constructor(dispatcher: Dispatcher, batches: AbortController | null, say: (text: string) => void) {
    this.#dispatcher = dispatcher;
    this.#batches = batches;
    this.#say = say;
  }

  next(): void {
    this.count += 1;
    if (this.#batches) {
      this.#dispatcher.abort('interrupted');
      this.#batches.abort();
    } else if (this.count === 1) {
      this.#say(
        `\nwaiting for ${this.#dispatcher.inFlight} answers in flight; Ctrl-C again gives them up, paid for or not\n`,
      );
      this.#dispatcher.stop('interrupted');
    } else this.#dispatcher.abort('interrupted');
  }
}
