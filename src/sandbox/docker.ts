import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { captured } from './captured.ts';
import { processLimits } from './bwrap.ts';
import type { Ended, Execution, Sandbox } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';
import { words } from './words.ts';

/** What an image has to hold is in `packages.yaml`; it is named after it. */
export function imageName(list: string): string {
  return `machine-learning-engineer-evals:${list}`;
}

/** Containers of an image made from the Dockerfile beside this module. */
export function dockerSandbox(image: string): Sandbox {
  return {
    name: 'docker',
    isolation: 'uid',
    installed: installedIn(image),
    execute: (execution) => execute(image, execution),
  };
}

export function imageExists(image: string): boolean {
  return spawnSync('docker', ['image', 'inspect', image], { timeout: 10_000 }).status === 0;
}

function installedIn(image: string): string {
  const query = ['dpkg-query', '-W', '-f', '${Package} ${Version}\\n'];
  const { status, stdout } = spawnSync('docker', ['run', '--rm', '--network', 'none', image, ...query], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new SandboxError(`docker can’t run ${image}`);
  return (
    stdout
      .split('\n')
      .filter((line) => line !== '')
      .sort()
      .join('\n') + '\n'
  );
}

async function execute(image: string, execution: Execution): Promise<Ended> {
  const name = `probe-${randomBytes(6).toString('hex')}`;
  // Machines are users in the same file system: what is shown to the probe must be closed to them.
  for (const folder of Object.values(execution.folders)) chmodSync(folder, 0o700);
  const child = spawn('docker', commandLine(image, name, execution), { stdio: ['ignore', 'pipe', 'pipe'] });
  const { wall, output } = execution.limits;
  const stop = () => void spawn('docker', ['kill', name], { stdio: 'ignore' });
  try {
    const ended = await captured(child, wall, output, stop);
    // 125 is docker's own: the container was never started.
    if (ended.code === 125) throw new SandboxError('docker can’t start a container', ended.stderr);
    return ended;
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    throw new SandboxError(
      `docker can’t be started: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
    );
  }
}

/** What the probe keeps of root's powers. */
export const capabilities = [
  'SETUID',
  'SETGID',
  'SETPCAP',
  'KILL',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'SYS_RESOURCE',
] as const;

/**
 * Containers forbid namespaces inside them, so the probe keeps the answer's programs apart by users: it is root without
 * any capability but those to become somebody else, to hand files over and to end processes.
 */
export function commandLine(image: string, name: string, execution: Execution): string[] {
  const { folders, argv, environment, limits } = execution;
  const size = limits.scratch;
  return [
    ...words('run --rm --init --network=none --read-only --hostname=sandbox --workdir=/tmp'),
    ...words('--cap-drop=ALL --security-opt=no-new-privileges'),
    ...capabilities.map((each) => `--cap-add=${each}`),
    `--name=${name}`,
    ...['memory', 'memory-swap'].map((each) => `--${each}=${limits.memory + size}`),
    `--pids-limit=${limits.processes * 4}`,
    `--shm-size=${size}`,
    `--tmpfs=/tmp:rw,exec,nosuid,nodev,size=${size},mode=1777`,
    `--tmpfs=/scratch:rw,exec,nosuid,nodev,size=${size},mode=0755`,
    ...Object.entries(folders).map(([inside, from]) => `--volume=${from}:${inside}:ro`),
    ...Object.entries(environment).map(([key, value]) => `--env=${key}=${value}`),
    image,
    // A container doesn't die with whoever started it.
    'timeout',
    '--signal=KILL',
    String(limits.wall + 10),
    ...processLimits(limits),
    ...argv,
  ];
}
