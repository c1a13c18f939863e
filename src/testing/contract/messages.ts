import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CallFault, errorTypes } from './faults.ts';
import { eventsOf, messageOf, sse } from './reply.ts';
import { MessageRequest, refusalOf, textsOf } from './request.ts';
import type { Received } from './received.ts';
import { refuse, sendJson } from './respond.ts';
import type { Service } from './service.ts';

/** POST /v1/messages */
export async function postMessages(
  service: Service,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const parsed: unknown = JSON.parse(body);
  const wrong = refusalOf(parsed, MessageRequest);
  if (wrong !== null) return refuse(service, response, 400, wrong);
  const request = MessageRequest.parse(parsed);
  if (!service.ledger.knows(request.model)) return refuse(service, response, 404, `model: ${request.model}`);
  const wait = service.bucket?.take(Date.now()) ?? 0;
  rateHeaders(service, response, wait);
  if (wait > 0) return refuse(service, response, 429, 'This request would exceed the rate limit');
  const received: Received = {
    id: String(response.getHeader('request-id')),
    at: Date.now(),
    headers: incoming.headers,
    body,
    request,
    texts: textsOf(request),
    answeredAt: null,
    outcome: 'in flight',
  };
  service.received.push(received);
  const fault = service.options.faults({ body, seen: service.seen(body) });
  if (fault !== null) received.outcome = String(fault);
  if (typeof fault === 'number') return refuse(service, response, fault, `${errorTypes[fault]} on demand`);
  await answer(service, request, response, fault);
  if (fault === null || fault === 'slow first byte') {
    received.answeredAt = response.writableFinished ? Date.now() : null;
    received.outcome = response.writableFinished ? 'answered' : 'abandoned';
  }
}

async function answer(
  service: Service,
  request: MessageRequest,
  response: ServerResponse,
  fault: CallFault | null,
): Promise<void> {
  const { latencyMs, slowMs } = service.options;
  if (fault === 'reset') return void response.socket?.resetAndDestroy();
  if (fault === 'wrong content type') {
    response.writeHead(200, { 'content-type': 'text/html' });
    return void response.end('<html><body>Sign in to the guest network</body></html>');
  }
  const { answered, started } = service.answer(request, Date.now(), 'standard');
  await sleep(fault === 'slow first byte' ? slowMs : latencyMs.first);
  started(Date.now());
  if (request.stream !== true) {
    await sleep(latencyMs.rest);
    return sendJson(response, 200, messageOf(answered));
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const events = eventsOf(answered).map(sse);
  events.splice(1, 0, sse({ type: 'ping' }));
  const whole = events.join('');
  const head = events.slice(0, 4).join('');
  response.write(head);
  await sleep(latencyMs.rest / 2);
  if (fault === 'stalled stream') await sleep(slowMs);
  if (fault === 'malformed JSON')
    return void response.end('event: content_block_delta\ndata: {"type": "content\n\n');
  if (fault === 'error event') {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } } as const;
    return void response.end(sse(error));
  }
  // In bytes, so that the pieces respect neither events nor characters.
  const rest = Buffer.from(whole.slice(head.length));
  const half = Math.floor(rest.length / 2);
  response.write(rest.subarray(0, half));
  if (fault === 'cut mid-event') {
    await sleep(1);
    return void response.socket?.end();
  }
  await sleep(latencyMs.rest / 2);
  await new Promise<void>((resolve) => response.end(rest.subarray(half), resolve).on('close', resolve));
}

function rateHeaders({ bucket, options }: Service, response: ServerResponse, wait: number): void {
  if (!bucket || !options.rate) return;
  const untilFull = (bucket.capacity - bucket.remaining) / bucket.perSecond;
  response.setHeader('anthropic-ratelimit-requests-limit', String(bucket.capacity));
  response.setHeader('anthropic-ratelimit-requests-remaining', String(bucket.remaining));
  response.setHeader(
    'anthropic-ratelimit-requests-reset',
    new Date(Date.now() + untilFull * 1000).toISOString(),
  );
  if (wait > 0) response.setHeader('retry-after', wait.toFixed(3));
}
