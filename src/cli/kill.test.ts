import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Results } from '../score/results.ts';
import { Child, until } from '../testing/child.ts';
import { chance } from '../testing/contract/random.ts';
import { ContractServer } from '../testing/contract/server.ts';
import { countRecordings, filesIn, recordingsIn, requestIds } from '../testing/recorded.ts';
import { TinyProject } from '../testing/tiny-project.ts';

const collection = 'sonnet-5-5';
const [repeats, concurrency, kills] = [180, 3, 50];
const cells = 2 * repeats;
const argv = ['eval', '--mode', 'auto', '--yes', '--repeat', `${repeats}`, '--concurrency', `${concurrency}`];
const latencyMs = { first: 15, rest: 5 };

/** What a run came to, without what is of the day. */
function resultsIn(root: string) {
  const { rows } = Results.parse(JSON.parse(readFileSync(path.join(root, 'rows.json'), 'utf8')));
  return rows.map((row) => ({ ...row, taken: null }));
}

async function undisturbed() {
  await using server = await ContractServer.start({ latencyMs });
  using project = new TinyProject();
  const child = new Child(project.root, server.env, [...argv, '--json', 'rows.json']);
  expect(await child.end(), child.err).toBe(0);
  expect(server.service.received).toHaveLength(cells);
  return resultsIn(project.root);
}

/** Kills and starts again, each time with at least one more answer on disk; then lets it come to its end. */
async function killed(seed: number) {
  await using server = await ContractServer.start({ latencyMs });
  using project = new TinyProject();
  const { received } = server.service;
  const lost = new Set<string>();
  for (let kill = 0; kill < kills; kill++) {
    const [before, from] = [countRecordings(project.root, collection), received.length];
    const child = new Child(project.root, server.env, argv);
    await until(
      () => countRecordings(project.root, collection) > before,
      `an answer after kill ${kill}: ${child.err}`,
    );
    await new Promise((resolve) => setTimeout(resolve, chance(seed, kill) * 30));
    child.kill('SIGKILL');
    expect(await child.end()).toBeNull();
    const kept = new Set(requestIds(project.root, collection));
    const inFlight = received.slice(from).filter(({ id }) => !kept.has(id));
    expect(inFlight.length).toBeLessThanOrEqual(concurrency);
    for (const { id } of inFlight) lost.add(id);
  }
  const child = new Child(project.root, server.env, [...argv, '--json', 'rows.json']);
  expect(await child.end(), child.err).toBe(0);
  const recordings = recordingsIn(project.root, collection);
  const ids = requestIds(project.root, collection);
  return {
    requests: received.length,
    lost: lost.size,
    ids: new Set(ids).size,
    keys: new Set(recordings.map(({ key }) => key)).size,
    unaccounted: received.filter(({ id }) => !lost.has(id) && !ids.includes(id)).length,
    leftOver: filesIn(project.root, collection).filter((name) => !name.endsWith('.md')),
    results: resultsIn(project.root),
  };
}

describe('a hundred kills', () => {
  it('lose no answer and pay for none twice but those in flight', async () => {
    const [whole, ...runs] = await Promise.all([undisturbed(), killed(1), killed(2)]);
    for (const { requests, lost, ids, keys, unaccounted, leftOver, results } of runs) {
      expect(keys).toBe(cells);
      expect(ids).toBe(cells);
      expect(requests).toBe(cells + lost);
      expect(unaccounted).toBe(0);
      expect(leftOver).toEqual([]);
      expect(results).toEqual(whole);
    }
  }, 600_000);
});
