import { digest } from '../input/digest.ts';
import type { Ask, Asker } from '../claude/asker.ts';
import { ModelError } from '../claude/model-error.ts';
import { noUsage, type Usage } from '../claude/usage.ts';
import type { Settings } from '../recording/request.ts';
import { settleEnvironment } from './environment.ts';

type Count = number | undefined;
type TokenUsage = {
  prompt?: Count;
  completion?: Count;
  completionDetails?:
    { reasoning?: Count; cacheReadInputTokens?: Count; cacheCreationInputTokens?: Count } | undefined;
};

/**
 * Asks any model that promptfoo knows, by its provider id.
 *
 * The prompt is handed over as a JSON chat: of a plain text promptfoo's providers trim each line, drop blank ones, and
 * take a line that starts with `system:` for another role. Its cache is off, or every repeat would be the first again.
 */
export async function promptfooAsker(root: string, settings: Settings): Promise<Asker> {
  settleEnvironment(root);
  const { cache, loadApiProvider } = await import('promptfoo');
  cache.disableCache();
  const { model, max_tokens, effort } = settings;
  const config = {
    max_tokens,
    showThinking: false,
    // Its Anthropic provider refuses so many tokens in one piece.
    ...(model.startsWith('anthropic:') && { stream: true }),
    ...(effort !== undefined && { effort, reasoning_effort: effort }),
  };
  const provider = await loadApiProvider(model, { options: { config } });
  return async (ask, { signal, started }) => {
    const began = performance.now();
    const prompt = chat(ask);
    const response = await provider.callApi(prompt, undefined, { abortSignal: signal });
    started();
    if (response.error !== undefined) throw new ModelError(response.error, statusOf(response));
    if (typeof response.output !== 'string') throw new ModelError('the answer is not text', null);
    return {
      text: response.output,
      model,
      stopReason: response.finishReason ?? 'unknown',
      usage: response.tokenUsage?.prompt === undefined ? null : usageOf(response.tokenUsage),
      requestId: null,
      latencyMs: Math.round(performance.now() - began),
      sent: digest(prompt),
      via: 'promptfoo',
    };
  };
}

function chat({ system, message }: Ask): string {
  return JSON.stringify([
    ...(system === null ? [] : [{ role: 'system', content: system }]),
    { role: 'user', content: message },
  ]);
}

function usageOf({ prompt = 0, completion = 0, completionDetails = {} }: TokenUsage): Usage {
  const { cacheReadInputTokens: read = 0, cacheCreationInputTokens: written = 0 } = completionDetails;
  return {
    ...noUsage,
    input_tokens: Math.max(0, prompt - read - written),
    cache_read_tokens: read,
    cache_write_5m_tokens: written,
    output_tokens: completion,
    thinking_tokens: completionDetails.reasoning ?? 0,
  };
}

/** promptfoo tells an HTTP status in its metadata, or only within the words of an error. */
function statusOf(response: { error?: string; metadata?: Record<string, unknown> }): number | null {
  const http = response.metadata?.['http'];
  const status =
    typeof http === 'object' && http !== null && 'status' in http ? Number(http.status) : Number.NaN;
  if (status >= 400) return status;
  const worded = /\b(?:error|status)\W+(?:code\W+)?([45]\d\d)\b/i.exec(response.error ?? '');
  return worded ? Number(worded[1]) : null;
}
