import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Limits, limits as usual } from '../sandbox/limits.ts';
import type { Ended, Sandbox } from '../sandbox/sandbox.ts';
import { Stage } from '../sandbox/stage.ts';
import type { Host } from './hostile/host.ts';

const MiB = 2 ** 20;
const small: Limits = {
  ...usual,
  wall: 20,
  memory: 256 * MiB,
  processes: 16,
  scratch: 8 * MiB,
  output: 4096,
};

type Rule = (sandbox: Sandbox, host: Host) => Promise<void>;

/** What every backend holds to, whoever runs it. */
export const conformance: Readonly<Record<string, Rule>> = {
  'tells output and exit code': async (sandbox) => {
    const ended = await python(
      sandbox,
      'import sys; print("out"); print("err", file=sys.stderr); sys.exit(3)',
    );
    assert.deepEqual(
      [ended.code, ended.stdout, ended.stderr, ended.late, ended.flooded],
      [3, 'out\n', 'err\n', false, false],
    );
  },
  'has no network but its own loopback': async (sandbox, host) => {
    const code = `
import socket
print([name for _, name in socket.if_nameindex()])
for address in (("127.0.0.1", ${host.port}), ("1.1.1.1", 53), "\\0${host.abstract}"):
    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as client:
        client.settimeout(1)
        print(client.connect_ex(address) != 0)
with socket.create_server(("127.0.0.1", 0)) as server:
    print(socket.create_connection(server.getsockname()) is not None)`;
    assert.equal((await python(sandbox, code)).stdout, "['lo']\nTrue\nTrue\nTrue\nTrue\n");
    assert.equal(host.connections, 0);
  },
  'has a read-only system': async (sandbox) => {
    const code = `
import os
for folder in ("/", "/usr", "/usr/bin", "/etc", "/shown", "/proc/sys/kernel", "/usr/lib/python3/dist-packages"):
    try:
        open(os.path.join(folder, "planted"), "w")
        print("wrote to", folder)
    except OSError:
        pass`;
    assert.equal((await python(sandbox, code)).stdout, '');
  },
  'shows folders, and files in them that anybody wrote': async (sandbox) => {
    assert.equal((await python(sandbox, 'print(open("/shown/file").read())')).stdout, 'shown\n');
  },
  'has nothing of the environment but what it is given': async (sandbox) => {
    const ended = await python(sandbox, 'import os; print(sorted(os.environ))');
    const names = JSON.parse(ended.stdout.replaceAll("'", '"')) as string[];
    const own = ['HOME', 'HOSTNAME', 'LC_CTYPE', 'PWD'];
    assert.deepEqual(
      names.filter((name) => !own.includes(name)),
      ['PATH'],
    );
  },
  'shows no file and no process of the host': async (sandbox, host) => {
    const code = `
import os
print(os.path.exists(${JSON.stringify(host.file)}), os.path.exists("/root"), os.path.exists("/home"))
print(len([name for name in os.listdir("/proc") if name.isdigit()]) < 5)`;
    assert.match((await python(sandbox, code)).stdout, /^False \w+ \w+\nTrue\n$/);
  },
  'bounds what is written': async (sandbox) => {
    const code = `
import os
for folder in ("/scratch", "/tmp", "/dev/shm"):
    written = 0
    try:
        with open(folder + "/large", "wb", buffering=0) as file:
            while written < ${64 * MiB}:
                written += file.write(bytes(${MiB}))
    except OSError:
        pass
    print(written)`;
    const sizes = (await python(sandbox, code)).stdout.trim().split('\n').map(Number);
    assert.deepEqual(
      sizes.map((size) => size > 0 && size <= small.scratch),
      [true, true, true],
    );
  },
  'bounds memory': async (sandbox) => {
    const ended = await python(sandbox, `taken = bytearray(${2 * small.memory}); print(len(taken))`);
    assert.notEqual(ended.code, 0);
    assert.equal(ended.stdout, '');
  },
  'bounds processes': async (sandbox) => {
    const code = `
import os, time
started = 0
try:
    while started < 1000:
        if os.fork() == 0:
            time.sleep(30)
        started += 1
except OSError:
    pass
print(started)`;
    const started = Number((await python(sandbox, code)).stdout.split('\n').find((line) => line !== ''));
    assert.ok(started > 0 && started <= small.processes * 4, `${started}`);
  },
  'keeps so much of the output and drops the rest': async (sandbox) => {
    const ended = await python(sandbox, `import sys; sys.stdout.write("x" * ${8 * MiB}); sys.exit(5)`);
    assert.deepEqual([ended.code, ended.stdout.length, ended.flooded], [5, small.output, true]);
  },
  'stops what runs too long': async (sandbox) => {
    const ended = await python(sandbox, 'import time; print("on", flush=True); time.sleep(60)', {
      wall: 1.5,
    });
    assert.deepEqual([ended.late, ended.code, ended.stdout], [true, null, 'on\n']);
    assert.ok(ended.seconds < 10, `${ended.seconds} s`);
  },
  'is not held up by a daemon': async (sandbox) => {
    const code = `
import os, time
if os.fork() == 0:
    os.setsid()
    while True:
        time.sleep(1)
print("over")`;
    const ended = await python(sandbox, code);
    assert.deepEqual([ended.code, ended.stdout, ended.late], [0, 'over\n', false]);
    assert.ok(ended.seconds < 10, `${ended.seconds} s`);
  },
  'starts afresh': async (sandbox) => {
    const code =
      'import os; print(os.listdir("/tmp"), os.listdir("/scratch")); open("/tmp/a", "w"); open("/scratch/a", "w")';
    await python(sandbox, code);
    assert.equal((await python(sandbox, code)).stdout, '[] []\n');
  },
};

async function python(sandbox: Sandbox, code: string, limits: Partial<Limits> = {}): Promise<Ended> {
  using stage = new Stage();
  const shown = stage.write('shown', new Map([['file', 'shown']]));
  writeFileSync(path.join(shown, 'file'), 'shown');
  return await sandbox.execute({
    folders: { '/shown': shown },
    argv: ['python3', '-I', '-B', '-c', code],
    environment: { PATH: '/usr/bin:/bin' },
    limits: { ...small, ...limits },
  });
}
