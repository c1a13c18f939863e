/** An answer that stopped arriving: nothing came for so long that nothing will. */
export class StalledError extends Error {
  override readonly name = 'StalledError';
  readonly idleMs: number;

  constructor(idleMs: number) {
    super(`nothing arrived for ${idleMs / 1000} s`);
    this.idleMs = idleMs;
  }
}
