import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backends } from '../../sandbox/backend.ts';
import { bwrapSandbox } from '../../sandbox/bwrap.ts';
import { rootFolder } from '../../sandbox/environment.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { Slots } from '../../sandbox/slots.ts';
import { contained } from '../contained.ts';
import { obstacles, tellSkipped } from '../sandboxes.ts';
import { attack, type Attacked, narrow, watched } from './attack.ts';
import { type HostileCase, hostileCases, verdictNames } from './case.ts';
import { Host } from './host.ts';
import { filesOf, processesOf } from './left.ts';

const cases = hostileCases();
tellSkipped(`${cases.length} hostile answers`);

/** As `Attacked`, with what the kernel still knew of the attacker's user right after it. */
type Aftermath = Attacked & { readonly processes: number; readonly files: number };

/** What its like can't do at all, or can't be kept from doing, where machines are only users: nothing is won by it. */
const ofNamespaces = /^(?:closed-root|forge-exit-codes|full-pipe-of-ranks)$/;
/** For an engine's part that needs no engine: attacks on what keeps machines apart where they are only users. */
const ofUsers =
  /^(?:honest-.*|read-.*|forge-(?!exit).*|daemon|fork-bomb|kill-.*|trace-.*|proc-.*|setuid|foreign-.*|startup-.*|disk-names|memory-many|overwrite-.*|keys|deaf|stopped|link-.*|rename-race)$/;
const root = process.getuid?.() === 0;
const bwrap = obstacles.some(({ name, obstacle }) => name === 'bwrap' && obstacle === null);

type Subject = readonly [string, boolean, readonly HostileCase[], (user: number) => Sandbox];
const subjects: readonly Subject[] = [
  ['bwrap', bwrap, cases, (user) => bwrapSandbox(rootFolder(), () => user)],
  [
    'docker',
    obstacles.some(({ name, obstacle }) => name === 'docker' && obstacle === null),
    cases.filter(({ name }) => !ofNamespaces.test(name)),
    () => backends.docker.open(),
  ],
  [
    'a container without an engine',
    bwrap && root,
    cases.filter(({ name }) => ofUsers.test(name)),
    () => contained(rootFolder()),
  ],
];

describe.for(subjects)('hostile answers on %s', ([name, usable, chosen, open]) => {
  describe.skipIf(!usable)('one by one', () => {
    let host: Host;
    const aftermaths = new Map<string, Aftermath>();

    beforeAll(async () => {
      host = await Host.open();
      const slots = new Slots(availableParallelism() + 1);
      await Promise.all(
        chosen.map((each, i) =>
          slots.run(
            1,
            async () => void aftermaths.set(each.name, await assault(open, each, 310_000 + i, host)),
          ),
        ),
      );
    }, 300_000);

    afterAll(async () => {
      const all = [...aftermaths.values()];
      const count = (what: (each: Aftermath) => number) => all.reduce((sum, each) => sum + what(each), 0);
      process.stderr.write(
        `${all.length} hostile answers on ${name}: ${count(({ verdicts }) => (verdicts ? 0 : 1))} unscored, ` +
          `${count(forged)} verdicts forged, ${host.connections} connections to the host, ` +
          `${count(({ processes }) => processes)} processes and ${count(({ files }) => files)} files left\n`,
      );
      await host[Symbol.asyncDispose]();
    });

    it.each(chosen.map((each) => [each.name, each] as const))('%s', (_, { name: id, fails }) => {
      const found = aftermaths.get(id);
      expect(found?.trouble).toBe('');
      const verdicts = found?.verdicts ?? {};
      expect(Object.keys(verdicts).sort()).toEqual([...verdictNames].sort());
      const failed = verdictNames.filter((each) => verdicts[each]?.pass !== true);
      expect(failed.sort(), JSON.stringify(verdicts, null, 1)).toEqual([...fails].sort());
      expect(found?.processes).toBe(0);
      expect(found?.files).toBe(0);
      expect(found?.seconds).toBeLessThan(narrow.wall);
    });

    it('reach nothing of the host, and leave nothing on it', () => {
      expect(host.connections).toBe(0);
      expect(host.changed).toBe(false);
      expect(host.stagesLeft).toEqual([]);
    });

    it.each(watched.filter((id) => chosen.some((each) => each.name === id)))(
      'stop an attack for what it holds: %s',
      (id) => {
        const evidence = aftermaths.get(id)?.verdicts?.['ended']?.evidence;
        expect(evidence).toMatch(/(?:took [\d.]+ GiB|held \d+ files|made \d+ files).* and was stopped/);
      },
    );
  });
});

/** Verdicts that say what only the attacker would, or that the probe doesn't know. */
function forged({ verdicts }: Aftermath): number {
  const known: readonly string[] = verdictNames;
  return Object.entries(verdicts ?? {}).filter(
    ([name, { evidence }]) => !known.includes(name) || evidence === 'forged',
  ).length;
}

async function assault(
  open: (user: number) => Sandbox,
  hostile: HostileCase,
  user: number,
  host: Host,
): Promise<Aftermath> {
  const attacked = await attack(open(user), hostile, host);
  return { ...attacked, processes: processesOf(user).length, files: filesOf(user).length };
}
