import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { bwrapSandbox, isBuilt } from './bwrap.ts';
import { dockerSandbox, imageExists, imageName } from './docker.ts';
import { debianPackages, differences, loadEnvironment, readLock, rootFolder } from './environment.ts';
import { bwrapObstacle, dockerObstacle, type Facts, type Obstacle } from './obstacle.ts';
import { backendNames, type BackendName, type Sandbox } from './sandbox.ts';

type Backend = {
  readonly obstacle: () => Obstacle | null;
  readonly open: () => Sandbox;
};

export const image = (): string => imageName(rootFolder().split('root-').at(-1) ?? '');

export const backends: Readonly<Record<BackendName, Backend>> = {
  bwrap: {
    obstacle: () => bwrapObstacle(factsHere(() => isBuilt(rootFolder()))),
    open: () => bwrapSandbox(rootFolder()),
  },
  docker: {
    obstacle: () => dockerObstacle(factsHere(() => imageExists(image()))),
    open: () => dockerSandbox(image()),
  },
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

function factsHere(built: () => boolean): Facts {
  return {
    platform: process.platform,
    root: process.getuid?.() === 0,
    built,
    run([command = '', ...rest]) {
      const { error, status, stderr } = spawnSync(command, rest, { encoding: 'utf8', timeout: 10_000 });
      return error && status === null && (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? null
        : { status, stderr };
    },
    number(file) {
      try {
        return Number(readFileSync(file, 'utf8'));
      } catch {
        return Number.NaN;
      }
    },
  };
}
