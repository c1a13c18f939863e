import type Anthropic from '@anthropic-ai/sdk';
import type { Message } from '@anthropic-ai/sdk/resources/messages';
import type { Asker, Reply } from './asker.ts';
import { paramsOf, verifySent } from './params.ts';
import { usageOf } from './usage.ts';
import { inspecting, type Patience, watching } from './wire.ts';

/** Asks Claude through the Messages API, streaming: a long answer takes minutes, and silence is noticed. */
export function messagesAsker(client: Anthropic, patience: Patience): Asker {
  return async (ask, { signal, started }) => {
    const began = performance.now();
    let sent = '';
    const inspect = (body: unknown, digest: string) => {
      verifySent(body, ask);
      sent = digest;
    };
    const stream = client.messages.stream(paramsOf(ask), {
      signal,
      middleware: [inspecting(inspect), watching(patience, ['text/event-stream'])],
    });
    stream.on('streamEvent', started);
    const message = await stream.finalMessage();
    return {
      ...replyOf(message),
      requestId: stream.request_id ?? null,
      latencyMs: Math.round(performance.now() - began),
      sent,
      via: 'messages',
    };
  };
}

/** The text of an answer; its thinking isn't part of it. */
export function replyOf(message: Message): Pick<Reply, 'text' | 'model' | 'stopReason' | 'usage'> {
  return {
    text: message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
    model: message.model,
    stopReason: message.stop_reason ?? 'unknown',
    usage: usageOf(message.usage),
  };
}
