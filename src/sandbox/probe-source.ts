import { existsSync } from 'node:fs';
import path from 'node:path';
import { here } from './environment.ts';
import { filesBelow, folderDigest } from './folder-digest.ts';
import { isOurs } from './own-files.ts';

/** A fixture's probe and everything it is given apart from the answer. */
export type ProbeSource = {
  /** The fixture's folder. */
  readonly folder: string;
  /** Files of the fixture that the probe finds in `/material`. */
  readonly material: readonly string[];
  /** Files of `probe/`, which it finds in `/probe`. */
  readonly probe: readonly string[];
  /** Modules that the task says are installed; null where it doesn't say. */
  readonly packages: readonly string[] | null;
  /** Cores that it keeps busy at once. */
  readonly cores: number;
};

/** Notes for people, lists of mutants and leftovers of an interpreter change no outcome. */
const aside = /(?:^|\/)(?:README\.md|mutants\.py|__pycache__\/.*|.*\.pyc)$/;

/** @returns null where the fixture has no probe */
export function findProbe(
  folder: string,
  packages: readonly string[] | null,
  cores: number,
): ProbeSource | null {
  if (!existsSync(path.join(folder, 'probe', 'probe.py'))) return null;
  return {
    folder,
    material: filesBelow(folder, (name) => !isOurs(name) && !aside.test(name)),
    probe: filesBelow(path.join(folder, 'probe'), (name) => !aside.test(name)),
    packages,
    cores,
  };
}

/** The folder of the Python modules that all probes share. */
export const kitFolder = path.join(here, 'probekit');

export function kitFiles(): string[] {
  return filesBelow(kitFolder, (name) => name.endsWith('.py'));
}

/** Digests of what a probe's outcome depends on, by the words in which a change is told. */
export function sourceDigests({ folder, material, probe }: ProbeSource): {
  material: string;
  probe: string;
  kit: string;
} {
  return {
    material: folderDigest(folder, material),
    probe: folderDigest(path.join(folder, 'probe'), probe),
    kit: folderDigest(kitFolder, kitFiles()),
  };
}
