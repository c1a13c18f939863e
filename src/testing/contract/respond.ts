import type { ServerResponse } from 'node:http';
import { errorTypes, type ErrorStatus } from './faults.ts';
import type { Service } from './service.ts';

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** An error in the API's form. */
export function refuse(
  { options }: Service,
  response: ServerResponse,
  status: ErrorStatus,
  message: string,
): void {
  const sent = response.req.headers;
  const key = options.indiscreet ? ` (key: ${sent.authorization ?? String(sent['x-api-key'])})` : '';
  if (status === 429 && !response.hasHeader('retry-after')) response.setHeader('retry-after', '0.02');
  sendJson(response, status, {
    type: 'error',
    error: { type: errorTypes[status], message: `${message}${key}`, details: null },
    request_id: response.getHeader('request-id'),
  });
}
