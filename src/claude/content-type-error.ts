/** An answer of another kind than was asked for: a proxy's page, most often. */
export class ContentTypeError extends Error {
  override readonly name = 'ContentTypeError';
  readonly found: string;

  constructor(found: string, expected: string) {
    super(`the answer is ${found.slice(0, 80)}, expected ${expected}`);
    this.found = found;
  }
}
