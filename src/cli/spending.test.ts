import { describe, expect, it } from 'vitest';
import { mixed } from '../testing/contract/faults.ts';
import type { ContractOptions } from '../testing/contract/options.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { LiveRun } from '../testing/live-run.ts';
import { RealProject } from '../testing/real-project.ts';
import { TinyProject } from '../testing/tiny-project.ts';
import { loadProject } from '../project.ts';

/** What the aim of this project's costs is stated for: 5,000 tokens of system, 1,500 of message, 4,000 of answer. */
const fixed: Partial<ContractOptions> = {
  tokens: (part) => ({ system: 5000, user: 1500, output: 4000 })[part],
  latencyMs: { first: 3, rest: 3 },
};
const baseline = ['--variants', 'machine-learning-engineer', '--repeat', '5'];
const auto = ['eval', '--mode', 'auto', '--yes', ...baseline];

/** The baseline's cells through promptfoo's own Anthropic provider, told as well as it can be what to send. */
async function throughPromptfoo(server: ContractServer, root: string): Promise<number> {
  const { cache, evaluate } = await import('promptfoo');
  cache.disableCache();
  const { fixtures, variants } = loadProject(root);
  const system = variants.get('machine-learning-engineer')?.system ?? '';
  const prompts = fixtures.map(({ message }) =>
    JSON.stringify([
      { role: 'system', content: system },
      { role: 'user', content: message },
    ]),
  );
  // Without `stream` its SDK refuses so many tokens.
  const config = {
    apiKey: server.env.ANTHROPIC_API_KEY,
    apiBaseUrl: server.url,
    max_tokens: 32_000,
    stream: true,
  };
  await evaluate(
    {
      prompts: prompts.map((raw, i) => ({ raw, label: String(i) })),
      providers: [{ id: 'anthropic:messages:claude-sonnet-5-5', config }],
      tests: [{ vars: {} }],
    },
    { repeat: 5, cache: false, silent: true, maxConcurrency: 20 },
  );
  return server.service.ledger.total;
}

describe('what answers cost', () => {
  it('is at most 84 % of promptfoo’s Anthropic provider, 52 % in batches, and reported to the cent', async () => {
    process.env['PROMPTFOO_DISABLE_TEMPLATING'] = '1';
    await using theirs = await ContractServer.start(fixed);
    await using ours = await ContractServer.start(fixed);
    await using batched = await ContractServer.start({
      ...fixed,
      batch: { durationMs: 30, parallel: 10, faults: () => null, lostCreations: 0 },
    });
    using project = new RealProject();
    using other = new RealProject();
    const reported = (err: string) => Number(/answers taken for \$(\d+\.\d+)/.exec(err)?.[1]);

    const cells = loadProject(project.root).fixtures.length * 5;
    const one = await project.run(ours.env, ...auto);
    const half = await other.run(batched.env, ...auto, '--batch', '--poll', '0.05');
    const usual = await throughPromptfoo(theirs, project.root);
    expect(theirs.service.ledger.entries).toHaveLength(cells);

    expect(reported(one.err)).toBe(Number(ours.service.ledger.total.toFixed(2)));
    expect(reported(half.err)).toBe(Number(batched.service.ledger.total.toFixed(2)));
    const shares = [ours.service.ledger.total / usual, batched.service.ledger.total / usual];
    expect(shares[0]).toBeLessThanOrEqual(0.84);
    expect(shares[1]).toBeLessThanOrEqual(0.52);

    const read = ours.service.ledger.entries.filter(({ prompted }) => prompted.read === 5000);
    expect(read).toHaveLength(cells - 1);
  });
});

describe('--max-cost', () => {
  const faults = mixed(['stalled stream', 'cut mid-event', 'reset', 500] as const, 0.3, 3);

  it.each([0.33, 1, 4, 7])('is never passed at 20 at once, at $%d', async (cap) => {
    await using server = await ContractServer.start({
      ...fixed,
      faults,
      slowMs: 2000,
      tokens: (part, text) => (part === 'output' ? 32_000 : Math.ceil(text.length / 4)),
    });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 20, most: 20, cap });
    const outcomes = await run.take();
    expect(server.service.ledger.total).toBeLessThanOrEqual(cap);
    expect(run.budget.spent).toBeLessThanOrEqual(cap * 1e6);
    const left = outcomes.filter(({ status }) => status === 'left');
    expect(left.length).toBeGreaterThan(0);
    expect(left[0]).toMatchObject({ cause: 'it might have passed --max-cost' });
    // It is also used: what is left is less than one more answer may take.
    expect(run.budget.spent).toBeGreaterThan((cap - 0.33) * 1e6);
  });

  it('leaves the rest unscored with the cause, and ends in 4', async () => {
    await using server = await ContractServer.start(fixed);
    using project = new TinyProject();
    project.env = server.env;
    const { code, err } = await project.run(
      'eval',
      '--mode',
      'auto',
      '--yes',
      '--repeat',
      '20',
      '--max-cost',
      '1',
    );
    expect(code).toBe(4);
    expect(err).toContain('failed  control: it might have passed --max-cost');
    expect(server.service.ledger.total).toBeLessThanOrEqual(1);
    expect(server.service.received.length).toBeGreaterThan(4);
  });
});
