/** An answer that repeats a secret of this machine: it is paid for, and kept nowhere. */
export class SecretError extends Error {
  override readonly name = 'SecretError';

  constructor() {
    super('the answer repeats a secret of this machine, so it was not kept');
  }
}
