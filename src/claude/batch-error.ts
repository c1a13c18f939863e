/** A request of a batch that came to nothing, with the type that the API gives errors. */
export class BatchError extends Error {
  override readonly name = 'BatchError';
  readonly type: string;
  /** Whether it may be on the bill all the same. */
  readonly billed: boolean;

  constructor(type: string, message: string, billed = false) {
    super(message);
    this.type = type;
    this.billed = billed;
  }
}
