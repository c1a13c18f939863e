import Anthropic from '@anthropic-ai/sdk';

/**
 * The SDK's client with its own retries off: every failure is answered in one place, `schedule/`. It logs nothing and
 * traces nothing, since both would show what is sent, and with what key.
 * @param env holds ANTHROPIC_API_KEY, and ANTHROPIC_BASE_URL where another address is meant
 */
export function makeClient(env: Readonly<Record<string, string | undefined>>, firstMs: number): Anthropic {
  return new Anthropic({
    apiKey: env['ANTHROPIC_API_KEY'] ?? null,
    baseURL: env['ANTHROPIC_BASE_URL'] ?? null,
    maxRetries: 0,
    timeout: firstMs,
    logLevel: 'off',
    openTelemetry: false,
  });
}
