import path from 'node:path';
import type Anthropic from '@anthropic-ai/sdk';
import type { Asker } from '../claude/asker.ts';
import { BatchAsker } from '../claude/batch.ts';
import { BatchClient } from '../claude/batch-client.ts';
import { BatchFiles } from '../claude/batch-files.ts';
import { makeClient } from '../claude/client.ts';
import { messagesAsker } from '../claude/messages.ts';
import { secretsOf } from '../claude/secrets.ts';
import { type Trouble, troubleOf } from '../claude/trouble.ts';
import { usualPatience } from '../claude/wire.ts';
import type { Settings } from '../recording/request.ts';
import type { Context, Values } from './command.ts';
import { valueOf } from './live-options.ts';
import { UsageError } from './usage-error.ts';

/** How a run speaks to its model. */
export type Asking = {
  readonly asker: Asker;
  /** Asks Claude at once, whatever is asked otherwise; null without a key. */
  readonly judgeAsker: Asker | null;
  /** null where another model than Claude is asked */
  readonly client: Anthropic | null;
  readonly batch: boolean;
  readonly secrets: readonly string[];
  readonly troubleOf: (error: unknown) => Trouble;
  /** The ids among these whose answers are in a batch that was submitted and not read yet. */
  readonly inBatches: (ids: readonly string[]) => string[];
};

/** How long asks are gathered into one batch: those that are tried again come back one after another. */
const gatherMs = 1000;
const usualPollMs = 60_000;

/**
 * @param signal ends the polling of batches
 * @throws {UsageError} without a key, or for a model that the options don't go with
 */
export async function askingOf(
  settings: Settings,
  values: Values,
  { env, err, root }: Context,
  signal: AbortSignal,
): Promise<Asking> {
  const secrets = secretsOf(env);
  const batch = values['batch'] === true;
  const trouble = (error: unknown) => troubleOf(error, secrets);
  const files = new BatchFiles(path.join(root, '.live', 'batches'));
  const seconds = valueOf(values, 'timeout');
  const patience =
    seconds === undefined ? usualPatience : { firstMs: seconds * 1000, idleMs: seconds * 1000 };
  const client = env['ANTHROPIC_API_KEY'] === undefined ? null : makeClient(env, patience.firstMs);
  const common = {
    secrets,
    batch,
    client,
    judgeAsker: client && messagesAsker(client, patience),
    troubleOf: trouble,
    inBatches: (ids: readonly string[]) => {
      const open = new Set(files.open().flatMap((each) => each.ids));
      return ids.filter((id) => open.has(id));
    },
  };
  if (settings.model.includes(':')) {
    if (batch) throw new UsageError('--batch is for Claude models');
    const { promptfooAsker } = await import('../viewer/model.ts');
    return { ...common, client: null, asker: await promptfooAsker(root, settings) };
  }
  if (!client || !common.judgeAsker) throw new UsageError(needsKey);
  if (!batch) return { ...common, asker: common.judgeAsker };
  const poll = valueOf(values, 'poll');
  const pollMs = poll === undefined ? usualPollMs : poll * 1000;
  const batches = new BatchAsker(new BatchClient(client, patience), files, {
    gatherMs: Math.min(gatherMs, pollMs),
    pollMs,
    troubleOf: trouble,
    say: (line) => err(`${line}\n`),
    signal,
  });
  return { ...common, asker: (ask, options) => batches.ask(ask, options) };
}

export const needsKey =
  'taking answers from Claude needs ANTHROPIC_API_KEY; without one: npm run record -- export FOLDER, or --model with a promptfoo provider id';
