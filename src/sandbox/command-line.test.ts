import { describe, expect, it } from 'vitest';
import { commandLine as bwrapLine } from './bwrap.ts';
import { commandLine as dockerLine } from './docker.ts';
import { limits } from './limits.ts';
import type { Execution } from './sandbox.ts';

const execution: Execution = {
  folders: { '/answer': '/here/an answer' },
  argv: ['python3', '-c', 'print("a b")'],
  environment: { A: '1 2', B: '$HOME' },
  limits,
};

/** The words behind each of these. */
const after = (words: readonly string[], ...names: string[]) =>
  words.flatMap((word, i) => (names.includes(word) ? [words[i + 1]] : []));

describe('the command line of bwrap', () => {
  const line = bwrapLine('/debian', execution, null);

  it('makes every namespace its own, drops every power and dies with its parent', () => {
    for (const word of ['--unshare-all', '--die-with-parent', '--new-session', '--clearenv'])
      expect(line).toContain(word);
    expect(after(line, '--cap-drop')).toEqual(['ALL']);
    expect(line).not.toContain('--share-net');
  });

  it('shows nothing writable of the host', () => {
    for (const word of ['--bind', '--bind-try', '--dev-bind', '--dev-bind-try', '--file'])
      expect(line).not.toContain(word);
    expect(after(line, '--ro-bind')).toEqual(['/debian/usr', '/debian/etc', '/here/an answer']);
    expect(after(line, '--remount-ro')).toEqual(['/dev', '/']);
  });

  it('bounds every folder that can be written', () => {
    const sized = line.flatMap((word, i) => (word === '--tmpfs' ? [[line[i + 1], line[i - 1]]] : []));
    const size = String(limits.scratch);
    expect(sized).toEqual([
      ['/dev/shm', size],
      ['/tmp', size],
      ['/scratch', size],
    ]);
  });

  it('has the real root become somebody first', () => {
    expect(bwrapLine('/debian', execution, 200_123).slice(0, 5)).toEqual([
      'setpriv',
      '--reuid=200123',
      '--regid=200123',
      '--clear-groups',
      '--no-new-privs',
    ]);
    expect(line[0]).toBe('bwrap');
  });

  it('hands words on as they are, no shell between', () => {
    expect(line.slice(-3)).toEqual(execution.argv);
    expect(line.join('\0')).toContain('--setenv\0A\x001 2\0--setenv\0B\0$HOME');
  });
});

describe('the command line of docker', () => {
  const line = dockerLine('image', 'name', execution);

  it('has no network, no power it needn’t have, and a read-only system', () => {
    for (const word of [
      '--rm',
      '--init',
      '--network=none',
      '--read-only',
      '--cap-drop=ALL',
      '--security-opt=no-new-privileges',
    ])
      expect(line).toContain(word.split(' ')[0]);
    for (const power of ['SYS_ADMIN', 'NET_ADMIN', 'SYS_PTRACE', 'MKNOD', 'DAC_READ_SEARCH', 'NET_RAW'])
      expect(line).not.toContain(`--cap-add=${power}`);
    expect(line.some((word) => word.startsWith('--privileged') || word.startsWith('--device'))).toBe(false);
  });

  it('bounds memory, processes and every folder that can be written', () => {
    const value = (name: string) =>
      line
        .find((word) => word.startsWith(`--${name}=`))
        ?.split('=')
        .slice(1)
        .join('=');
    expect(Number(value('memory'))).toBe(limits.memory + limits.scratch);
    expect(value('memory-swap')).toBe(value('memory'));
    expect(Number(value('pids-limit'))).toBeGreaterThan(0);
    expect(Number(value('shm-size'))).toBe(limits.scratch);
    const disks = line.filter((word) => word.startsWith('--tmpfs='));
    expect(disks.map((word) => /^--tmpfs=(\S+?):.*size=(\d+)/.exec(word)?.slice(1))).toEqual([
      ['/tmp', String(limits.scratch)],
      ['/scratch', String(limits.scratch)],
    ]);
  });

  it('ends by itself when nobody is left to stop it', () => {
    const at = line.indexOf('timeout');
    expect(line.slice(at, at + 3)).toEqual(['timeout', '--signal=KILL', String(limits.wall + 10)]);
  });

  it('shows folders read-only and hands words on as they are', () => {
    expect(line.filter((word) => word.startsWith('--volume='))).toEqual([
      '--volume=/here/an answer:/answer:ro',
    ]);
    expect(line).toContain('--env=B=$HOME');
    expect(line.slice(-3)).toEqual(execution.argv);
    expect(line.indexOf('image')).toBeLessThan(line.indexOf('prlimit'));
  });
});
