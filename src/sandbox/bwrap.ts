import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { captured } from './captured.ts';
import { installedFile } from './environment.ts';
import type { Limits } from './limits.ts';
import type { Ended, Execution, Sandbox } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';
import { firstProcess, gone } from './first-process.ts';
import { words } from './words.ts';

/** Users that nobody is. A process limit doesn't bind the real root, so the real root becomes one of them. */
const strangers = { from: 200_000, to: 300_000 } as const;

/**
 * Bubblewrap around the built root: user, mount, PID, IPC, network, UTS and cgroup namespaces of its own.
 * @param root see `rootFolder`
 * @param user whom the real root becomes for an execution; nobody's business for anybody else
 */
export function bwrapSandbox(root: string, user: () => number = stranger): Sandbox {
  return {
    name: 'bwrap',
    isolation: 'bwrap',
    installed: readFileSync(path.join(root, installedFile), 'utf8'),
    execute: (execution) => execute(root, execution, process.getuid?.() === 0 ? user() : null),
  };
}

/** Whether a root has been built to its end. */
export function isBuilt(root: string): boolean {
  return existsSync(path.join(root, installedFile));
}

async function execute(root: string, execution: Execution, user: number | null): Promise<Ended> {
  const [command = '', ...rest] = commandLine(root, execution, user);
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // bwrap itself needs nothing; what it starts is given its own below.
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
  });
  const first = firstProcess(child);
  try {
    // Its first process dies with it, and a PID namespace with its first process.
    const ended = await captured(child, execution.limits.wall, execution.limits.output, () =>
      child.kill('SIGKILL'),
    );
    await gone(first());
    return ended;
  } catch (error) {
    throw new SandboxError(
      `bwrap can’t be started: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
    );
  }
}

/**
 * @param user a user id to become first; null to stay who we are
 * @returns the words of the whole command
 */
export function commandLine(root: string, execution: Execution, user: number | null): string[] {
  const { folders, argv, environment, limits } = execution;
  const become =
    user === null
      ? []
      : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups', '--no-new-privs'];
  return [
    ...become,
    'bwrap',
    ...words('--unshare-all --die-with-parent --new-session --cap-drop ALL --hostname sandbox'),
    ...words('--uid 1000 --gid 1000 --info-fd 3'),
    ...['usr', 'etc'].flatMap((name) => ['--ro-bind', path.join(root, name), `/${name}`]),
    ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    ...words('--proc /proc --dev /dev'),
    ...temporary('/dev/shm', limits.scratch),
    ...temporary('/tmp', limits.scratch),
    ...temporary('/scratch', limits.scratch),
    ...Object.entries(folders).flatMap(([inside, here]) => ['--ro-bind', here, inside]),
    ...words('--remount-ro /dev --remount-ro / --chdir /tmp --clearenv'),
    ...Object.entries(environment).flatMap((pair) => ['--setenv', ...pair]),
    ...processLimits(limits),
    ...argv,
  ];
}

function temporary(at: string, size: number): string[] {
  return ['--perms', '0755', '--size', String(size), '--tmpfs', at];
}

/** For the probe itself, which starts machines: theirs are narrower, and set inside each of them. */
export function processLimits({ memory, processes }: Limits): string[] {
  return ['prlimit', `--nproc=${processes * 4}`, `--data=${memory}`, '--core=0', '--nofile=4096'];
}

function stranger(): number {
  return randomInt(strangers.from, strangers.to);
}
