import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Batches } from './batches.ts';
import { postMessages } from './messages.ts';
import { type ContractOptions, usual } from './options.ts';
import { CountRequest, refusalOf, textsOf } from './request.ts';
import { refuse, sendJson } from './respond.ts';
import { Service } from './service.ts';

/**
 * Stands in for the Messages API on loopback: it speaks what the SDK 1.12 types, refuses what the API refuses, bills,
 * caches and limits as it does, and fails on demand. Where the API's behaviour isn't in the types, it follows
 * Anthropic's documentation as of November 2026.
 */
export class ContractServer implements AsyncDisposable {
  readonly service: Service;
  readonly batches: Batches;
  readonly url: string;
  readonly #server: Server;

  private constructor(service: Service, server: Server, url: string, batches: Batches) {
    this.service = service;
    this.#server = server;
    this.url = url;
    this.batches = batches;
  }

  static async start(options: Partial<ContractOptions> = {}): Promise<ContractServer> {
    const service = new Service({ ...usual, ...options });
    const batches = new Batches(service);
    let url = '';
    const server = createServer((incoming, response) => {
      // A client that is killed resets its connections; that is its affair.
      response.on('error', () => {});
      route(service, batches, incoming, response, url).catch((error: unknown) => {
        if (!response.headersSent && !response.destroyed) refuse(service, response, 500, String(error));
      });
    });
    server.on('clientError', (_, socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    return new ContractServer(service, server, url, batches);
  }

  /** What a client needs in its environment. */
  get env(): { ANTHROPIC_API_KEY: string; ANTHROPIC_BASE_URL: string } {
    return { ANTHROPIC_API_KEY: this.service.options.keys[0] ?? '', ANTHROPIC_BASE_URL: this.url };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const versions = ['2023-06-01', '2026-10-21'];

async function route(
  service: Service,
  batches: Batches,
  incoming: IncomingMessage,
  response: ServerResponse,
  base: string,
): Promise<void> {
  response.setHeader('request-id', service.id('req'));
  const body = await text(incoming);
  const { pathname } = new URL(incoming.url ?? '/', base);
  const path = pathname.split('/').filter((part) => part !== '');
  const method = incoming.method ?? 'GET';
  const bearer = /^Bearer (.*)$/.exec(incoming.headers.authorization ?? '')?.[1];
  const key = bearer ?? incoming.headers['x-api-key'];
  if (typeof key !== 'string' || !service.options.keys.includes(key))
    return refuse(service, response, 401, 'invalid bearer token');
  if (!versions.includes(String(incoming.headers['anthropic-version'])))
    return refuse(service, response, 400, 'anthropic-version: header is required');
  if (method === 'POST' && incoming.headers['content-type'] !== 'application/json')
    return refuse(service, response, 400, 'content-type: expected application/json');
  if (body !== '' && !isJson(body)) return refuse(service, response, 400, 'the body is not valid JSON');
  const [version, resource, ...rest] = path;
  if (version !== 'v1' || resource !== 'messages') return refuse(service, response, 404, pathname);
  if (rest[0] === 'batches') return batches.handle(method, rest.slice(1), response, body, base);
  if (method !== 'POST') return refuse(service, response, 404, pathname);
  if (rest[0] === 'count_tokens') {
    const wrong = refusalOf(JSON.parse(body), CountRequest);
    if (wrong !== null) return refuse(service, response, 400, wrong);
    const { system, user } = service.count(textsOf(CountRequest.parse(JSON.parse(body))));
    return sendJson(response, 200, { input_tokens: system + user });
  }
  if (rest.length > 0) return refuse(service, response, 404, pathname);
  return postMessages(service, incoming, response, body);
}

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}
