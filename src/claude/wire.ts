import { ReadableStream } from 'node:stream/web';
import type { Middleware } from '@anthropic-ai/sdk/core/middleware';
import { digest } from '../input/digest.ts';
import { ContentTypeError } from './content-type-error.ts';
import { StalledError } from './stalled-error.ts';

/** How long to wait for an answer before giving it up, in milliseconds. */
export type Patience = {
  /** For the first byte. */
  readonly firstMs: number;
  /** Between two pieces; the API sends pings while a model thinks. */
  readonly idleMs: number;
};

export const usualPatience: Patience = { firstMs: 120_000, idleMs: 90_000 };

/**
 * The last station before the wire: sees the bytes as they go out.
 * @param inspect is given the request, parsed from its bytes, and their digest; throws to keep it from being sent
 */
export function inspecting(inspect: (body: unknown, sent: string) => void): Middleware {
  return async (request, next) => {
    if (typeof request.body !== 'string') throw new TypeError('expected a request whose body is text');
    inspect(JSON.parse(request.body), digest(request.body));
    return next(request);
  };
}

/** Watches an answer come in: that it is of the kind that was asked for, and that it doesn't stop in between. */
export function watching({ idleMs }: Patience, contentTypes: readonly string[]): Middleware {
  return async (request, next) => {
    const response = await next(request);
    if (!response.ok || response.body === null) return response;
    const found = response.headers.get('content-type') ?? 'of no type';
    if (!contentTypes.some((each) => found.startsWith(each))) {
      await response.body.cancel();
      throw new ContentTypeError(found, contentTypes.join(' or '));
    }
    const body = ReadableStream.from(watched(response.body as ReadableStream<Uint8Array>, idleMs));
    return new Response(body as NonNullable<ConstructorParameters<typeof Response>[0]>, response);
  };
}

/** Passes everything through, and fails when nothing comes for a while. */
async function* watched(body: ReadableStream<Uint8Array>, idleMs: number): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  try {
    for (;;) {
      const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new StalledError(idleMs)), idleMs);
      });
      const { value, done } = await Promise.race([reader.read(), silence]);
      clearTimeout(timer);
      if (done) return;
      yield value;
    }
  } finally {
    clearTimeout(timer);
    await reader.cancel().catch(() => undefined);
  }
}
