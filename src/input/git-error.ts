/** Git can't give what was asked for: no such ref, no common history, no git here. Something a person can mend. */
export class GitError extends Error {
  override readonly name = 'GitError';
  /** What git itself said, in one line. */
  readonly said: string;

  constructor(message: string, said = '') {
    super(said === '' ? message : `${message} (git: ${said})`);
    this.said = said;
  }
}
