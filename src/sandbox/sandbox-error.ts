/** The sandbox or a probe failed: trouble of ours, which never counts against an answer. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
  /** What the probe said last, for whoever mends it. */
  readonly said: string;

  constructor(cause: string, said = '') {
    super(cause);
    this.said = said;
  }
}
