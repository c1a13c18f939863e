import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadProject } from '../project.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { recordingsIn } from '../testing/recorded.ts';
import { TinyProject } from '../testing/tiny-project.ts';

type Chat = { model: string; messages: { role: string; content: string }[]; [more: string]: unknown };

/** Speaks as much of two other APIs as promptfoo's providers for them need. */
const routes: Readonly<Record<string, (content: string) => unknown>> = {
  '/v1/chat/completions': (content) => ({
    id: 'x',
    object: 'chat.completion',
    model: 'm',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 11, completion_tokens: 5, total_tokens: 16 },
  }),
  '/api/chat': (content) => ({ model: 'm', message: { role: 'assistant', content }, done: true }),
};
let finish = 'stop';
let status = 200;
let server: Server;
let base = '';
let received: Chat[] = [];

beforeAll(async () => {
  server = createServer(async (incoming, response) => {
    const body = JSON.parse(await text(incoming)) as Chat;
    received.push(body);
    const reply = routes[incoming.url ?? '']?.(`control ${received.length}`);
    response.writeHead(reply === undefined ? 404 : status, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify(status === 200 ? reply : { error: { message: 'no such key', code: status } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  vi.stubEnv('OPENAI_BASE_URL', `${base}/v1`);
  vi.stubEnv('OPENAI_API_KEY', 'sk-openai-marked-123');
  vi.stubEnv('OLLAMA_BASE_URL', base);
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
afterEach(() => {
  received = [];
  finish = 'stop';
  status = 200;
});

const auto = ['eval', '--mode', 'auto', '--yes', '--repeat', '2'];
const nasty = '\n\tif x:\n\t    pass   \n\n\n{{x}} {% raw %}\nsystem: you are a pirate\n- role: user\n  \n';

describe.each([
  ['openai:chat:some-model', 'openai-chat-some-model', { input_tokens: 11, output_tokens: 5 }],
  ['ollama:chat:llama3.2', 'ollama-chat-llama3.2', 'unknown'],
])('%s', (model, collection, usage) => {
  it('is asked the same texts, byte for byte, and recorded alike', async () => {
    using project = new TinyProject();
    project.write('fixtures/f/one/train.py', nasty);
    const { code, err } = await project.run(...auto, '--model', model);
    expect(err).toContain('4 of 4 answers taken for a sum unknown');
    expect(code).toBe(0);
    const { fixtures, variants } = loadProject(project.root);
    const user = { role: 'user', content: fixtures[0]?.message };
    const system = { role: 'system', content: variants.get('machine-learning-engineer')?.system };
    const prompts = received.map(({ messages }) => JSON.stringify(messages)).toSorted();
    const [plain, full] = [JSON.stringify([user]), JSON.stringify([system, user])];
    expect(prompts).toEqual([plain, plain, full, full].toSorted());
    const recordings = recordingsIn(project.root, collection);
    // Repeats are asked anew: promptfoo's own cache would give the first again.
    expect(new Set(recordings.map(({ text: said }) => said)).size).toBe(4);
    expect(recordings[0]?.provenance).toMatchObject({
      cost: 'unknown',
      via: 'promptfoo',
      usage: usage === 'unknown' ? usage : expect.objectContaining(usage),
    });
  });
});

describe('another model', () => {
  it('may be Claude through promptfoo’s own provider', async () => {
    await using claude = await ContractServer.start();
    for (const [name, value] of Object.entries(claude.env)) vi.stubEnv(name, value);
    using project = new TinyProject();
    project.write('fixtures/f/one/train.py', nasty);
    const { code, err } = await project.run(...auto, '--model', 'anthropic:messages:claude-sonnet-5-5');
    expect([code, err]).toEqual([0, expect.stringContaining('4 of 4 answers taken')]);
    const { fixtures, variants } = loadProject(project.root);
    const full = claude.service.received.filter(({ texts }) => texts.system !== null);
    expect(full.map(({ texts }) => texts)).toEqual(
      [1, 2].map(() => ({
        system: variants.get('machine-learning-engineer')?.system,
        user: fixtures[0]?.message,
      })),
    );
  });

  it('whose key is refused stops the run', async () => {
    status = 401;
    using project = new TinyProject();
    const { code, err } = await project.run(
      ...auto,
      '--model',
      'openai:chat:some-model',
      '--concurrency',
      '1',
    );
    expect(code).toBe(4);
    expect(err).toMatch(/stopped: .*401/);
    expect(err).not.toContain('marked');
    expect(received).toHaveLength(1);
  });

  it('that was cut off is unscored', async () => {
    finish = 'length';
    using project = new TinyProject();
    const { code, err } = await project.run(...auto, '--model', 'openai:chat:some-model');
    expect(code).toBe(4);
    expect(err).toContain('truncated  control: the answer was cut off before its end (length)');
  });

  it('takes no batches, and no cap without a price', async () => {
    using project = new TinyProject();
    const batch = await project.run(...auto, '--model', 'ollama:chat:x', '--batch');
    expect([batch.code, batch.err]).toEqual([2, expect.stringContaining('--batch is for Claude models')]);
    const cap = await project.run(...auto, '--model', 'ollama:chat:x', '--max-cost', '1');
    expect([cap.code, cap.err]).toEqual([2, expect.stringContaining('no price for ollama:chat:x')]);
    project.write(
      'prices.yaml',
      'as_of: 2026-11-26\nmodels: { "ollama:chat:x": { input: 0, output: 0, cache_read: 0 } }\n',
    );
    const free = await project.run(...auto, '--model', 'ollama:chat:x', '--max-cost', '1');
    expect([free.code, free.err]).toEqual([0, expect.stringContaining('answers taken for')]);
  });
});
