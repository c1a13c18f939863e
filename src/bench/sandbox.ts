import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { rootFolder } from '../sandbox/environment.ts';
import { limits } from '../sandbox/limits.ts';
import { kitFolder, type ProbeSource } from '../sandbox/probe-source.ts';
import { runProbe } from '../sandbox/run-probe.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { Slots } from '../sandbox/slots.ts';
import { words } from '../sandbox/words.ts';

/** All in seconds; each pair was measured in turns in one run. */
export type SandboxReport = {
  /** `python3 -c pass` of the same root: by itself, as an execution, and in a machine of a probe. */
  readonly bare: number;
  readonly execution: number;
  readonly machine: number;
  /** The same busy work by itself once, and as many times as there are cores, side by side in sandboxes. */
  readonly once: number;
  readonly sideBySide: number;
  readonly cores: number;
  /** Two ranks under torch, outside and inside. */
  readonly outside: number;
  readonly inside: number;
};

const nothing = ['python3', '-c', 'pass'];
const busy = ['python3', '-c', 'sum(i * i for i in range(15_000_000))'];
const ranks = ['python3', 'two_ranks.py'];
const folder = import.meta.dirname;
const environment = { PATH: '/usr/bin:/bin', OMP_NUM_THREADS: '1', USE_LIBUV: '0', GLOO_SOCKET_IFNAME: 'lo' };

/**
 * What the sandbox costs. Outside is the same root's interpreter behind a mere change of root, which only root may do.
 */
export async function benchSandbox(sandbox: Sandbox): Promise<SandboxReport> {
  const cores = availableParallelism();
  const slots = new Slots(cores);
  const execute = (argv: readonly string[]) => sandbox.execute({ folders: {}, argv, environment, limits });
  const start = await turns(15, {
    bare: () => bare(nothing),
    execution: async () => (await execute(nothing)).seconds,
    machine: () => inMachine(sandbox, nothing, false),
  });
  const work = await turns(3, {
    once: async () => (await execute(busy)).seconds,
    sideBySide: () =>
      timed(
        async () =>
          void (await Promise.all(Array.from({ length: cores }, () => slots.run(1, () => execute(busy))))),
      ),
  });
  const job = await turns(3, {
    outside: () => outside(['python3', '-I', '/tmp/kit/launch.py', '1', '2', '29517', '--', ...ranks]),
    inside: () => inMachine(sandbox, ranks, true),
  });
  return { ...start, ...work, ...job, cores };
}

/** Medians of several rounds in which each is measured once: what the machine does besides hits all alike. */
async function turns<Name extends string>(
  rounds: number,
  measures: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(measures) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) found.get(name)?.push(await measures[name]());
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function timed(task: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
}

/** A program behind a mere change of root. */
function bare(argv: readonly string[]): number {
  return finished('/usr/sbin/chroot', [rootFolder(), ...argv]);
}

/** The same with what torch wants to see beside it. */
function outside(argv: readonly string[]): number {
  const mounts = `--bind ${rootFolder()} / --dev-bind /dev /dev --proc /proc --tmpfs /tmp`;
  const shown = `--ro-bind ${kitFolder} /tmp/kit --ro-bind ${path.join(folder, 'probe')} /tmp/job --chdir /tmp/job`;
  return finished('bwrap', [...words(`${mounts} ${shown}`), ...argv]);
}

function finished(command: string, argv: readonly string[]): number {
  const began = performance.now();
  const { status, stderr, error } = spawnSync(command, argv, { env: environment, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new TypeError(`${argv.join(' ')} ended in ${status}: ${stderr.slice(-500)}`);
  return (performance.now() - began) / 1000;
}

async function inMachine(sandbox: Sandbox, argv: readonly string[], asRanks: boolean): Promise<number> {
  const source: ProbeSource = {
    folder,
    material: [],
    probe: ['probe.py', 'two_ranks.py'],
    packages: null,
    cores: 2,
  };
  const asked = new Map([['asked.json', JSON.stringify({ argv, ranks: asRanks })]]);
  const { verdicts } = await runProbe(sandbox, source, asked);
  const { pass, evidence } = verdicts['seconds'] ?? { pass: false, evidence: 'nothing' };
  if (!pass) throw new TypeError(`${argv.join(' ')} in a machine: ${evidence}`);
  return Number(evidence);
}
