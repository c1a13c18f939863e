/** A command line that can't be carried out: an unknown option, a missing argument, a selection of nothing. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
