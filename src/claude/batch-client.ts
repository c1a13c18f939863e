import type Anthropic from '@anthropic-ai/sdk';
import type { MessageBatch, MessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/messages';
import { digest } from '../input/digest.ts';
import type { Ask } from './asker.ts';
import { type Params, paramsOf, verifySent } from './params.ts';
import { inspecting, type Patience, watching } from './wire.ts';

type Body = { requests: { custom_id: string; params: Params }[] };

/** Message Batches, one HTTP call a method. */
export class BatchClient {
  readonly #client: Anthropic;
  readonly #patience: Patience;

  constructor(client: Anthropic, patience: Patience) {
    this.#client = client;
    this.#patience = patience;
  }

  /** @returns the batch, and the digest of each request as it went out, by id */
  async create(
    asks: readonly Ask[],
    signal: AbortSignal,
  ): Promise<{ id: string; sent: Map<string, string> }> {
    const sent = new Map<string, string>();
    const inspect = (body: unknown) => {
      const { requests } = body as Body;
      for (const [i, ask] of asks.entries()) {
        verifySent(requests[i]?.params, ask);
        sent.set(ask.id, digest(JSON.stringify(requests[i]?.params)));
      }
    };
    const { id } = await this.#client.messages.batches.create(
      { requests: asks.map((ask) => ({ custom_id: ask.id, params: paramsOf(ask) })) },
      { signal, middleware: [inspecting(inspect)] },
    );
    return { id, sent };
  }

  retrieve(id: string, signal: AbortSignal): Promise<MessageBatch> {
    return this.#client.messages.batches.retrieve(id, undefined, { signal });
  }

  /** Batches of that size created since, the newest first. */
  async find(size: number, since: number, signal: AbortSignal): Promise<MessageBatch[]> {
    const found: MessageBatch[] = [];
    for await (const batch of this.#client.messages.batches.list({ limit: 100 }, { signal })) {
      if (Date.parse(batch.created_at) < since) break;
      const { processing, succeeded, errored, canceled, expired } = batch.request_counts;
      if (processing + succeeded + errored + canceled + expired === size) found.push(batch);
    }
    return found;
  }

  /** Every result of a batch that has ended, in the order in which they come, the first of each id alone. */
  async results(
    id: string,
    signal: AbortSignal,
  ): Promise<Map<string, MessageBatchIndividualResponse['result']>> {
    const results = new Map<string, MessageBatchIndividualResponse['result']>();
    const types = [
      'application/x-jsonl',
      'application/binary',
      'application/octet-stream',
      'application/json',
    ];
    const stream = await this.#client.messages.batches.results(id, undefined, {
      signal,
      middleware: [watching(this.#patience, types)],
    });
    for await (const { custom_id, result } of stream) {
      if (!results.has(custom_id)) results.set(custom_id, result);
    }
    return results;
  }
}
