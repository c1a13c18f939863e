import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cell, cellsOf } from '../cell.ts';
import { loadProject } from '../project.ts';
import { replay } from '../sample/replay.ts';
import { Session } from '../viewer/session.ts';
import { loadDefaults } from '../viewer/config.ts';
import { type Results, resultsOf } from './results.ts';
import { merge, Partial, partialOf, shardOf } from './shard.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
let cells: Cell[] = [];
let whole: Results;
let parts: (of: number) => Promise<Partial[]>;

beforeAll(async () => {
  const { collection, variants, repeats } = loadDefaults(root);
  const session = new Session(loadProject(root), collection);
  const arms = variants.flatMap((id) => session.project.variants.get(id) ?? []);
  cells = cellsOf(arms, session.project.fixtures, repeats);
  const samples = cells.map((cell) => replay(cell, session.collection, session.store));
  const run = async (some: readonly Cell[]) =>
    resultsOf(
      { collection, judge: session.judge?.model ?? null, variants },
      await Promise.all(some.map(async (cell) => (await session.result(cell)).row)),
    );
  whole = await run(cells);
  parts = (of) =>
    Promise.all(
      Array.from({ length: of }, async (_, i) => {
        const shard = { index: i + 1, of };
        const partial = partialOf(await run(shardOf(cells, shard)), shard, samples);
        return Partial.parse(JSON.parse(JSON.stringify(partial)));
      }),
    );
}, 60_000);

describe('shards of the shipped recordings', () => {
  it.each([1, 2, 3, 4])('%i of them merged are the unsharded run, row for row', async (of) => {
    expect(merge((await parts(of)).reverse())).toEqual({ results: whole });
  });

  it('never share a cell, and keep the variants of a task together', () => {
    const shards = [1, 2, 3, 4].map((index) => shardOf(cells, { index, of: 4 }));
    expect(shards.flat()).toHaveLength(cells.length);
    for (const shard of shards) {
      const turns = Map.groupBy(shard, ({ fixture, repeat }) => `${fixture.id} ${repeat}`);
      expect([...turns.values()].map((turn) => turn.length)).toEqual(Array(turns.size).fill(4));
    }
  });
});

describe('merge refuses', () => {
  it('nothing', () => expect(merge([])).toEqual({ wrong: ['there is nothing to merge'] }));

  it('a missing shard', async () => {
    const [one, , three] = await parts(3);
    expect(merge([one, three] as Partial[])).toEqual({ wrong: ['shard 2/3 is missing'] });
  });

  it('a shard given twice', async () => {
    const [one, two] = await parts(2);
    expect(merge([one, two, two] as Partial[])).toEqual({ wrong: ['shard 2/2 is there 2 times'] });
  });

  it('a row that two shards have', async () => {
    const [one, two] = (await parts(2)) as [Partial, Partial];
    const [row] = one.rows as [Partial['rows'][number]];
    const doubled = { ...two, rows: [...two.rows, row] };
    expect(merge([one, doubled])).toEqual({
      wrong: [`${row.variant} ${row.fixture} #${row.repeat} is there twice`],
    });
  });

  it('a row that no shard has', async () => {
    const [one, two] = (await parts(2)) as [Partial, Partial];
    const all = one.rows.length + two.rows.length;
    expect(merge([one, { ...two, rows: two.rows.slice(1) }])).toEqual({
      wrong: [`${all - 1} rows are there, the run has ${all}`],
    });
  });

  it('shards of two runs', async () => {
    const [one, two] = (await parts(2)) as [Partial, Partial];
    const other = { ...two, shard: { ...two.shard, run: 'another' } };
    expect(merge([one, other])).toEqual({ wrong: ['shard 2/2 is of another run than 1/2'] });
  });
});
