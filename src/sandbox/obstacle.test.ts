import { describe, expect, it } from 'vitest';
import { bwrapObstacle, dockerObstacle, type Facts } from './obstacle.ts';

const fine: Facts = {
  platform: 'linux',
  root: false,
  run: () => ({ status: 0, stderr: '' }),
  number: () => Number.NaN,
  built: () => true,
};
const without =
  (tool: string): Facts['run'] =>
  (argv) =>
    argv[0] === tool ? null : { status: 0, stderr: '' };
const refused: Facts['run'] = (argv) =>
  argv.includes('--unshare-all')
    ? { status: 1, stderr: 'bwrap: No permissions to create new namespace\nmore' }
    : { status: 0, stderr: '' };
const holding = (file: string, value: number) => (asked: string) => (asked === file ? value : Number.NaN);

describe('what keeps bwrap from being used', () => {
  it.each<[string, Partial<Facts>, RegExp, RegExp]>([
    ['another system', { platform: 'darwin' }, /for Linux/, /--backend docker/],
    ['no bwrap', { run: without('bwrap') }, /bwrap is not installed/, /apt install bubblewrap/],
    [
      'no setpriv, as root',
      { root: true, run: without('setpriv') },
      /setpriv is not/,
      /apt install util-linux/,
    ],
    [
      'AppArmor',
      { run: refused, number: holding('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', 1) },
      /No permissions to create new namespace\)/,
      /apparmor_restrict_unprivileged_userns=0/,
    ],
    [
      'Debian’s switch',
      { run: refused, number: holding('/proc/sys/kernel/unprivileged_userns_clone', 0) },
      /forbids unprivileged user namespaces/,
      /unprivileged_userns_clone=1/,
    ],
    [
      'no namespaces at all',
      { run: refused, number: holding('/proc/sys/user/max_user_namespaces', 0) },
      /forbids unprivileged user namespaces/,
      /max_user_namespaces=10000/,
    ],
    ['something else', { run: refused }, /forbids/, /allow unprivileged user namespaces, or use Docker/],
    ['no root', { built: () => false }, /environment is not built/, /^npm run sandbox:setup$/],
  ])('%s', (_, facts, what, mend) => {
    const found = bwrapObstacle({ ...fine, ...facts });
    expect(found?.what).toMatch(what);
    expect(found?.mend).toMatch(mend);
  });

  it('nothing, where all is there', () => {
    expect(bwrapObstacle(fine)).toBeNull();
    // An ordinary user needn't become another one.
    expect(bwrapObstacle({ ...fine, run: without('setpriv') })).toBeNull();
  });

  it('a switch that is set otherwise is not blamed', () => {
    const number = holding('/proc/sys/kernel/unprivileged_userns_clone', 1);
    expect(bwrapObstacle({ ...fine, run: refused, number })?.mend).toMatch(/^allow unprivileged/);
  });

  it('tries as the user that it would be', () => {
    const tried: string[] = [];
    const run: Facts['run'] = (argv) => {
      tried.push(argv.join(' '));
      return { status: 0, stderr: '' };
    };
    bwrapObstacle({ ...fine, root: true, run });
    expect(tried.at(-1)).toMatch(/^setpriv --reuid=\d+ .* bwrap --unshare-all/);
    bwrapObstacle({ ...fine, run });
    expect(tried.at(-1)).toMatch(/^bwrap --unshare-all/);
  });
});

describe('what keeps Docker from being used', () => {
  it.each<[string, Partial<Facts>, RegExp | null]>([
    ['no client', { run: () => null }, /no engine runs/],
    ['no engine', { run: () => ({ status: 1, stderr: 'Cannot connect' }) }, /no engine runs/],
    ['no image', { built: () => false }, /image is not built/],
    ['nothing', {}, null],
  ])('%s', (_, facts, what) => {
    const found = dockerObstacle({ ...fine, ...facts });
    if (what === null) expect(found).toBeNull();
    else expect(found?.what).toMatch(what);
  });
});
