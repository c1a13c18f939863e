import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/messages';
import { digest } from '../input/digest.ts';
import type { Ask, AskOptions, Reply } from './asker.ts';
import type { BatchClient } from './batch-client.ts';
import { BatchError } from './batch-error.ts';
import type { BatchFiles, OpenBatch } from './batch-files.ts';
import { replyOf } from './messages.ts';
import { paramsOf } from './params.ts';
import type { Trouble } from './trouble.ts';

type Waiting = {
  readonly ask: Ask;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
};

export type BatchOptions = {
  /** How long asks are gathered before they are submitted together. */
  readonly gatherMs: number;
  readonly pollMs: number;
  readonly troubleOf: (error: unknown) => Trouble;
  /** Told how far a batch has come. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/** The API's own limits are 100,000 requests and 256 MB. */
const most = { requests: 10_000, bytes: 100_000_000 };

/** A clock there may differ from ours by so much. */
const skewMs = 120_000;

/**
 * Asks through Message Batches, behind the same promise as a single call. What is submitted is written down before, so
 * that a run that was killed at any moment finds its batches again: by name, or, killed during the submission itself,
 * by their size and time, and for certain by the ids among their results.
 */
export class BatchAsker {
  readonly #client: BatchClient;
  readonly #files: BatchFiles;
  readonly #options: BatchOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #read = new Set<string>();
  readonly #sent = new Map<string, string>();
  #fresh: Ask[] = [];
  #gathering = false;

  constructor(client: BatchClient, files: BatchFiles, options: BatchOptions) {
    this.#client = client;
    this.#files = files;
    this.#options = options;
  }

  ask(ask: Ask, { signal, started }: AskOptions): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask.id, { ask, resolve, reject });
      signal.addEventListener('abort', () =>
        this.#reject([ask.id], new BatchError('canceled', 'interrupted', true)),
      );
      this.#fresh.push(ask);
      started();
      if (this.#gathering) return;
      this.#gathering = true;
      setTimeout(() => void this.#gathered(), this.#options.gatherMs);
    });
  }

  async #gathered(): Promise<void> {
    this.#gathering = false;
    const asks = new Map(this.#fresh.splice(0).map((ask) => [ask.id, ask]));
    for (const open of this.#files.open()) {
      if (this.#read.has(open.file)) continue;
      const ids = open.ids.filter((id) => asks.has(id));
      if (ids.length === 0) continue;
      for (const id of ids) asks.delete(id);
      void this.#guarded(ids, async () => this.#pickUp(open, ids));
    }
    for (const some of chunks([...asks.values()])) {
      const ids = some.map(({ id }) => id);
      void this.#guarded(ids, async () => this.#submit(some, ids));
    }
  }

  /** Whatever goes wrong with a batch goes wrong with all that wait for it. */
  async #guarded(ids: readonly string[], work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#reject(ids, error);
    }
  }

  async #submit(asks: readonly Ask[], ids: readonly string[]): Promise<void> {
    const intent = this.#files.intend(ids);
    try {
      const { id, sent } = await this.#client.create(asks, this.#options.signal);
      for (const [ask, hash] of sent) this.#sent.set(ask, hash);
      await this.#await(this.#files.name(intent, id), ids);
    } catch (error) {
      const trouble = this.#options.troubleOf(error);
      // A refusal created nothing. Where the answer got lost, the batch may well be there.
      if (trouble.billed && !this.#options.signal.aborted) return this.#pickUp(intent, ids);
      if (!trouble.billed) this.#files.settle(intent, new Set(ids));
      throw error;
    }
  }

  async #pickUp(open: OpenBatch, ids: readonly string[]): Promise<void> {
    const { signal, say } = this.#options;
    if (open.batch !== null) {
      say(`picking up batch ${open.batch} with ${ids.length} answers`);
      return this.#await(open, ids);
    }
    for (const { id } of await this.#client.find(open.size, Date.parse(open.at) - skewMs, signal)) {
      const known = this.#files.open().some(({ batch }) => batch === id);
      if (!known && (await this.#holds(id, open.ids))) {
        say(`picking up batch ${id}, whose submission was cut off`);
        return this.#await(this.#files.name(open, id), ids);
      }
    }
    this.#files.settle(open, new Set(open.ids));
    throw new BatchError('api_error', 'the batch was never created');
  }

  /** Whether a batch is the one with these requests, which only its results tell. */
  async #holds(id: string, ids: readonly string[]): Promise<boolean> {
    await this.#ended(id);
    const results = await this.#retrying(() => this.#client.results(id, this.#options.signal));
    return ids.some((each) => results.has(each));
  }

  async #await(open: OpenBatch, ids: readonly string[]): Promise<void> {
    const id = open.batch ?? '';
    const batch = await this.#ended(id);
    const results = await this.#retrying(() => this.#client.results(id, this.#options.signal));
    this.#read.add(open.file);
    const latencyMs = Math.max(
      0,
      Date.parse(batch.ended_at ?? batch.created_at) - Date.parse(batch.created_at),
    );
    const settled = new Set<string>();
    const settle = (each: string) => {
      settled.add(each);
      if (settled.size === ids.length) this.#files.settle(open, settled);
    };
    for (const each of ids) {
      const waiting = this.#waiting.get(each);
      if (!waiting) continue;
      const result = results.get(each);
      if (result?.type === 'succeeded') {
        this.#waiting.delete(each);
        const sent = this.#sent.get(each) ?? digest(JSON.stringify(paramsOf(waiting.ask)));
        const reply = { ...replyOf(result.message), requestId: id, latencyMs, sent, via: 'batch' } as const;
        waiting.resolve({ ...reply, kept: () => settle(each) });
      } else {
        this.#reject([each], errorOf(result));
        settle(each);
      }
    }
  }

  /** Polls until a batch has ended. */
  async #ended(id: string) {
    const { pollMs, say, signal } = this.#options;
    for (let shown = ''; ;) {
      const batch = await this.#retrying(() => this.#client.retrieve(id, signal));
      const { processing, ...counts } = batch.request_counts;
      const ended = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const line = `batch ${id}: ${batch.processing_status}, ${ended} of ${ended + processing}`;
      if (line !== shown) say((shown = line));
      if (batch.processing_status === 'ended') return batch;
      await sleep(pollMs, undefined, { signal });
    }
  }

  /** A look at a batch costs nothing and may be taken as often as it needs. */
  async #retrying<T>(look: () => Promise<T>): Promise<T> {
    for (let failures = 1; ; failures++) {
      try {
        return await look();
      } catch (error) {
        const { action, retryAfterMs } = this.#options.troubleOf(error);
        if (action !== 'retry' || this.#options.signal.aborted || failures > 100) throw error;
        await sleep(retryAfterMs ?? this.#options.pollMs, undefined, { signal: this.#options.signal });
      }
    }
  }

  #reject(ids: readonly string[], error: unknown): void {
    for (const id of ids) {
      this.#waiting.get(id)?.reject(error);
      this.#waiting.delete(id);
    }
  }
}

function errorOf(result: MessageBatchIndividualResponse['result'] | undefined): BatchError {
  switch (result?.type) {
    case 'errored':
      return new BatchError(result.error.error.type, result.error.error.message);
    case 'expired':
      return new BatchError('expired', 'the batch ended before this request was worked on');
    case 'canceled':
      return new BatchError('canceled', 'the batch was cancelled');
    default:
      return new BatchError('missing', 'the batch’s results hold nothing for this request', true);
  }
}

function chunks(asks: readonly Ask[]): Ask[][] {
  const result: Ask[][] = [];
  let bytes = Infinity;
  for (const ask of asks) {
    const size = Buffer.byteLength(ask.system ?? '') + Buffer.byteLength(ask.message);
    const last = result.at(-1);
    if (last && last.length < most.requests && bytes + size <= most.bytes) {
      last.push(ask);
      bytes += size;
    } else {
      result.push([ask]);
      bytes = size;
    }
  }
  return result;
}
