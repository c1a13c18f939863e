import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { batchFaults, mixed } from '../testing/contract/faults.ts';
import { usual } from '../testing/contract/options.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { LiveRun } from '../testing/live-run.ts';
import { countRecordings } from '../testing/recorded.ts';
import { TinyProject } from '../testing/tiny-project.ts';

const start = (batch: Partial<typeof usual.batch>) =>
  ContractServer.start({ batch: { ...usual.batch, ...batch } });
const open = (root: string) => {
  const folder = path.join(root, '.live/batches');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const done = (outcomes: readonly { status: string }[]) =>
  outcomes.filter(({ status }) => status === 'done').length;

describe('a batch', () => {
  it('holds all cells, and is forgotten once they are on disk', async () => {
    await using server = await start({});
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 10, batch: true });
    expect(done(await run.take())).toBe(20);
    expect(server.batches.all.map(({ requests }) => requests.length)).toEqual([20]);
    expect(server.service.ledger.entries).toHaveLength(20);
    expect(open(project.root)).toEqual([]);
    expect(run.budget.spent / 1e6).toBeCloseTo(server.service.ledger.total, 9);
  });

  it('is asked again for what errored, expired or went missing; a duplicate counts once', async () => {
    await using server = await start({ faults: mixed(batchFaults, 0.5, 5) });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 20, batch: true });
    expect(done(await run.take())).toBe(40);
    expect(server.batches.all.length).toBeGreaterThan(1);
    expect(countRecordings(project.root, 'sonnet-5-5')).toBe(40);
    expect(open(project.root)).toEqual([]);
    // What was worked on and never came back is booked at its worst.
    expect(run.budget.spent / 1e6).toBeGreaterThan(server.service.ledger.total);
  });

  it('leaves what can never work to its own cell', async () => {
    await using server = await start({});
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { batch: true, settings: { effort: 'utmost' } });
    const outcomes = await run.take();
    expect(outcomes.map((outcome) => (outcome.status === 'failed' ? outcome.cause : ''))).toEqual(
      Array(2).fill(expect.stringContaining('invalid_request_error in a batch: output_config.effort')),
    );
    expect(server.batches.all).toHaveLength(1);
  });

  it('is found again when the answer to its creation got lost', async () => {
    await using server = await start({ lostCreations: 1 });
    using project = new TinyProject();
    const run = new LiveRun(project.root, server, { repeats: 3, batch: true });
    expect(done(await run.take())).toBe(6);
    expect(server.batches.all).toHaveLength(1);
    expect(run.said.join('\n')).toContain('whose submission was cut off');
    expect(open(project.root)).toEqual([]);
  });

  it('is picked up by the next run, and costs nothing again', async () => {
    await using server = await start({ durationMs: 1000 });
    using project = new TinyProject();
    const first = new LiveRun(project.root, server, { repeats: 3, batch: true });
    const taking = first.take();
    while (server.batches.all.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    first.dispatcher.abort('interrupted');
    first.ending.abort();
    expect((await taking).map(({ status }) => status)).toEqual(Array(6).fill('left'));
    expect(open(project.root)).toHaveLength(1);
    const second = new LiveRun(project.root, server, { repeats: 4, batch: true });
    expect(done(await second.take())).toBe(8);
    expect(server.batches.all.map(({ requests }) => requests.length).toSorted()).toEqual([2, 6]);
    expect(server.service.ledger.entries).toHaveLength(8);
    expect(open(project.root)).toEqual([]);
  });
});
