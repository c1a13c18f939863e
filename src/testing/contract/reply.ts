import type { Message, RawMessageStreamEvent, Usage } from '@anthropic-ai/sdk/resources/messages';
import type { Prompted } from './prompt-cache.ts';

/** An answer before it is put into the API's form. */
export type Answered = {
  readonly id: string;
  readonly model: string;
  readonly text: string;
  readonly stopReason: NonNullable<Message['stop_reason']>;
  readonly prompted: Prompted;
  readonly output: number;
  readonly tier: 'standard' | 'batch';
};

const thinking = 7;

export function usageOf({ prompted, output, tier }: Answered): Usage {
  const { input, written5m, written1h, read } = prompted;
  return {
    cache_creation: { ephemeral_5m_input_tokens: written5m, ephemeral_1h_input_tokens: written1h },
    cache_creation_input_tokens: written5m + written1h,
    cache_read_input_tokens: read,
    inference_geo: null,
    input_tokens: input,
    output_tokens: output,
    output_tokens_details: { thinking_tokens: Math.min(thinking, output) },
    server_tool_use: null,
    service_tier: tier,
    speed: 'standard',
  } as Usage;
}

/** The whole message: thinking whose text is withheld, then the answer. */
export function messageOf(answered: Answered): Message {
  return {
    id: answered.id,
    type: 'message',
    role: 'assistant',
    model: answered.model,
    container: null,
    diagnostics: null,
    content: [
      { type: 'thinking', thinking: '', signature: 'c2lnbmVk' },
      { type: 'text', text: answered.text, citations: null },
    ],
    stop_reason: answered.stopReason,
    stop_sequence: null,
    stop_details: null,
    usage: usageOf(answered),
  } as Message;
}

/** The same message as a stream's events, the text in pieces that respect no word. */
export function eventsOf(answered: Answered): RawMessageStreamEvent[] {
  const whole = messageOf(answered);
  const start = { ...whole, content: [], stop_reason: null, usage: { ...whole.usage, output_tokens: 1 } };
  const pieces = answered.text.match(/[\s\S]{1,400}/gu) ?? [];
  const { output_tokens, output_tokens_details } = whole.usage;
  return [
    { type: 'message_start', message: start },
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2lnbmVk' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '', citations: null } },
    ...pieces.map((text) => ({
      type: 'content_block_delta',
      index: 1,
      delta: { type: 'text_delta', text },
    })),
    { type: 'content_block_stop', index: 1 },
    {
      type: 'message_delta',
      delta: { stop_reason: answered.stopReason, stop_sequence: null, stop_details: null, container: null },
      usage: {
        input_tokens: null,
        cache_creation_input_tokens: null,
        cache_read_input_tokens: null,
        output_tokens,
        output_tokens_details,
        server_tool_use: null,
      },
    },
    { type: 'message_stop' },
  ] as RawMessageStreamEvent[];
}

export function sse(event: RawMessageStreamEvent | { type: 'ping' | 'error' }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
