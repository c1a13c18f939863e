import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { makeClient } from '../../claude/client.ts';
import { ContractServer } from './server.ts';

const params = { model: 'claude-sonnet-5-5', max_tokens: 1000 } as const;
const user = (content: string) => ({ role: 'user', content }) as const;
const system = (text: string, ttl: '5m' | '1h' = '5m') =>
  [{ type: 'text', text, cache_control: { type: 'ephemeral', ttl } }] as const;
const long = 'Be careful. '.repeat(400);

describe('the contract server', () => {
  it('says the same in a stream as at once, through the SDK', async () => {
    await using server = await ContractServer.start({ answer: () => 'Grüße, 世界 🙂\n'.repeat(100) });
    const client = makeClient(server.env, 5000);
    const whole = await client.messages.create({ ...params, messages: [user('a')] });
    const streamed = await client.messages.stream({ ...params, messages: [user('a')] }).finalMessage();
    expect(streamed.content).toEqual(whole.content);
    expect(streamed.stop_reason).toBe(whole.stop_reason);
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens);
    expect(streamed.usage.output_tokens).toBe(
      Math.ceil(Buffer.byteLength('Grüße, 世界 🙂\n'.repeat(100)) / 4),
    );
  });

  it.each<[string, object, string]>([
    ['a temperature', { temperature: 1 }, 'temperature: Extra inputs are not permitted'],
    ['an unknown field', { retries: 2 }, 'retries: Extra inputs are not permitted'],
    ['a prefill', { messages: [user('a'), { role: 'assistant', content: 'b' }] }, 'final turn'],
    ['an empty system block', { system: [{ type: 'text', text: '' }] }, 'non-empty'],
    ['an empty message', { messages: [user('')] }, 'non-empty'],
    ['no message', { messages: [] }, 'messages'],
    ['an unknown effort', { output_config: { effort: 'utmost' } }, 'output_config.effort'],
    ['five breakpoints', { system: Array.from({ length: 5 }, () => system('a')[0]) }, 'at most 4'],
    ['max_tokens beyond the model', { max_tokens: 1e6 }, 'max_tokens'],
  ])('refuses %s with 400', async (_, extra, message) => {
    await using server = await ContractServer.start();
    const client = makeClient(server.env, 5000);
    const request = client.messages.create({ ...params, messages: [user('a')], ...extra });
    await expect(request).rejects.toThrow(Anthropic.BadRequestError);
    await expect(request).rejects.toThrow(message);
    expect(server.service.ledger.entries).toEqual([]);
  });

  it('refuses an unknown key and an unknown model, and takes either header', async () => {
    await using server = await ContractServer.start();
    const ask = (client: Anthropic, model: string) =>
      client.messages.create({ ...params, model, messages: [user('a')] });
    const wrong = makeClient({ ...server.env, ANTHROPIC_API_KEY: 'sk-wrong-key' }, 5000);
    await expect(ask(wrong, params.model)).rejects.toThrow(Anthropic.AuthenticationError);
    const right = makeClient(server.env, 5000);
    await expect(ask(right, 'gpt-4')).rejects.toThrow(Anthropic.NotFoundError);
    const response = await fetch(`${server.url}/v1/messages`, {
      method: 'POST',
      headers: {
        'x-api-key': server.env.ANTHROPIC_API_KEY,
        'anthropic-version': '2023-06-01',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...params, messages: [user('a')] }),
    });
    expect(response.status).toBe(200);
  });

  it('cuts an answer at max_tokens', async () => {
    await using server = await ContractServer.start({ answer: () => 'word '.repeat(1000) });
    const message = await makeClient(server.env, 5000).messages.create({ ...params, messages: [user('a')] });
    expect(message.stop_reason).toBe('max_tokens');
    expect(message.usage.output_tokens).toBe(1000);
  });

  it('counts tokens as it bills them', async () => {
    await using server = await ContractServer.start();
    const client = makeClient(server.env, 5000);
    const prompt = { model: params.model, system: [...system(long)], messages: [user('abcdefg')] };
    const { input_tokens } = await client.messages.countTokens(prompt);
    const { usage } = await client.messages.create({ ...params, ...prompt });
    expect(usage.input_tokens + (usage.cache_creation_input_tokens ?? 0)).toBe(input_tokens);
  });

  it('says in headers how much the rate limit leaves, and when to come back', async () => {
    await using server = await ContractServer.start({ rate: { capacity: 1, perSecond: 1 } });
    const client = makeClient(server.env, 5000);
    const ask = () => client.messages.create({ ...params, messages: [user('a')] });
    const { response } = await ask().withResponse();
    expect(response.headers.get('anthropic-ratelimit-requests-limit')).toBe('1');
    expect(response.headers.get('anthropic-ratelimit-requests-remaining')).toBe('0');
    const refused = await ask().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Anthropic.RateLimitError);
    const wait = Number(
      (refused as InstanceType<typeof Anthropic.RateLimitError>).headers.get('retry-after'),
    );
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(1);
    await new Promise((resolve) => setTimeout(resolve, wait * 1000 + 5));
    await ask();
  });
});

describe('its prompt cache', () => {
  const asking = (server: ContractServer, text: string, ttl: '5m' | '1h' = '5m') =>
    makeClient(server.env, 5000).messages.create({
      ...params,
      system: [...system(text, ttl)],
      messages: [user('a')],
    });

  it('is written by each of those that ask before the first answer starts', async () => {
    await using server = await ContractServer.start({ latencyMs: { first: 400, rest: 1 } });
    const usages = await Promise.all([asking(server, long), asking(server, long), asking(server, long)]);
    expect(usages.map(({ usage }) => usage.cache_read_input_tokens)).toEqual([0, 0, 0]);
    expect((await asking(server, long)).usage.cache_read_input_tokens).toBe(long.length / 4);
  });

  it('holds no prefix below the minimum, and prices an hour dearer', async () => {
    await using server = await ContractServer.start();
    for (const _ of [1, 2]) {
      const { usage } = await asking(server, 'short');
      expect(usage.cache_creation_input_tokens).toBe(0);
      expect(usage.cache_read_input_tokens).toBe(0);
    }
    await asking(server, long);
    await asking(server, `${long}!!!!`, '1h');
    const [, , fiveMinutes, hour] = server.service.ledger.entries;
    const tokens = long.length / 4;
    const rest = 1 * 2e6 + (fiveMinutes?.output ?? 0) * 10e6;
    expect(fiveMinutes?.pico).toBe(tokens * 2.5e6 + rest);
    expect(hour?.pico).toBe((tokens + 1) * 4e6 + rest);
  });
});

describe('its batches', () => {
  const request = (custom_id: string, content = 'a') => ({
    custom_id,
    params: { ...params, messages: [user(content)] },
  });

  it('are worked on, end, and are billed at half', async () => {
    await using server = await ContractServer.start({
      batch: { durationMs: 500, parallel: 2, faults: () => null, lostCreations: 0 },
    });
    const { batches } = makeClient(server.env, 5000).messages;
    const { id } = await batches.create({ requests: [request('a'), request('b'), request('c', '')] });
    expect((await batches.retrieve(id)).processing_status).toBe('in_progress');
    await expect(batches.results(id)).rejects.toThrow('results_url');
    await new Promise((resolve) => setTimeout(resolve, 520));
    expect(await batches.retrieve(id)).toMatchObject({
      processing_status: 'ended',
      request_counts: { succeeded: 2, errored: 1, processing: 0 },
    });
    const results = new Map<string, string>();
    for await (const { custom_id, result } of await batches.results(id)) results.set(custom_id, result.type);
    expect([...results].sort()).toEqual([
      ['a', 'succeeded'],
      ['b', 'succeeded'],
      ['c', 'errored'],
    ]);
    const [first] = server.service.ledger.entries;
    expect(first?.pico).toBe((1 * 2e6 + (first?.output ?? 0) * 10e6) / 2);
  });

  it('take no id twice and none that is malformed', async () => {
    await using server = await ContractServer.start();
    const { batches } = makeClient(server.env, 5000).messages;
    await expect(batches.create({ requests: [request('a'), request('a')] })).rejects.toThrow('unique');
    await expect(batches.create({ requests: [request('a b')] })).rejects.toThrow(Anthropic.BadRequestError);
  });
});
