import type { Provenance } from '../recording/recording.ts';
import type { Values } from './command.ts';
import { UsageError } from './usage-error.ts';

/** Where something comes from that Claude said outside the API. */
export function byHand(date: string): Extract<Provenance, { source: 'import' }> {
  return {
    source: 'import',
    collected: 'by hand from Claude outside the API',
    date,
    model: 'Claude, version unknown',
    usage: 'unknown',
    instructions: 'whatever else the assistant carried beside the system text is unknown',
  };
}

/** The day that `--date` names; today where it names none. @throws {UsageError} */
export function dayOf({ date = new Date().toISOString().slice(0, 10) }: Values): string {
  if (typeof date === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)))
    return date;
  throw new UsageError('--date: expected YYYY-MM-DD');
}
