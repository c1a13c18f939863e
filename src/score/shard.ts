import { z } from 'zod';
import type { Cell } from '../cell.ts';
import { digest } from '../input/digest.ts';
import type { Sample } from '../sample/replay.ts';
import { Results, resultsOf } from './results.ts';
import type { Row } from './row.ts';

/** The i-th of n parts of a run, counted from 1. */
export const Shard = z.strictObject({
  index: z.number().int().positive(),
  of: z.number().int().positive(),
});
export type Shard = z.infer<typeof Shard>;

/** What a shard writes: its rows, and of which run they are. */
export const Partial = z.strictObject({
  ...Results.shape,
  shard: z.strictObject({
    ...Shard.shape,
    /** Of all cells of the run, so that parts of two runs are never joined. */
    run: z.string(),
    cells: z.number().int().positive(),
  }),
});
export type Partial = z.infer<typeof Partial>;

/**
 * The cells of a shard. All variants of a fixture and repeat stay together: they are sampled next to each other, so
 * that a drift of the model meets all arms alike.
 */
export function shardOf(cells: readonly Cell[], { index, of }: Shard): Cell[] {
  const turns = [...Map.groupBy(cells, turn).keys()];
  const mine = new Set(turns.filter((_, i) => i % of === index - 1));
  return cells.filter((cell) => mine.has(turn(cell)));
}

function turn({ fixture, repeat }: Cell): string {
  return `${fixture.id} ${repeat}`;
}

/** @param samples all cells of the run, not this shard's alone, with the keys of their recordings */
export function partialOf(
  results: Results,
  shard: Shard,
  samples: readonly Pick<Sample, 'planned' | 'key'>[],
): Partial {
  const names = samples.map(({ planned, key }) => `${nameOf(planned)} ${key}`).sort();
  const run = digest([results.collection, results.judge ?? '', ...results.variants, ...names].join('\n'));
  return { ...results, shard: { ...shard, run, cells: samples.length } };
}

/**
 * Joins all parts of one run; the result is what the run would have written without shards.
 * @returns the results, or everything that is wrong with the parts
 */
export function merge(parts: readonly Partial[]): { results: Results } | { wrong: string[] } {
  const [first] = parts;
  if (!first) return { wrong: ['there is nothing to merge'] };
  const { run, of, cells } = first.shard;
  const strangers = parts.filter(
    ({ shard }) => shard.run !== run || shard.of !== of || shard.cells !== cells,
  );
  if (strangers.length > 0) {
    const names = strangers.map(({ shard }) => `${shard.index}/${shard.of}`);
    return { wrong: [`shard ${names.join(', ')} is of another run than ${first.shard.index}/${of}`] };
  }
  const indices = parts.map(({ shard }) => shard.index);
  const all = Array.from({ length: of }, (_, i) => i + 1);
  const rows = parts.flatMap((part) => part.rows);
  const seen = new Set<string>();
  const doubled = rows.map(nameOf).filter((name) => seen.size === seen.add(name).size);
  const wrong = all.flatMap((index) => {
    const times = indices.filter((each) => each === index).length;
    if (times === 1) return [];
    return [`shard ${index}/${of} is ${times === 0 ? 'missing' : `there ${times} times`}`];
  });
  // Behind a shard given twice all of its rows would be named too.
  if (wrong.length === 0) wrong.push(...doubled.map((name) => `${name} is there twice`));
  if (wrong.length === 0 && rows.length !== cells)
    wrong.push(`${rows.length} rows are there, the run has ${cells}`);
  return wrong.length > 0 ? { wrong } : { results: resultsOf(first, rows) };
}

function nameOf({ variant, fixture, repeat }: Pick<Row, 'variant' | 'fixture' | 'repeat'>): string {
  return `${variant} ${fixture} #${repeat}`;
}
