import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bwrapSandbox, isBuilt } from './bwrap.ts';
import { dockerSandbox, engineRuns, imageExists, imageName } from './docker.ts';
import { debianPackages, differences, loadEnvironment, readLock, rootFolder } from './environment.ts';
import { backendNames, type BackendName, type Sandbox } from './sandbox.ts';

/** Something that keeps a backend from being used, and the one command or step that mends it. */
export type Obstacle = { readonly what: string; readonly mend: string };

type Backend = {
  readonly obstacle: () => Obstacle | null;
  readonly open: () => Sandbox;
};

export const image = (): string => imageName(rootFolder().split('root-').at(-1) ?? '');

export const backends: Readonly<Record<BackendName, Backend>> = {
  bwrap: { obstacle: bwrapObstacle, open: () => bwrapSandbox(rootFolder()) },
  docker: { obstacle: dockerObstacle, open: () => dockerSandbox(image()) },
};

/**
 * The first backend that works here.
 * @returns it, or why there is none
 */
export function findSandbox(): { sandbox: Sandbox } | { missing: string } {
  const obstacles: string[] = [];
  for (const name of backendNames) {
    const found = backends[name].obstacle();
    if (found === null) {
      const sandbox = backends[name].open();
      const absent = absentPackages(sandbox.installed);
      if (absent.length === 0) return { sandbox };
      obstacles.push(`${name}: without ${absent.join(', ')}`);
    } else obstacles.push(`${name}: ${found.what}`);
  }
  return { missing: `no sandbox here (${obstacles.join('; ')}); npm run doctor says what to do` };
}

/** Packages of the list that the lock names and that aren't installed: without them an answer's failure is no failure. */
export function absentPackages(installed: string): string[] {
  const wanted = new Set(debianPackages(loadEnvironment()));
  return differences(readLock(), installed)
    .filter((each) => each.installed === null && wanted.has(each.package))
    .map((each) => each.package);
}

function bwrapObstacle(): Obstacle | null {
  if (process.platform !== 'linux')
    return { what: 'it is for Linux', mend: 'use Docker: npm run sandbox:setup -- --backend docker' };
  for (const tool of process.getuid?.() === 0 ? ['bwrap', 'setpriv'] : ['bwrap'])
    if (spawnSync(tool, ['--version']).error)
      return {
        what: `${tool} is not installed`,
        mend: `apt install ${tool === 'bwrap' ? 'bubblewrap' : 'util-linux'}`,
      };
  const refused = namespacesRefused();
  if (refused !== null) return refused;
  return isBuilt(rootFolder())
    ? null
    : { what: 'its environment is not built', mend: 'npm run sandbox:setup' };
}

/** Distributions forbid unprivileged user namespaces in three ways; each has another remedy. */
const refusals: readonly {
  readonly file: string;
  readonly is: (value: number) => boolean;
  readonly mend: string;
}[] = [
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    is: (value) => value === 1,
    mend: 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile that lets bwrap use userns',
  },
  {
    file: '/proc/sys/kernel/unprivileged_userns_clone',
    is: (value) => value === 0,
    mend: 'sudo sysctl kernel.unprivileged_userns_clone=1',
  },
  {
    file: '/proc/sys/user/max_user_namespaces',
    is: (value) => value === 0,
    mend: 'sudo sysctl user.max_user_namespaces=10000',
  },
];

function namespacesRefused(): Obstacle | null {
  const asStranger =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=200000', '--regid=200000', '--clear-groups'] : [];
  const [command = '', ...rest] = [
    ...asStranger,
    'bwrap',
    '--unshare-all',
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    'true',
  ];
  const tried = spawnSync(command, rest, { encoding: 'utf8' });
  if (tried.status === 0) return null;
  const cause = refusals.find(({ file, is }) => is(numberIn(file)));
  return {
    what: `this system forbids unprivileged user namespaces (${tried.stderr.trim().split('\n')[0] ?? 'bwrap failed'})`,
    mend:
      cause?.mend ??
      'allow unprivileged user namespaces, or use Docker: npm run sandbox:setup -- --backend docker',
  };
}

function numberIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return Number.NaN;
  }
}

function dockerObstacle(): Obstacle | null {
  if (!engineRuns()) return { what: 'no engine runs', mend: 'start Docker' };
  return imageExists(image())
    ? null
    : { what: 'its image is not built', mend: 'npm run sandbox:setup -- --backend docker' };
}
