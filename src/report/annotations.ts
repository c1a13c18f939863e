import type { Comparison } from '../gate/comparison.ts';
import { type Rows, worseThings } from './examples.ts';
import { points } from './points.ts';
import { printable } from './printable.ts';

/**
 * GitHub's workflow commands that put what got worse on the lines of the agent file: an error for what the test
 * shows, a notice for what only looks so.
 * @param file the candidate's agent file
 * @param lineOf the line of a checklist item in it, counted from 1
 */
export function annotations(
  comparison: Comparison,
  rows: Rows,
  file: string,
  lineOf: ReadonlyMap<string, number>,
): string {
  return worseThings(comparison, rows)
    .map(({ what, item, difference, fixture, check, passes, failed, shown }) => {
      const line = lineOf.get(item ?? '');
      const message = [
        `${check} of ${fixture}: base ${passes.base}, candidate ${passes.candidate}. ${failed.reason}`,
        ...(item !== null && line === undefined ? ['This file has no such item.'] : []),
        ...(shown ? [] : ['Not shown to be more than chance.']),
      ].join('\n');
      const title = difference === null ? `${what} must hold` : `${what} ${points(difference)} points`;
      return `::${shown ? 'error' : 'notice'} file=${property(file)},line=${line ?? 1},title=${property(title)}::${data(message)}\n`;
    })
    .join('');
}

/** As GitHub's own toolkit escapes a command's message. */
function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
