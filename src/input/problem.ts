/** One thing wrong with an input, at a place a reader can jump to. Lines and columns count from 1. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly col: number;
  readonly message: string;
};

/** `file:line:col: what is wrong`, the form editors and CI annotate. */
export function formatProblem({ file, line, col, message }: Problem): string {
  return `${file}:${line}:${col}: ${message}`;
}
