import type { Cell } from '../cell.ts';
import type { Asker, Reply } from '../claude/asker.ts';
import { costOf, type Price, worstCase } from '../claude/price.ts';
import { SecretError } from '../claude/secret-error.ts';
import { redact } from '../claude/secrets.ts';
import type { Claims } from '../recording/claims.ts';
import type { Collection } from '../recording/collection.ts';
import { type Kept, recorded } from '../recording/recorded.ts';
import type { Recording } from '../recording/recording.ts';
import { keyOf } from '../recording/request.ts';
import { samplesIn } from '../recording/samples.ts';
import type { Planned, Store } from '../recording/store.ts';
import type { Job } from '../schedule/job.ts';
import { roughTokens } from './estimate.ts';
import { plan, recordingOf, textsOf } from './plan.ts';

/** What taking samples needs beside the cells. */
export type Taking = {
  readonly collection: Extract<Collection, { source: 'api' }>;
  readonly store: Store;
  readonly claims: Claims;
  readonly asker: Asker;
  /** undefined where the model has no known price */
  readonly price: Price | undefined;
  readonly batch: boolean;
  readonly secrets: readonly string[];
  /** Keys of samples that an earlier run paid for and that only have to be fetched. */
  readonly paidFor: ReadonlySet<string>;
};

/** In tokens, of all models whose minimum is known. */
const shortestCacheable = 512;

/** A sample that is on disk, and whether this run is the one that asked for it. */
export type Taken = { readonly kept: Kept<Recording>; readonly asked: boolean };

/** Bytes set aside per token that an answer may have: twice what the longest words take. */
const bytesPerToken = 8;

/** What an answer costs at most, in millionths of a dollar; 0 where there is no price. */
export function worstOf(
  cell: Cell,
  { collection, price, batch }: Pick<Taking, 'collection' | 'price' | 'batch'>,
) {
  const { system, message } = textsOf(cell, collection);
  const bytes = Buffer.byteLength(system ?? '') + Buffer.byteLength(message);
  return price ? worstCase(bytes, collection.settings.max_tokens, price, { batch }) : 0;
}

/** The call that takes a cell's sample: looked up once more under the claim, sent, and on disk before it is done. */
export function sampleJob(cell: Cell, taking: Taking): Job<Taken> {
  const { collection, store, claims, asker, secrets } = taking;
  const planned = plan(cell, collection);
  const key = keyOf(collection.id, cell.repeat, planned.request);
  const { settings } = collection;
  return {
    id: key,
    lane: laneOf(cell, taking),
    worst: taking.paidFor.has(key) ? 0 : worstOf(cell, taking),
    claim: () => {
      const claim = claims.take(key);
      // What comes of a batch can be fetched again.
      if (!claim || taking.batch) return claim;
      try {
        const giveUpRoom = store.makeRoom(planned, settings.max_tokens * bytesPerToken);
        return {
          release: () => {
            giveUpRoom();
            claim.release();
          },
        };
      } catch (error) {
        claim.release();
        throw error;
      }
    },
    perform: async (options) => {
      let micros: number | null = 0;
      let acknowledge: (() => void) | undefined;
      let asked = false;
      const kept = await recorded(samplesIn(store), planned, async () => {
        const reply = await asker(askFor(cell, taking), options);
        micros = microsOf(reply, taking.price);
        acknowledge = reply.kept;
        asked = true;
        return replyRecorded(planned, reply, micros, secrets);
      });
      acknowledge?.();
      return { result: { kept, asked }, micros };
    },
  };
}

/** The call that takes an answer to a cell anew and keeps it nowhere: what is recorded is to be held against it. */
export function anewJob(cell: Cell, taking: Taking): Job<Taken> {
  const planned = plan(cell, taking.collection);
  return {
    id: keyOf(taking.collection.id, cell.repeat, planned.request),
    lane: laneOf(cell, taking),
    worst: worstOf(cell, taking),
    claim: () => ({ release: () => {} }),
    perform: async (options) => {
      const reply = await taking.asker(askFor(cell, taking), options);
      const micros = microsOf(reply, taking.price);
      const outcome = replyRecorded(planned, reply, micros, taking.secrets);
      return { result: { kept: { status: 'found', file: '', outcome }, asked: true }, micros };
    },
  };
}

function askFor(cell: Cell, { collection }: Taking) {
  const { request } = plan(cell, collection);
  const id = keyOf(collection.id, cell.repeat, request);
  return { id, ...textsOf(cell, collection), settings: collection.settings, request };
}

/** @throws {SecretError} for an answer that holds a secret of this machine */
function replyRecorded(
  planned: Planned,
  reply: Reply,
  micros: number | null,
  secrets: readonly string[],
): Recording {
  if (redact(reply.text, secrets) !== reply.text) throw new SecretError();
  return recordingOf(planned, reply.text, provenanceOf(reply, micros));
}

/** Who shares a cached prefix; nobody where a prefix is too short to be cached, or where a batch has its own order. */
function laneOf(cell: Cell, { collection, price, batch }: Taking): string | null {
  const { system } = textsOf(cell, collection);
  if (batch || system === null || roughTokens(system) < (price?.min_cacheable ?? shortestCacheable))
    return null;
  return plan(cell, collection).request.system;
}

/** @returns millionths of a dollar; null where the price or the tokens are unknown */
function microsOf({ usage, via }: Reply, price: Price | undefined): number | null {
  return usage && price ? costOf(usage, price, { batch: via === 'batch' }) : null;
}

/** @param micros what it cost, in millionths of a dollar; null where that is unknown */
export function provenanceOf(
  reply: Reply,
  micros: number | null,
): Extract<Recording['provenance'], { source: 'api' }> {
  return {
    source: 'api',
    date: new Date().toISOString().slice(0, 10),
    model: reply.model,
    usage: reply.usage ?? 'unknown',
    // Thousandths of a cent: what a sum over thousands of answers needs to come out right to the cent.
    cost: micros === null ? 'unknown' : Number((micros / 1e6).toFixed(8)),
    stop_reason: reply.stopReason,
    via: reply.via,
    ...(reply.requestId !== null && { request_id: reply.requestId }),
    latency_ms: reply.latencyMs,
    sent: reply.sent,
  };
}
