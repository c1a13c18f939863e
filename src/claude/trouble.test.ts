import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { InputError } from '../input/input-error.ts';
import { BatchError } from './batch-error.ts';
import { ModelError } from './model-error.ts';
import { SecretError } from './secret-error.ts';
import { redact, secretsOf } from './secrets.ts';
import { StalledError } from './stalled-error.ts';
import { troubleOf } from './trouble.ts';

const http = (status: number, details: object | null = null, headers: Record<string, string> = {}) =>
  Anthropic.APIError.generate(
    status,
    { type: 'error', error: { type: 'x', message: 'because', details } },
    undefined,
    new Headers(headers),
  );

describe('troubleOf', () => {
  it.each([
    [400, 'unscored', false],
    [401, 'fatal', false],
    [402, 'fatal', false],
    [403, 'fatal', false],
    [404, 'fatal', false],
    [408, 'retry', false],
    [409, 'retry', false],
    [413, 'unscored', false],
    [422, 'unscored', false],
    [429, 'retry', true],
    [500, 'retry', false],
    [502, 'retry', false],
    [503, 'retry', false],
    [529, 'retry', true],
  ])('HTTP %i: %s', (status, action, slowDown) => {
    const trouble = troubleOf(http(status), []);
    expect(trouble).toMatchObject({ action, slowDown, billed: false });
    expect(trouble.cause).toContain(`HTTP ${status} because`);
  });

  it('stops where a 429 is no rate but a spend limit', () => {
    const trouble = troubleOf(http(429, { error_code: 'enforced_spend_limit_reached' }), []);
    expect(trouble).toMatchObject({
      action: 'fatal',
      cause: expect.stringContaining('raise the spend limit'),
    });
  });

  it.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': '0.25' }, 250],
    [{ 'retry-after-ms': '70', 'retry-after': '3' }, 70],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('waits as %j asks', (headers, ms) => {
    expect(troubleOf(http(429, null, headers as Record<string, string>), []).retryAfterMs).toBe(ms);
  });

  it('takes a date for when to come back', () => {
    const at = new Date(Date.now() + 5000).toUTCString();
    const { retryAfterMs } = troubleOf(http(503, null, { 'retry-after': at }), []);
    expect(retryAfterMs).toBeGreaterThan(3000);
    expect(retryAfterMs).toBeLessThanOrEqual(5000);
  });

  const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  it.each<[string, unknown, object]>([
    [
      'a reset',
      new Anthropic.APIConnectionError({ cause: new TypeError('fetch failed', { cause: reset }) }),
      {
        action: 'retry',
        billed: true,
        cause: 'the connection failed (ECONNRESET)',
      },
    ],
    [
      'no answer in time',
      new Anthropic.APIConnectionTimeoutError(),
      { action: 'retry', cause: 'no answer in time' },
    ],
    [
      'a stall',
      new Anthropic.AnthropicError('x', { cause: new StalledError(90_000) }),
      {
        action: 'retry',
        billed: true,
        cause: 'nothing arrived for 90 s',
      },
    ],
    ['an overloaded batch', new BatchError('overloaded_error', 'x'), { action: 'retry', billed: false }],
    ['a bad batch request', new BatchError('invalid_request_error', 'x'), { action: 'unscored' }],
    ['a missing result', new BatchError('missing', 'x', true), { action: 'retry', billed: true }],
    ['another model’s 401', new ModelError('API error: 401', 401), { action: 'fatal' }],
    ['another model’s trouble', new ModelError('ECONNREFUSED', null), { action: 'retry' }],
    [
      'a full disk',
      Object.assign(new Error('x'), { code: 'ENOSPC' }),
      {
        action: 'fatal',
        billed: true,
        cause: expect.stringContaining('make room'),
      },
    ],
    [
      'a recording in the way',
      new InputError([{ file: 'f', line: 1, col: 1, message: 'm' }]),
      { action: 'unscored' },
    ],
    ['a secret in an answer', new SecretError(), { action: 'unscored', billed: true }],
    ['a mistake of ours', new TypeError('not what its key says'), { action: 'fatal', billed: false }],
    ['nothing at all', undefined, { action: 'retry', cause: 'no answer' }],
  ])('%s', (_, error, expected) => {
    expect(troubleOf(error, [])).toMatchObject(expected);
  });

  it('blots out secrets', () => {
    const error = http(401);
    Object.assign(error, { apiMessage: 'no such key sk-ant-123456' });
    expect(troubleOf(error, ['sk-ant-123456']).cause).toBe(
      'HTTP 401 no such key [secret]: check ANTHROPIC_API_KEY',
    );
  });
});

it('secretsOf finds what is secret by its name, and no words', () => {
  const env = {
    ANTHROPIC_API_KEY: 'sk-ant-0123456',
    GH_TOKEN: 'ghp_01234567',
    PATH: '/usr/local/bin',
    TOKENIZERS_PARALLELISM: 'not a secret',
    MY_KEY: 'short',
  };
  expect(secretsOf(env)).toEqual(['sk-ant-0123456', 'ghp_01234567']);
  expect(redact('a sk-ant-0123456 b sk-ant-0123456', secretsOf(env))).toBe('a [secret] b [secret]');
});
