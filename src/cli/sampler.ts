import type { SampleRound } from '../arm/decide.ts';
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
 * What takes further answers for the gate; null in replay, where nothing is ever sent.
 * @throws {UsageError} where a mode samples and nothing here can
 */
export function samplerOf(mode: Mode): SampleRound | null {
  if (mode === 'replay') return null;
  throw new UsageError(cannotSample(`--mode ${mode}`));
}

export function cannotSample(option: string): string {
  return process.env['ANTHROPIC_API_KEY'] === undefined
    ? `${option} takes answers from Claude and needs ANTHROPIC_API_KEY; without one: npm run record -- export FOLDER`
    : `${option} is not there yet: take the answers elsewhere by npm run record -- export FOLDER`;
}
