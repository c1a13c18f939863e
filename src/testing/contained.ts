import { spawn } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { captured } from '../sandbox/captured.ts';
import { processLimits } from '../sandbox/bwrap.ts';
import { capabilities } from '../sandbox/docker.ts';
import { installedFile } from '../sandbox/environment.ts';
import { firstProcess, gone } from '../sandbox/first-process.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { words } from '../sandbox/words.ts';

/**
 * A container as an engine would make it for the Docker backend, for machines without one: the real root with the
 * capabilities that `docker.ts` grants and no user namespace, so that probes keep machines apart by users.
 * Only root can make it. It is no backend: nothing of Docker's own is in it.
 */
export function contained(root: string): Sandbox {
  return {
    name: 'docker',
    isolation: 'uid',
    installed: readFileSync(path.join(root, installedFile), 'utf8'),
    async execute({ folders, argv, environment, limits }) {
      for (const folder of Object.values(folders)) chmodSync(folder, 0o700);
      const temporary = (at: string, mode: string) => [
        '--perms',
        mode,
        '--size',
        String(limits.scratch),
        '--tmpfs',
        at,
      ];
      const command = [
        ...words('--unshare-pid --unshare-ipc --unshare-net --unshare-uts --die-with-parent --new-session'),
        ...words('--hostname sandbox --info-fd 3 --cap-drop ALL'),
        ...capabilities.flatMap((each) => ['--cap-add', `CAP_${each}`]),
        ...['usr', 'etc'].flatMap((name) => ['--ro-bind', path.join(root, name), `/${name}`]),
        ...['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
        ...words('--proc /proc --dev /dev'),
        ...temporary('/dev/shm', '1777'),
        ...temporary('/tmp', '1777'),
        ...temporary('/scratch', '0755'),
        ...Object.entries(folders).flatMap(([inside, here]) => ['--ro-bind', here, inside]),
        ...words('--remount-ro / --chdir /tmp --clearenv'),
        ...Object.entries(environment).flatMap((pair) => ['--setenv', ...pair]),
        ...processLimits(limits),
        ...argv,
      ];
      const child = spawn('bwrap', command, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
      const first = firstProcess(child);
      const ended = await captured(child, limits.wall, limits.output, () => child.kill('SIGKILL'));
      await gone(first());
      return ended;
    },
  };
}
