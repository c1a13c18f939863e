import picomatch from 'picomatch';
import { hint } from '../input/nearest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The names that a comma-separated list of globs picks, in the list's order.
 * @param what a word for error messages, as in "variant"
 * @throws {UsageError} when a glob picks nothing: a slip of the pen must not pass for a small selection
 */
export function select(list: string, known: readonly string[], what: string): string[] {
  const globs = list
    .split(',')
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');
  if (globs.length === 0) throw new UsageError(`no ${what} is selected`);
  const picked = globs.flatMap((glob) => {
    if (glob.length > 1000) throw new UsageError(`no ${what} \`${glob.slice(0, 40)}…\``);
    // `**` where a person writes `*`: a fixture's id has a slash in it.
    const matches = picomatch(glob.replaceAll(/(?<!\*)\*(?!\*)/g, '**'));
    const found = known.filter((name) => name === glob || matches(name) || name.split('/').at(-1) === glob);
    if (found.length === 0) throw new UsageError(`no ${what} \`${glob}\`${hint(glob, known)}`);
    return found;
  });
  const twice = globs.find((glob, i) => globs.indexOf(glob) < i);
  if (twice !== undefined) throw new UsageError(`${what} \`${twice}\` is selected twice`);
  return [...new Set(picked)];
}
