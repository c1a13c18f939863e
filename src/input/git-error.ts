/** Git can't give what was asked for: no such ref, no common history, no git here. Something a person can mend. */
export class GitError extends Error {
  override readonly name = 'GitError';
  /** What git itself said, in one line. */
  readonly said: string;

  /** Git itself isn't here, so that nothing about the repository is known. */
  readonly absent: boolean;

  constructor(message: string, said = '', absent = false) {
    super(said === '' ? message : `${message} (git: ${said})`);
    this.said = said;
    this.absent = absent;
  }
}
