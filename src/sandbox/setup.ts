import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { debianPackages, type Environment, here, installedFile } from './environment.ts';
import { SandboxError } from './sandbox-error.ts';
import { words } from './words.ts';

/** Files that no program needs: a fifth of the size. */
const left = ['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);

/**
 * mmdebstrap takes the host's name and resolver into the root; an answer has no business with either.
 * The empty folder is where a machine mounts the packages of which a task lists only some.
 */
const settle =
  'mkdir "$1/usr/lib/python3/installed"; ' +
  'rm -f "$1/etc/resolv.conf" "$1/etc/hostname"; printf "127.0.0.1 localhost sandbox\\n::1 localhost\\n" > "$1/etc/hosts"; ' +
  'echo "machine:x:1000:1000::/work:/bin/sh" >> "$1/etc/passwd"; echo "machine:x:1000:" >> "$1/etc/group"';

/**
 * Builds the root for bwrap with mmdebstrap, from the Debian mirror that apt uses by default. Nothing is left where the
 * finished root belongs until it is finished.
 * @param say is told each step
 * @throws {SandboxError}
 */
export async function buildRoot(
  environment: Environment,
  root: string,
  say: (step: string) => void,
): Promise<void> {
  const partial = `${root}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  chmodSync(path.dirname(root), 0o755);
  chmodSync(partial, 0o755);
  const build = spawn(
    'mmdebstrap',
    [
      ...words('--variant=essential --components=main --format=tar'),
      `--include=${debianPackages(environment).join(',')}`,
      ...left,
      `--customize-hook=${settle}`,
      environment.suite,
      '-',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Everything belongs to whoever builds it, who need not be root; devices are the sandbox's own.
  const unpack = spawn('tar', ['-x', '-C', partial, '--no-same-owner', '--exclude=./dev/*'], {
    stdio: [build.stdout, 'ignore', 'ignore'],
  });
  let said = '';
  build.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
    for (const [, step] of chunk.toString().matchAll(/^I: (.*)$/gm)) if (step !== undefined) say(step);
  });
  const codes = await Promise.all([ended(build, 'mmdebstrap'), ended(unpack, 'tar')]);
  if (codes.some((code) => code !== 0)) {
    rmSync(partial, { recursive: true, force: true });
    throw new SandboxError('the environment could not be built', said);
  }
  writeFileSync(path.join(partial, installedFile), installedIn(partial));
  rmSync(root, { recursive: true, force: true });
  renameSync(partial, root);
}

/** An image for engines that run containers, from the same list. */
export async function buildImage(name: string, say: (step: string) => void): Promise<void> {
  const build = spawn('docker', ['build', '--progress=plain', '--tag', name, here], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
    for (const [, step] of chunk.toString().matchAll(/^(#\d+ \[.*)$/gm)) if (step !== undefined) say(step);
  };
  build.stdout.on('data', listen);
  build.stderr.on('data', listen);
  if ((await ended(build, 'docker')) !== 0) throw new SandboxError('the image could not be built', said);
}

/** Names and versions by dpkg's own records, a line each, sorted. */
function installedIn(root: string): string {
  const records = readFileSync(path.join(root, 'var/lib/dpkg/status'), 'utf8').split('\n\n');
  const field = (record: string, name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(record)?.[1];
  const lines = records.flatMap((record) => {
    const [name, version] = [field(record, 'Package'), field(record, 'Version')];
    return name !== undefined && version !== undefined && field(record, 'Status') === 'install ok installed'
      ? [`${name} ${version}`]
      : [];
  });
  return `${lines.sort().join('\n')}\n`;
}

function ended(child: ReturnType<typeof spawn>, name: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', () => reject(new SandboxError(`${name} can’t be started`)));
    // Not `close`: a stream that was handed on to another process is never closed here.
    child.once('exit', resolve);
  });
}
