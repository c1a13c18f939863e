/** The folder in which an answer's files lie while it runs. */
export const work = '/work';

/** Where it starts a path. */
const folder = new RegExp(String.raw`(?<![\w.-])${work}(?:/|(?![\w.-]))`, 'g');

/** Evidence as a reader of the answer knows its files: by their names, not by where they lay while it ran. */
export function asRead(evidence: string): string {
  return evidence.replaceAll(folder, (whole) => (whole.endsWith('/') ? '' : '.'));
}
