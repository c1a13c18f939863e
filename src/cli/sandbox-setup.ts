import { backends, image } from '../sandbox/backend.ts';
import { isBuilt } from '../sandbox/bwrap.ts';
import { differences, loadEnvironment, lockPath, readLock, rootFolder } from '../sandbox/environment.ts';
import { imageExists } from '../sandbox/docker.ts';
import { backendNames, type BackendName } from '../sandbox/sandbox.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { buildImage, buildRoot } from '../sandbox/setup.ts';
import { writeDurably } from '../recording/durable.ts';
import type { Command, Context } from './command.ts';
import { exit } from './exit.ts';
import { UsageError } from './usage-error.ts';

type Builder = {
  readonly built: () => boolean;
  readonly build: (say: (step: string) => void) => Promise<void>;
  readonly what: string;
};

const builders: Readonly<Record<BackendName, Builder>> = {
  bwrap: {
    built: () => isBuilt(rootFolder()),
    build: (say) => buildRoot(loadEnvironment(), rootFolder(), say),
    what: 'about 350 Debian packages (some 450 MB) are downloaded with mmdebstrap and unpacked to 1.6 GB',
  },
  docker: {
    built: () => imageExists(image()),
    build: (say) => buildImage(image(), say),
    what: 'a Debian image and about 350 packages (some 450 MB) are downloaded into an image of 1.6 GB',
  },
};

export const command: Command = {
  about: 'build what answers are run in, once; says what it downloads, and does nothing when it is there',
  options: {
    backend: { type: 'string', value: backendNames.join('|'), about: 'default: bwrap' },
    lock: {
      type: 'boolean',
      about: 'write environment.lock from what is installed: every outcome is then run again',
    },
    rebuild: { type: 'boolean', about: 'build it even though it is there' },
  },
  async run({ values }, context) {
    const name = backendNames.find((each) => each === (values['backend'] ?? 'bwrap'));
    if (!name)
      throw new UsageError(`--backend ${String(values['backend'])}: expected ${backendNames.join(' or ')}`);
    const { built, build, what } = builders[name];
    if (!built() || values['rebuild'] === true) {
      context.out(`${what}; a minute or two\n`);
      try {
        await build((step) => context.out(`  ${step}\n`));
      } catch (error) {
        if (!(error instanceof SandboxError)) throw error;
        context.err(`${error.said}\n${error.message}; npm run doctor says what is missing\n`);
        return exit.needsAnswers;
      }
    }
    const obstacle = backends[name].obstacle();
    if (obstacle) {
      context.err(`${name}: ${obstacle.what}; ${obstacle.mend}\n`);
      return exit.needsAnswers;
    }
    const { installed } = backends[name].open();
    if (values['lock'] === true) writeDurably(lockPath, installed);
    tellDifferences(installed, context);
    return exit.pass;
  },
};

function tellDifferences(installed: string, { out }: Context): void {
  const found = differences(readLock(), installed);
  out(
    `ready: ${installed.trimEnd().split('\n').length} packages, ${found.length} other than in environment.lock\n`,
  );
  for (const { package: name, locked, installed: met } of found.slice(0, 20))
    out(`  ${name}: ${locked ?? 'none'} in the lock, ${met ?? 'none'} here\n`);
}
