import type { MessageRequest, Texts } from './request.ts';

/** A call as it came in, and what became of it. */
export type Received = {
  readonly id: string;
  readonly at: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly request: MessageRequest;
  readonly texts: Texts;
  /** When the last byte of an answer was handed over; null where none was. */
  answeredAt: number | null;
  /** `answered`, or the fault or the status that it met. */
  outcome: string;
};
