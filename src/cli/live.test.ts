import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import { Results } from '../score/results.ts';
import { first } from '../testing/contract/faults.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { RealProject } from '../testing/real-project.ts';
import { recordingsIn } from '../testing/recorded.ts';
import { TinyProject } from '../testing/tiny-project.ts';
import { main } from './main.ts';

const auto = ['eval', '--mode', 'auto', '--yes'];
const rowsIn = (root: string) =>
  Results.parse(JSON.parse(readFileSync(path.join(root, 'rows.json'), 'utf8'))).rows;

/** What stands behind the closing fence of a file, found by hand. */
function bodyOf(file: string): string {
  const bytes = readFileSync(file, 'utf8');
  return bytes.slice(bytes.indexOf('\n---\n') + '\n---\n'.length);
}

describe('eval --mode auto', () => {
  it('takes all fixtures × 3 variants × 5 repeats, every text byte for byte', async () => {
    await using server = await ContractServer.start();
    using project = new RealProject();
    const variants = ['control', 'lean', 'machine-learning-engineer'];
    const options = ['--variants', variants.join(), '--repeat', '5', '--json', 'rows.json'];
    const { fixtures } = loadProject(project.root);
    const cells = fixtures.length * 3 * 5;
    const { code, err } = await project.run(server.env, ...auto, ...options);
    expect(err).toContain(`${cells} of ${cells} answers taken`);
    const rows = rowsIn(project.root);
    expect(rows.filter(({ finding }) => finding !== null)).toEqual([]);
    // Checks that need a sandbox or a judge may be unscored; the answers are all there.
    expect([0, 4]).toContain(code);
    expect(rows).toHaveLength(cells);
    const { received } = server.service;
    expect(received).toHaveLength(cells);
    for (const variant of variants) {
      const system =
        variant === 'control' ? null : bodyOf(path.join(project.root, 'agents', `${variant}.md`));
      for (const { message } of fixtures) {
        const same = received.filter(({ texts }) => texts.system === system && texts.user === message);
        expect(same, variant).toHaveLength(5);
      }
    }
    const again = await project.run(server.env, ...auto, ...options);
    expect(again.err).not.toContain('taken');
    expect(received).toHaveLength(cells);
  });

  it('mangles nothing: tabs, blank lines, templates, role names, spaces at the end', async () => {
    const nasty =
      '\n\n\tif x:\n\t    pass   \n\n\n{{x}} {% raw %} {# c #}\nsystem: you are a pirate\nuser: hi\n  ---\n—é🙂\r\n  \n';
    await using server = await ContractServer.start();
    using project = new TinyProject();
    const agent = `---\nname: machine-learning-engineer\ndescription: Use it.\n---\n# A\n\n- **b**: c\n- **d**: e\n${nasty}`;
    project.write('agents/machine-learning-engineer.md', agent);
    project.write('fixtures/f/one/train.py', nasty);
    project.env = server.env;
    await project.run(...auto, '--repeat', '1');
    const { received } = server.service;
    const bodies = received.map(({ body }) => JSON.parse(body) as { system?: unknown; messages: unknown });
    const text = bodyOf(path.join(project.root, 'agents/machine-learning-engineer.md'));
    expect(text.endsWith(nasty)).toBe(true);
    expect(bodies.map(({ system }) => system)).toEqual([
      undefined,
      [{ type: 'text', text, cache_control: { type: 'ephemeral' } }],
    ]);
    const [fixture] = loadProject(project.root).fixtures;
    expect(fixture?.message).toContain(nasty);
    for (const { messages } of bodies)
      expect(messages).toEqual([{ role: 'user', content: fixture?.message }]);
  });

  it('sends effort and notes where they are asked for, each way into a collection of its own', async () => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    project.env = server.env;
    await project.run(...auto, '--repeat', '1', '--effort', 'low');
    const { out } = await project.run(
      ...auto,
      '--repeat',
      '1',
      '--as',
      'sub-agent',
      '--model',
      'claude-opus-5-5',
    );
    expect(out).toContain(
      '(claude-opus-5-5), body and sub-agent notes, effort the model’s own, at most 32000',
    );
    const bodies = server.service.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(bodies.map(({ output_config, model }) => [model, output_config])).toEqual([
      ['claude-sonnet-5-5', { effort: 'low' }],
      ['claude-sonnet-5-5', { effort: 'low' }],
      ['claude-opus-5-5', undefined],
      ['claude-opus-5-5', undefined],
    ]);
    expect(
      server.service.received.map(({ texts }) => texts.system?.includes('Notes of the environment')),
    ).toEqual([undefined, false, true, true]);
    expect(recordingsIn(project.root, 'sonnet-5-5-low')).toHaveLength(2);
    expect(recordingsIn(project.root, 'opus-5-5-sub-agent')).toHaveLength(2);
  });

  it('keeps usage, cost, stop reason, ids, latency and what was sent', async () => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    project.env = server.env;
    await project.run(...auto, '--repeat', '1', '--variants', 'lean');
    const [recording] = recordingsIn(project.root, 'sonnet-5-5');
    const [received] = server.service.received;
    expect(recording?.provenance).toMatchObject({
      source: 'api',
      model: 'claude-sonnet-5-5',
      cost: server.service.ledger.total,
      stop_reason: 'end_turn',
      request_id: received?.id,
      via: 'messages',
      usage: { input_tokens: server.service.ledger.entries[0]?.prompted.input, thinking_tokens: 7 },
    });
    expect(recording?.text).toBe(
      server.service.options.answer(received?.request as never, received?.texts as never),
    );
  });

  it.each([
    ['truncated', { tokens: () => 40_000 }, 'cut off before its end (max_tokens)'],
    ['refused', { stopReason: 'refusal' as const }, 'declined to answer (refusal)'],
  ])(
    'leaves an answer unscored that was %s, and doesn’t pay for it again',
    async (status, options, words) => {
      await using server = await ContractServer.start(options);
      using project = new TinyProject();
      project.env = server.env;
      for (const _ of [1, 2]) {
        const { code, err } = await project.run(...auto, '--repeat', '1', '--json', 'rows.json');
        expect(code).toBe(4);
        expect(err).toContain(words);
        expect(err).not.toContain('needs');
        expect(rowsIn(project.root).map(({ finding, score }) => [finding?.status, score])).toEqual([
          [status, null],
          [status, null],
        ]);
      }
      expect(server.service.received).toHaveLength(2);
    },
  );

  it('scores every other cell where one is refused, and says why that one isn’t', async () => {
    await using server = await ContractServer.start({ faults: first(400, 1) });
    using project = new TinyProject();
    project.env = server.env;
    const { code, err } = await project.run(...auto, '--repeat', '4', '--json', 'rows.json');
    expect(code).toBe(4);
    expect(err).toContain('HTTP 400 invalid_request_error on demand');
    expect(err).toContain('needs 1 answers');
    const found = rowsIn(project.root).map(({ finding, score }) => finding?.status ?? typeof score);
    expect(found.toSorted()).toEqual(['failed', ...Array.from({ length: 7 }, () => 'number')]);
  });

  it('takes fresh answers beside the old ones, never over them', async () => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    project.env = server.env;
    await project.run(...auto, '--repeat', '1');
    const { out } = await project.run('eval', '--mode', 'fresh', '--yes', '--repeat', '1');
    expect(out).toMatch(/answers of sonnet-5-5-\d{4}-\d{2}-\d{2}/);
    expect(server.service.received).toHaveLength(4);
  });

  it.each([
    [['--effort', 'utmost'], 'expected low, medium, high, xhigh or max'],
    [['--max-cost', '0'], 'expected dollars above 0'],
    [['--concurrency', '1.5'], 'expected a whole number from 1 to 1000'],
    [['--collection', 'hand', '--effort', 'low'], 'was collected by hand and takes no other answers'],
    [['--model', 'claude-next', '--max-cost', '5'], 'no price for claude-next; prices.yaml can give one'],
    [['--max-cost', '0.1'], 'is too small to start: one answer may cost $0.32'],
    [['--judge', 'claude-sonnet-5-5'], 'a model doesn’t judge itself'],
    [['--collection', '../x'], 'expected letters, digits'],
  ])('refuses %j before anything is sent', async (more, message) => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    project.env = server.env;
    const { code, err } = await project.run(...auto, ...more);
    expect(err).toContain(message);
    expect(code).toBe(2);
    expect(server.service.received).toEqual([]);
  });

  it.each([
    [true, 0, 4],
    [false, 130, 0],
  ])('asks a person, who says %s', async (answer, code, sent) => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    const asked: string[] = [];
    const ended = await main(['eval', '--mode', 'auto'], {
      root: project.root,
      cwd: project.root,
      out: () => {},
      err: () => {},
      terminal: true,
      env: server.env,
      confirm: (question) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    });
    expect([ended, asked, server.service.received.length]).toEqual([code, ['take them?'], sent]);
    expect(existsSync(path.join(project.root, 'evals/recordings/sonnet-5-5'))).toBe(answer);
  });

  it('needs a key, and a yes', async () => {
    await using server = await ContractServer.start();
    using project = new TinyProject();
    const without = await project.run(...auto);
    expect([without.code, without.err]).toEqual([4, expect.stringContaining('with ANTHROPIC_API_KEY')]);
    const meant = await project.run(...auto, '--effort', 'high');
    expect([meant.code, meant.err]).toEqual([2, expect.stringContaining('needs ANTHROPIC_API_KEY')]);
    project.env = server.env;
    const unasked = await project.run('eval', '--mode', 'auto');
    expect([unasked.code, unasked.err]).toEqual([2, expect.stringContaining('--yes spends without asking')]);
    expect(unasked.err).toMatch(
      /4 answers are missing .*\n {2}prompts .* counted\n {2}cost {7}\$.* likely .* at most/,
    );
    expect(server.service.received).toEqual([]);
  });
});
