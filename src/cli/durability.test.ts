import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Child, until } from '../testing/child.ts';
import { first, mixed } from '../testing/contract/faults.ts';
import { usual } from '../testing/contract/options.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { countRecordings, filesIn, recordingsIn, requestIds } from '../testing/recorded.ts';
import { TinyProject } from '../testing/tiny-project.ts';

const collection = 'sonnet-5-5';
const auto = ['eval', '--mode', 'auto', '--yes'];

describe('two runs at once', () => {
  it('pay for no cell twice', async () => {
    await using server = await ContractServer.start({ latencyMs: { first: 20, rest: 10 } });
    using project = new TinyProject();
    const runs = [1, 2].map(() => new Child(project.root, server.env, [...auto, '--repeat', '30']));
    const codes = await Promise.all(runs.map((run) => run.end()));
    expect(codes, runs.map(({ err }) => err).join('\n')).toEqual([0, 0]);
    expect(server.service.received).toHaveLength(60);
    expect(new Set(requestIds(project.root, collection)).size).toBe(60);
    const taken = runs.map(({ err }) => Number(/(\d+) of \d+ answers taken/.exec(err)?.[1]));
    expect((taken[0] ?? 0) + (taken[1] ?? 0)).toBe(60);
    expect(readdirSync(path.join(project.root, '.live/claims'))).toEqual([]);
  });
});

describe('Ctrl-C', () => {
  type Started = { server: ContractServer; project: TinyProject; child: Child };

  /** Four calls are in flight, and no more will be before one of them ends. */
  const started = async (
    latencyMs: { first: number; rest: number },
    then: (run: Started) => Promise<void>,
  ) => {
    await using server = await ContractServer.start({ latencyMs });
    using project = new TinyProject();
    const child = new Child(project.root, server.env, [...auto, '--repeat', '50', '--concurrency', '4']);
    await until(() => server.service.received.length >= 4, 'four calls');
    await then({ server, project, child });
  };

  it('takes no new cell and lets what is in flight end', async () =>
    started({ first: 2000, rest: 50 }, async ({ server, project, child }) => {
      child.kill('SIGINT');
      expect(await child.end()).toBe(130);
      expect(server.service.received).toHaveLength(4);
      expect(countRecordings(project.root, collection)).toBe(4);
      expect(child.err).toContain('waiting for 4 answers in flight; Ctrl-C again gives them up');
      expect(child.err).toContain('the same command takes the rest');
      expect(filesIn(project.root, collection).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }));

  it('twice gives up what is in flight', async () =>
    started({ first: 60_000, rest: 0 }, async ({ project, child }) => {
      child.kill('SIGINT');
      await until(() => child.err.includes('waiting for'), 'the first answer');
      child.kill('SIGINT');
      expect(await child.end()).toBe(130);
      expect(countRecordings(project.root, collection)).toBe(0);
      expect(child.err).toContain('the same command takes the rest');
    }));

  it('leaves a batch to itself, and the same command picks it up', async () => {
    await using server = await ContractServer.start({ batch: { ...usual.batch, durationMs: 4000 } });
    using project = new TinyProject();
    const argv = [...auto, '--repeat', '5', '--batch', '--poll', '0.1'];
    const child = new Child(project.root, server.env, argv);
    await until(() => child.err.includes('in_progress'), 'a batch');
    child.kill('SIGINT');
    expect(await child.end()).toBe(130);
    project.env = server.env;
    const alone = await project.run(...auto, '--repeat', '5');
    expect([alone.code, alone.err]).toEqual([
      2,
      expect.stringContaining('10 of these answers are in a batch already'),
    ]);
    const again = await project.run(...argv);
    expect(again.code).toBe(0);
    expect(again.err).toContain('picking up batch');
    expect(server.batches.all).toHaveLength(1);
    expect(server.service.ledger.entries).toHaveLength(10);
  });
});

describe('a batch', () => {
  it('survives kills at any moment, and is paid for once', async () => {
    await using server = await ContractServer.start({ batch: { ...usual.batch, durationMs: 4000 } });
    using project = new TinyProject();
    const argv = [...auto, '--repeat', '10', '--batch', '--poll', '0.05'];
    for (const moment of ['submitting', 'batch msgbatch']) {
      const child = new Child(project.root, server.env, argv);
      await until(
        () => (moment === 'submitting' ? server.batches.all.length > 0 : child.err.includes(moment)),
        moment,
      );
      child.kill('SIGKILL');
      await child.end();
    }
    const last = new Child(project.root, server.env, argv);
    expect(await last.end(), last.err).toBe(0);
    expect(server.batches.all).toHaveLength(1);
    expect(server.service.ledger.entries).toHaveLength(20);
    expect(countRecordings(project.root, collection)).toBe(20);
  });
});

describe('secrets', () => {
  it('stand in no file and no message, even where the other side repeats them', async () => {
    const key = 'sk-ant-marked-7f3e9c21d4';
    const faults = mixed([400, 429, 500, 'error event', 'reset'] as const, 0.3, 11);
    await using server = await ContractServer.start({ keys: [key], indiscreet: true, faults });
    using project = new TinyProject();
    const run = new Child(project.root, { ...server.env, ANTHROPIC_LOG: 'debug' }, [
      ...auto,
      '--repeat',
      '15',
    ]);
    await run.end();
    expect(run.err).toContain('[secret]');
    const refused = new Child(project.root, { ...server.env, ANTHROPIC_API_KEY: `${key}-old` }, [
      ...auto,
      '--repeat',
      '16',
    ]);
    expect(await refused.end()).toBe(4);
    expect(refused.err).toContain(
      'HTTP 401 invalid bearer token (key: Bearer [secret]): check ANTHROPIC_API_KEY',
    );
    const found = readdirSync(project.root, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter(({ name, parentPath }) => readFileSync(path.join(parentPath, name)).includes(key));
    expect(found.map(({ name }) => name)).toEqual([]);
    expect([run.out, run.err, refused.out, refused.err].join('')).not.toContain(key);
  });
});

it('an answer that repeats a secret is kept nowhere', async () => {
  await using server = await ContractServer.start({ answer: () => `your key is ${usual.keys[0]}` });
  using project = new TinyProject();
  project.env = server.env;
  const { code, err } = await project.run(...auto, '--repeat', '1');
  expect(code).toBe(4);
  expect(err).toContain('repeats a secret of this machine');
  expect(filesIn(project.root, collection)).toEqual([]);
});

const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && canMount();

describe.runIf(mayMount)('a full disk', () => {
  let project: TinyProject;
  let recordings = '';
  beforeAll(() => {
    project = new TinyProject();
    recordings = path.join(project.root, 'evals/recordings');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', recordings]);
    mkdirSync(path.join(recordings, 'hand'));
    project.write('evals/recordings/hand/collection.yaml', 'source: import\nabout: by hand\n');
  });
  afterAll(() => {
    execFileSync('umount', [recordings]);
    project[Symbol.dispose]();
  });

  it('stops the run before the next paid call, and loses nothing that was paid for', async () => {
    const answer = 'x'.repeat(60_000);
    await using server = await ContractServer.start({ answer: () => answer });
    const child = new Child(project.root, server.env, [...auto, '--repeat', '40']);
    expect(await child.end(), child.err).toBe(4);
    expect(child.err).toContain('stopped: the disk is full: make room, then run the same command again');
    const { received } = server.service;
    expect(received.length).toBeGreaterThan(5);
    expect(received.length).toBeLessThan(80);
    const kept = recordingsIn(project.root, collection);
    expect(kept).toHaveLength(received.length);
    expect(kept.every(({ text }) => text === answer)).toBe(true);
  });
});

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('answers that can’t be kept', () => {
  it('stop the run, with what is left unpaid for', async () => {
    await using server = await ContractServer.start({ faults: first(500, 0) });
    using project = new TinyProject();
    project.env = server.env;
    // A file where a folder has to be: nobody, root included, can write below it.
    project.write('evals/recordings/sonnet-5-5/control', 'in the way');
    project.write(
      'evals/recordings/sonnet-5-5/collection.yaml',
      'source: api\nabout: x\nsettings: { model: claude-sonnet-5-5, max_tokens: 32000, as: bare }\n',
    );
    const { code, err } = await project.run(...auto, '--variants', 'control');
    expect(code).toBe(4);
    expect(err).toContain('stopped: answers can’t be kept');
    expect(server.service.received).toEqual([]);
  });
});
