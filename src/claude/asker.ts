import type { Request, Settings } from '../recording/request.ts';
import type { Usage } from './usage.ts';

/** One question to a model, with the digests by which its answer will be found again. */
export type Ask = {
  /** Unique among all asks, and the same for the same question: the recording's key. */
  readonly id: string;
  readonly system: string | null;
  readonly message: string;
  readonly settings: Settings;
  readonly request: Pick<Request, 'system' | 'message'>;
  /** A JSON schema that the answer has to follow. */
  readonly format?: Readonly<Record<string, unknown>>;
};

/** What came back, whole. */
export type Reply = {
  readonly text: string;
  /** The model's id as the answer names it. */
  readonly model: string;
  readonly stopReason: string;
  /** null where the other side doesn't count. */
  readonly usage: Usage | null;
  readonly requestId: string | null;
  readonly latencyMs: number;
  /** SHA-256 of the request as it went out; by way of promptfoo, as it was handed over. */
  readonly sent: string;
  readonly via: 'messages' | 'batch' | 'promptfoo';
  /** To be called once the answer is on disk, for an asker that could give it again until then. */
  readonly kept?: () => void;
};

export type AskOptions = {
  /** Aborts the call, which may be paid for all the same. */
  readonly signal: AbortSignal;
  /** Called when the answer starts to arrive: from then on the prompt cache can be read. */
  readonly started: () => void;
};

/** Puts one question to a model, once: nothing is retried in here. Rejects with whatever went wrong. */
export type Asker = (ask: Ask, options: AskOptions) => Promise<Reply>;
