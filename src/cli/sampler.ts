import type { Round } from '../arm/decide.ts';
import type { Collection } from '../recording/collection.ts';
import type { Session } from '../viewer/session.ts';
import type { Allowance } from './allowance.ts';
import { needsKey } from './asking.ts';
import type { Context, Values } from './command.ts';
import { takeMissing } from './live.ts';
import { liveCollection } from './live-options.ts';
import { UsageError } from './usage-error.ts';

export const modes = ['replay', 'auto', 'fresh'] as const;
export type Mode = (typeof modes)[number];

/** @throws {UsageError} */
export function parseMode(value: unknown): Mode {
  const mode = modes.find((each) => each === (value ?? 'replay'));
  if (!mode) throw new UsageError(`--mode ${String(value)}: expected ${modes.join(', ')}`);
  return mode;
}

/**
 * The collection that the gate takes answers into, and both arms' answers are looked for in.
 * @param option for whose sake answers are taken
 * @throws {UsageError} where nothing here can take any
 */
export function sampledCollection(
  option: string,
  mode: Mode,
  values: Values,
  context: Context,
): Extract<Collection, { source: 'api' }> {
  const live = liveCollection(mode === 'fresh' ? 'fresh' : 'auto', values, context);
  const asksClaude = live === null || !live.settings.model.includes(':');
  if (asksClaude && context.env['ANTHROPIC_API_KEY'] === undefined)
    throw new UsageError(`${option}: ${needsKey}`);
  if (live) return live;
  throw new UsageError(
    `${option}: collection ${String(values['collection'])} was collected by hand, so how to ask for more of it is not known; leave --collection out`,
  );
}

/**
 * Takes a round's answers where the arms look for them; null in replay, where nothing is ever sent.
 * @param takes false has answers ruled on that are there, and takes none
 */
export function samplerOf(
  mode: Mode,
  session: Session,
  values: Values,
  context: Context,
  allowance: Allowance,
  takes = true,
): Round | null {
  if (mode === 'replay') return null;
  return async (cells) =>
    (await takeMissing(session, cells, values, context, allowance, takes)) === null ? 'taken' : 'stopped';
}
