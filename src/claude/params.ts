import type { MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import { z } from 'zod';
import { digest } from '../input/digest.ts';
import type { Ask } from './asker.ts';

export type Params = MessageCreateParamsNonStreaming;

/**
 * The request for an ask: the system text as one cached block (none at all where there is no text, since an empty
 * block is refused), the message as the user's only turn. No temperature: current models refuse one.
 */
export function paramsOf({ system, message, settings, format }: Ask): Params {
  const output = {
    ...(settings.effort !== undefined && { effort: settings.effort as 'low' }),
    ...(format && { format: { type: 'json_schema' as const, schema: { ...format } } }),
  };
  return {
    model: settings.model,
    max_tokens: settings.max_tokens,
    ...(system !== null && {
      system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
    }),
    messages: [{ role: 'user', content: message }],
    ...(Object.keys(output).length > 0 && { output_config: output }),
  };
}

/** A request as it is read back from the bytes that are about to go out. */
const Sent = z.looseObject({
  model: z.string(),
  max_tokens: z.number(),
  system: z.tuple([z.looseObject({ text: z.string() })]).optional(),
  messages: z.tuple([z.strictObject({ role: z.literal('user'), content: z.string() })]),
  output_config: z.looseObject({ effort: z.string().optional() }).optional(),
});

/**
 * Compares what is about to be sent with what the recording's key says is sent.
 * @param body one request, parsed from the bytes
 * @throws {TypeError} when they differ, which only a mistake in this program can bring about
 */
export function verifySent(body: unknown, { id, request, settings }: Ask): void {
  const sent = Sent.safeParse(body);
  const same =
    sent.success &&
    (sent.data.system ? digest(sent.data.system[0].text) : null) === request.system &&
    digest(sent.data.messages[0].content) === request.message &&
    sent.data.model === settings.model &&
    sent.data.max_tokens === settings.max_tokens &&
    sent.data.output_config?.effort === settings.effort;
  if (!same) throw new TypeError(`what would be sent for ${id} is not what its key says; nothing was sent`);
}
