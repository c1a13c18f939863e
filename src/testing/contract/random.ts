import { createHash } from 'node:crypto';

/**
 * A number in [0, 1) that depends on nothing but its arguments, so that what a server does to a request doesn't
 * depend on the order in which requests arrive.
 */
export function chance(...parts: readonly (string | number)[]): number {
  return createHash('sha256').update(parts.join('\n')).digest().readUInt32BE(0) / 2 ** 32;
}
