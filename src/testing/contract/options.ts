import { Bucket } from './bucket.ts';
import type { BatchFault, CallFault, Faults } from './faults.ts';
import type { CacheOptions } from './prompt-cache.ts';
import type { MessageRequest, Texts } from './request.ts';

/** How the server behaves; every duration in milliseconds. */
export type ContractOptions = {
  readonly keys: readonly string[];
  /** Tokens of a text: by default one for every four bytes. */
  readonly tokens: (part: keyof Texts | 'output', text: string) => number;
  readonly answer: (request: MessageRequest, texts: Texts) => string;
  readonly stopReason: 'end_turn' | 'refusal' | 'max_tokens';
  readonly cache: CacheOptions;
  /** Until the first byte of an answer, and from there to its last. */
  readonly latencyMs: { readonly first: number; readonly rest: number };
  readonly rate: ConstructorParameters<typeof Bucket>[0] | null;
  readonly faults: Faults<CallFault>;
  /** How long a slow first byte takes, and a stalled stream stalls. */
  readonly slowMs: number;
  /** Whether errors repeat the key that was sent, as a careless proxy would. */
  readonly indiscreet: boolean;
  readonly batch: {
    /** From the creation to the end. */
    readonly durationMs: number;
    /** How many requests of a batch are worked on at once: those see nothing of what the others write to the cache. */
    readonly parallel: number;
    readonly faults: Faults<BatchFault>;
    /** How many creations are carried out and never answered. */
    readonly lostCreations: number;
  };
};

export const usual: ContractOptions = {
  keys: ['sk-ant-contract-0123456789'],
  tokens: (_, text) => Math.ceil(Buffer.byteLength(text) / 4),
  answer: (_, { system, user }) =>
    `An answer to ${user.length} characters${system === null ? ' (control)' : ''}.\n`,
  stopReason: 'end_turn',
  cache: { minimum: 512, ttlMs: { '5m': 300_000, '1h': 3_600_000 } },
  latencyMs: { first: 2, rest: 2 },
  rate: null,
  faults: () => null,
  slowMs: 30_000,
  indiscreet: false,
  batch: { durationMs: 20, parallel: 10, faults: () => null, lostCreations: 0 },
};
