import type { ServerResponse } from 'node:http';
import type { MessageBatch, MessageBatchIndividualResponse } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import { chance } from './random.ts';
import { messageOf } from './reply.ts';
import { MessageRequest, refusalOf } from './request.ts';
import { refuse, sendJson } from './respond.ts';
import type { Service } from './service.ts';

const Create = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        custom_id: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        params: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .max(100_000),
});
type Create = z.infer<typeof Create>;

type Batch = {
  readonly id: string;
  readonly createdAt: number;
  readonly requests: Create['requests'];
  endsAt: number;
  canceled: boolean;
  results: MessageBatchIndividualResponse[] | null;
};

/** /v1/messages/batches: created, worked on for a while, ended; results in no order. */
export class Batches {
  readonly #service: Service;
  readonly all: Batch[] = [];

  constructor(service: Service) {
    this.#service = service;
  }

  handle(
    method: string,
    path: readonly string[],
    response: ServerResponse,
    body: string,
    base: string,
  ): void {
    const [id, action] = path;
    if (id === undefined) {
      if (method === 'POST') return this.#create(response, body, base);
      const data = [...this.all].reverse().map((batch) => this.#shown(batch, base));
      return sendJson(response, 200, { data, has_more: false, first_id: null, last_id: null });
    }
    const batch = this.all.find((each) => each.id === id);
    if (!batch) return refuse(this.#service, response, 404, `no batch ${id}`);
    this.#work(batch);
    if (action === 'cancel') {
      batch.canceled = true;
      batch.endsAt = Math.min(batch.endsAt, Date.now());
      this.#work(batch);
    }
    if (action !== 'results') return sendJson(response, 200, this.#shown(batch, base));
    if (batch.results === null) return refuse(this.#service, response, 404, 'the batch has not ended');
    response.writeHead(200, { 'content-type': 'application/x-jsonl' });
    response.end(batch.results.map((each) => `${JSON.stringify(each)}\n`).join(''));
  }

  #create(response: ServerResponse, body: string, base: string): void {
    const parsed = Create.safeParse(JSON.parse(body));
    if (!parsed.success)
      return refuse(this.#service, response, 400, parsed.error.issues[0]?.message ?? 'invalid');
    const { requests } = parsed.data;
    if (new Set(requests.map(({ custom_id }) => custom_id)).size < requests.length)
      return refuse(this.#service, response, 400, 'custom_id must be unique within a batch');
    const now = Date.now();
    const batch: Batch = {
      id: this.#service.id('msgbatch'),
      createdAt: now,
      requests,
      endsAt: now + this.#service.options.batch.durationMs,
      canceled: false,
      results: null,
    };
    this.all.push(batch);
    if (this.all.length <= this.#service.options.batch.lostCreations) {
      return void response.socket?.resetAndDestroy();
    }
    sendJson(response, 200, this.#shown(batch, base));
  }

  /** What is done by the end is done at the end: nobody can look in between. */
  #work(batch: Batch): void {
    if (batch.results !== null || Date.now() < batch.endsAt) return;
    const { parallel, faults } = this.#service.options.batch;
    const results: MessageBatchIndividualResponse[] = [];
    let started: ((at: number) => void)[] = [];
    for (const [i, { custom_id, params }] of batch.requests.entries()) {
      // A turn later than those before it, which have all started by then.
      const now = batch.createdAt + Math.floor(i / parallel);
      if (i % parallel === 0) {
        for (const each of started) each(now - 1);
        started = [];
      }
      const body = JSON.stringify(params);
      const fault = faults({ body: custom_id, seen: this.#service.seen(custom_id) });
      const wrong = refusalOf(params, MessageRequest);
      const failed = { type: 'error', request_id: null } as const;
      if (batch.canceled) results.push({ custom_id, result: { type: 'canceled' } });
      else if (fault === 'expired') results.push({ custom_id, result: { type: 'expired' } });
      else if (wrong !== null || fault === 'errored') {
        const error =
          wrong === null
            ? ({ type: 'api_error', message: 'Internal server error' } as const)
            : ({ type: 'invalid_request_error', message: wrong } as const);
        results.push({ custom_id, result: { type: 'errored', error: { ...failed, error } } });
      } else {
        const request = MessageRequest.parse(JSON.parse(body));
        const answer = this.#service.answer(request, now, 'batch');
        started.push(answer.started);
        const succeeded = { type: 'succeeded', message: messageOf(answer.answered) } as const;
        if (fault !== 'missing') results.push({ custom_id, result: succeeded });
        if (fault === 'duplicate') results.push({ custom_id, result: succeeded });
      }
    }
    batch.results = results.sort((a, b) => chance(a.custom_id) - chance(b.custom_id));
  }

  #shown(batch: Batch, base: string): MessageBatch {
    this.#work(batch);
    const of = (type: string) => batch.results?.filter(({ result }) => result.type === type).length ?? 0;
    return {
      id: batch.id,
      type: 'message_batch',
      archived_at: null,
      cancel_initiated_at: null,
      created_at: new Date(batch.createdAt).toISOString(),
      ended_at: batch.results === null ? null : new Date(batch.endsAt).toISOString(),
      expires_at: new Date(batch.createdAt + 86_400_000).toISOString(),
      processing_status: batch.results === null ? 'in_progress' : 'ended',
      request_counts: {
        processing: batch.results === null ? batch.requests.length : 0,
        succeeded: of('succeeded'),
        errored: of('errored'),
        canceled: of('canceled'),
        expired: of('expired'),
      },
      results_url: batch.results === null ? null : `${base}/v1/messages/batches/${batch.id}/results`,
    };
  }
}
