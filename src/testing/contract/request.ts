import { z } from 'zod';

const CacheControl = z.strictObject({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).optional(),
});
const Text = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1, 'text content blocks must be non-empty'),
  cache_control: CacheControl.nullable().optional(),
});
const Message = z.strictObject({
  role: z.enum(['user', 'assistant']),
  content: z.union([z.string().min(1, 'text content must be non-empty'), z.array(Text).min(1)]),
});

/** What the Messages API takes, as the SDK 1.12 types it, as far as texts without tools need it. */
export const MessageRequest = z.strictObject({
  model: z.string(),
  max_tokens: z.number().int().min(0).max(128_000),
  messages: z.array(Message).min(1),
  system: z.union([z.string().min(1), z.array(Text).min(1)]).optional(),
  stream: z.boolean().optional(),
  cache_control: CacheControl.nullable().optional(),
  metadata: z.strictObject({ user_id: z.string().nullable().optional() }).optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullable().optional(),
      format: z
        .strictObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
        .nullable()
        .optional(),
    })
    .optional(),
  service_tier: z.enum(['auto', 'standard_only']).optional(),
  stop_sequences: z.array(z.string()).optional(),
  thinking: z.looseObject({ type: z.enum(['enabled', 'disabled', 'adaptive', 'between_tools']) }).optional(),
});
export type MessageRequest = z.infer<typeof MessageRequest>;

export const CountRequest = MessageRequest.omit({
  max_tokens: true,
  stream: true,
  metadata: true,
  service_tier: true,
  stop_sequences: true,
});
export type CountRequest = z.infer<typeof CountRequest>;

/** What is sent of a prompt, as texts. */
export type Texts = { readonly system: string | null; readonly user: string };

export function textsOf({ system, messages }: Pick<MessageRequest, 'system' | 'messages'>): Texts {
  const joined = (content: string | readonly { text: string }[]) =>
    typeof content === 'string' ? content : content.map(({ text }) => text).join('');
  return {
    system: system === undefined ? null : joined(system),
    user: messages.map(({ content }) => joined(content)).join('\n'),
  };
}

/** @returns why the API would refuse the request with 400; null where it wouldn't */
export function refusalOf(body: unknown, schema: z.ZodType): string | null {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    const what =
      issue?.code === 'unrecognized_keys'
        ? `${issue.keys.join(', ')}: Extra inputs are not permitted`
        : (issue?.message ?? 'invalid');
    return where === '' ? what : `${where}: ${what}`;
  }
  const { messages } = parsed.data as MessageRequest;
  if (messages.at(-1)?.role === 'assistant') return 'messages: the final turn may not be the assistant’s';
  const marked = JSON.stringify(body).split('"cache_control":{').length - 1;
  return marked > 4 ? 'at most 4 blocks may carry cache_control' : null;
}
