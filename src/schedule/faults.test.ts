import { describe, expect, it } from 'vitest';
import { type CallFault, callFaults, first, mixed } from '../testing/contract/faults.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { LiveRun } from '../testing/live-run.ts';
import { TinyProject } from '../testing/tiny-project.ts';

const statuses = (outcomes: readonly { status: string }[]) => outcomes.map(({ status }) => status);
const slow = { slowMs: 5000 };
const patience = { firstMs: 600, idleMs: 500 };

describe('a fault alone', () => {
  it.each<CallFault>([429, 500, 503, 529, ...callFaults])('%s is got over', async (fault) => {
    await using server = await ContractServer.start({ faults: first(fault, 2), ...slow });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 3, patience });
    expect(statuses(await run.take())).toEqual(Array(6).fill('done'));
    // On a busy machine an answer may come too late now and then, besides.
    expect(run.dispatcher.retried).toBeGreaterThanOrEqual(2);
    expect(
      server.service.received.filter(({ outcome }) => outcome === String(fault)).length,
    ).toBeGreaterThanOrEqual(fault === 'slow first byte' ? 0 : 2);
  });

  it.each([400, 413] as const)('%s is the cell’s own', async (fault) => {
    await using server = await ContractServer.start({ faults: first(fault, 1) });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 3 });
    const outcomes = await run.take();
    expect(statuses(outcomes).filter((status) => status === 'done')).toHaveLength(5);
    const failed = outcomes.find(({ status }) => status === 'failed');
    expect(failed).toMatchObject({ cause: expect.stringContaining(`HTTP ${fault}`) });
    expect(server.service.received).toHaveLength(6);
  });

  it.each([401, 402, 403, 404] as const)('%s stops the run', async (fault) => {
    await using server = await ContractServer.start({ faults: first(fault, Infinity) });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 20, most: 4 });
    const outcomes = await run.take();
    expect(statuses(outcomes)).not.toContain('done');
    expect(run.dispatcher.fatal).toMatch(new RegExp(`^HTTP ${fault} .*: .*(check|see|ask)`));
    expect(server.service.received.length).toBeLessThanOrEqual(4);
    expect(run.budget.spent).toBe(0);
  });

  it('that doesn’t go away leaves the cell unscored, with its cause', async () => {
    await using server = await ContractServer.start({ faults: () => 503 });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server);
    const failed = { status: 'failed', cause: 'HTTP 503 api_error on demand, 8 times' };
    expect(await run.take()).toEqual([failed, failed]);
  });

  it('that is a rate limit without end gives up after a while', async () => {
    await using server = await ContractServer.start({ faults: () => 429 });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { backoff: { putOffMs: 500 } });
    const outcomes = await run.take();
    expect(outcomes[0]).toMatchObject({
      status: 'failed',
      cause: expect.stringMatching(/^HTTP 429 .*, for 0.0 min$/),
    });
    expect(run.dispatcher.retried).toBeGreaterThan(2);
  });
});

describe('faults mixed', () => {
  it('cost at most 1.3 times what the rate limit itself needs', async () => {
    const kinds: CallFault[] = [400, 413, 429, 500, 503, 529, ...callFaults];
    const rate = { capacity: 5, perSecond: 15 };
    await using server = await ContractServer.start({ faults: mixed(kinds, 0.2, 7), rate, slowMs: 5000 });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 40, patience });
    const began = performance.now();
    const outcomes = await run.take();
    const seconds = (performance.now() - began) / 1000;
    const { received } = server.service;
    const own = received.filter(({ outcome }) => outcome === '400' || outcome === '413');
    expect(own.length).toBeGreaterThan(0);
    const causes = outcomes.flatMap((outcome) => (outcome.status === 'done' ? [] : [outcome.cause]));
    expect(causes.toSorted()).toEqual(
      own
        .map(
          ({ outcome }) =>
            `HTTP ${outcome} ${{ 400: 'invalid_request_error', 413: 'request_too_large' }[outcome]} on demand`,
        )
        .toSorted(),
    );
    const share = received.filter(({ outcome }) => outcome !== 'answered').length / received.length;
    expect(share).toBeGreaterThan(0.1);
    expect(share).toBeLessThan(0.3);
    // What the limit lets through in that time; a refusal by the limit itself takes nothing from it.
    const needed = (received.length - rate.capacity) / rate.perSecond;
    expect(seconds / needed).toBeLessThan(1.3);
    // Against the cells alone, although every sixth call was made in vain.
    expect(seconds / ((outcomes.length - rate.capacity) / rate.perSecond)).toBeLessThan(1.5);
  });
});
