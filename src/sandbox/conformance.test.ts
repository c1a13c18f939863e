import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformance } from '../testing/conformance.ts';
import { contained } from '../testing/contained.ts';
import { Host } from '../testing/hostile/host.ts';
import { processesOf } from '../testing/hostile/left.ts';
import { obstacles, tellSkipped } from '../testing/sandboxes.ts';
import { backends } from './backend.ts';
import { bwrapSandbox } from './bwrap.ts';
import { rootFolder } from './environment.ts';
import { limits } from './limits.ts';
import type { Sandbox } from './sandbox.ts';

tellSkipped('what every backend holds to');
const rules = Object.entries(conformance);
const bwrap = obstacles.find(({ name }) => name === 'bwrap')?.obstacle === null;
const root = process.getuid?.() === 0;
const user = 330_000;

const subjects: readonly (readonly [string, boolean, () => Sandbox])[] = [
  ...obstacles.map(({ name, obstacle }) => [name, obstacle === null, () => backends[name].open()] as const),
  // Without an engine, the part of the Docker backend that is not Docker's.
  ['a container without an engine', bwrap && root, () => contained(rootFolder())],
];

/** Docker counts a container's processes itself. */
const engines = ['bounds processes'];

describe.for(subjects)('%s', ([subject, usable, open]) => {
  describe.skipIf(!usable)('holds to it', () => {
    let host: Host;
    beforeAll(async () => void (host = await Host.open()));
    afterAll(() => host[Symbol.asyncDispose]());

    const own = subject === 'a container without an engine' ? engines : [];
    it.for(rules.filter(([name]) => !own.includes(name)))('%s', async ([, rule]) => {
      await rule(open(), host);
    });
  });
});

describe.skipIf(!bwrap || !root)('bwrap for the real root', () => {
  it('leaves no process, not even a daemon that shares nothing with who started it', async () => {
    const code =
      'import os, time\nfor _ in range(3): os.fork()\nos.setsid()\nos.closerange(0, 99)\nif os.getpid() != 2: time.sleep(60)';
    const ended = await run(`${code}`);
    expect(ended.late).toBe(false);
    expect(processesOf(user)).toEqual([]);
  });

  it('leaves no process when this one is killed', async () => {
    const script = `
import { bwrapSandbox } from '${path.join(import.meta.dirname, 'bwrap.ts')}';
import { limits } from '${path.join(import.meta.dirname, 'limits.ts')}';
const argv = ['python3', '-c', 'import os, time; os.fork(); os.setsid(); time.sleep(60)'];
await bwrapSandbox('${rootFolder()}', () => ${user}).execute({ folders: {}, argv, environment: { PATH: '/usr/bin' }, limits });`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
    await until(() => processesOf(user).length >= 3);
    child.kill('SIGKILL');
    await until(() => processesOf(user).length === 0);
  });
});

const entry = path.join(import.meta.dirname, '../testing/ordinary.ts');
const become = ['--reuid=330001', '--regid=330001', '--clear-groups'];
// A checkout below somebody's closed home can't be read by another user.
const readable = root && spawnSync('setpriv', [...become, process.execPath, '--check', entry]).status === 0;
if (bwrap && root && !readable)
  process.stderr.write('skipped: bwrap for an ordinary user (none can read this checkout)\n');

describe.skipIf(!bwrap || !readable)('bwrap for an ordinary user', () => {
  let found: Record<string, string> = {};
  beforeAll(() => {
    const cache = path.dirname(path.dirname(rootFolder()));
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent', SANDBOX_CACHE: cache };
    const { stdout, stderr } = spawnSync('setpriv', [...become, process.execPath, entry], {
      env,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    found = JSON.parse(stdout) as Record<string, string>;
  });

  it.for(rules)('%s', ([name]) => {
    expect(found[name]).toBe('');
  });

  it('leaves no process', () => {
    expect(processesOf(330_001)).toEqual([]);
  });
});

function run(code: string) {
  return bwrapSandbox(rootFolder(), () => user).execute({
    folders: {},
    argv: ['python3', '-c', code],
    environment: { PATH: '/usr/bin:/bin' },
    limits: { ...limits, wall: 20 },
  });
}

async function until(happened: () => boolean): Promise<void> {
  const end = performance.now() + 20_000;
  while (!happened() && performance.now() < end) await setTimeout(20);
  expect(happened()).toBe(true);
}
