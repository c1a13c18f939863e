/** What another model's provider answered instead of an answer. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  /** Of HTTP; null where it isn't told. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.status = status;
  }
}
