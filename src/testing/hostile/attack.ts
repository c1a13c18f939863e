import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Limits } from '../../sandbox/limits.ts';
import type { ProbeSource } from '../../sandbox/probe-source.ts';
import { filesBelow } from '../../sandbox/folder-digest.ts';
import { runProbe, type Verdicts } from '../../sandbox/run-probe.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { SandboxError } from '../../sandbox/sandbox-error.ts';
import type { HostileCase } from './case.ts';
import type { Host } from './host.ts';

const MiB = 2 ** 20;

/** Small enough for an attack to run into each of them at once. */
export const narrow: Limits = {
  wall: 120,
  memory: 768 * MiB,
  processes: 64,
  fileSize: 32 * MiB,
  cpu: 10,
  scratch: 96 * MiB,
  output: MiB / 16,
};

/** Attacks that are noticed by what they hold, long before their time is over. */
export const watched: readonly string[] = [
  'memory-many',
  'memory-sockets',
  'undumpable',
  'descriptors',
  'disk-names',
];

/** What came of an attack. */
export type Attacked = {
  /** Null where the attack kept the probe from coming to its end, which none may. */
  readonly verdicts: Verdicts | null;
  readonly trouble: string;
  readonly seconds: number;
};

/** Runs a hostile answer under the probe beside this module. */
export async function attack(sandbox: Sandbox, hostile: HostileCase, host: Host): Promise<Attacked> {
  const folder = mkdtempSync(path.join(host.folder, 'fixture-'));
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  try {
    const source = fixture(folder, hostile, host);
    const { verdicts } = await runProbe(sandbox, source, answer(hostile, host), narrow);
    return { verdicts, trouble: '', seconds: seconds() };
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    return { verdicts: null, trouble: `${error.message}\n${error.said}`, seconds: seconds() };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fixture(folder: string, hostile: HostileCase, host: Host): ProbeSource {
  const probe = path.join(import.meta.dirname, 'probe');
  cpSync(probe, path.join(folder, 'probe'), { recursive: true });
  const asked = { kind: hostile.kind, patience: patience(hostile), markers: Object.values(host.words) };
  writeFileSync(path.join(folder, 'asked.json'), JSON.stringify(asked));
  return {
    folder,
    material: ['asked.json'],
    probe: filesBelow(probe, (name) => name.endsWith('.py')),
    packages: ['torch', 'pandas', 'uvicorn'],
    cores: 1,
  };
}

/** Seconds that a program gets: what never ends needn't be waited for, and importing torch alone takes some. */
function patience({ name, kind, code, fails }: HostileCase): number {
  if (code.includes('import torch') || watched.includes(name)) return 90;
  return fails.includes('ended') && kind !== 'ranks' ? 2 : 5;
}

/** The attacker knows where everything is; what stands there is what it must not get. */
function answer({ code }: HostileCase, host: Host): Map<string, string> {
  const known = { marker: host.file, port: host.port, abstract: host.abstract, parent: process.pid };
  return new Map([
    [
      'main.py',
      code.replace(/@(\w+)@/g, (all, name: string) => String(known[name as keyof typeof known] ?? all)),
    ],
  ]);
}
