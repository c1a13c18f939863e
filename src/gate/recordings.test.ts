import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import type { Row } from '../score/row.ts';
import { labelledRows } from '../validity/labelled-rows.ts';
import { Session } from '../viewer/session.ts';
import { compare } from './compare.ts';
import { selfTest } from './self-test.ts';
import { failingOn, swapIn } from './swap.ts';

/** The gate on two shipped answers to each fixture, which is too little for a PASS. */
const session = new Session(loadProject(path.resolve(import.meta.dirname, '../..')), 'by-hand-2026-11');
const { fixtures } = session.project;

async function rowsOf(variant: string): Promise<Row[]> {
  const cells = fixtures.flatMap(({ id }) => [1, 2].map((repeat) => session.cell(variant, id, repeat)));
  return Promise.all(cells.map(async (cell) => (cell ? (await session.result(cell)).row : undefined))).then(
    (rows) => rows.filter((row) => row !== undefined),
  );
}

let baseline: Row[] = [];
let terse: Row[] = [];
beforeAll(async () => {
  baseline = await rowsOf('machine-learning-engineer');
  terse = await rowsOf('terse');
});

const worseItems = (found: ReturnType<typeof compare>) =>
  found.reasons.flatMap((reason) => (reason.kind === 'item-worse' ? [reason.item] : []));

describe('the recorded answers', () => {
  it('show that the prompt known to be worse is worse, and at what', () => {
    const found = compare(baseline, terse, {}, 1);
    expect(found.verdict).toBe('REGRESS');
    expect(worseItems(found)).toContain('ml-engineering-checklist/testing');
    for (const { difference } of found.items.filter(({ regressed }) => regressed))
      expect(difference).toBeLessThan(0);
  });

  it('are too few to pass the baseline against itself, and it says by how much', () => {
    const found = compare(baseline, baseline, {}, 1);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.reasons).toContainEqual(
      expect.objectContaining({ kind: 'too-few-baseline-repeats', have: 2, need: 3 }),
    );
    // How far the interval is from the margin: out of its reach, or undecided by so much.
    const kinds = found.reasons.map(({ kind }) => kind);
    expect(kinds.some((kind) => kind === 'margin-out-of-reach' || kind === 'undecided')).toBe(true);
  });

  it('have too few repeats to tell the rate of false alarms', () => {
    const told = selfTest(baseline, [], {}, 1);
    expect(told).toMatchObject({ verdict: 'too-few', fixtures: [], falseAlarm: null, needRepeats: 5 });
    expect(told.tooFew.length).toBeGreaterThan(0);
    for (const { repeats } of told.tooFew) expect(repeats).toBeLessThan(5);
  });
});

describe('the labelled answers', () => {
  const collection = 'labelled';
  const labelled = fixtures.flatMap((fixture) => labelledRows(fixture, collection));
  const item = 'ml-engineering-checklist/security';

  /** Recordings of a baseline that answers rightly: the right labelled answers of each fixture, four times over. */
  const right = [...Map.groupBy(labelled, ({ fixture }) => fixture).values()].flatMap((rows) => {
    const chosen = rows.filter(({ variant }) => /reference|alternative/.test(variant)).slice(0, 2);
    return [0, 1].flatMap((turn) =>
      chosen.map((row, i) => ({ ...row, variant: 'right', repeat: 2 * turn + i + 1 })),
    );
  });

  it('that fail security, swapped in on every answer, are worse on it by name', () => {
    const found = compare(right, swapIn(right, failingOn(labelled, [item]), 1, 1), {}, 1);
    expect(found.items.find(({ id }) => id === item)?.fixtures).toBeGreaterThanOrEqual(3);
    expect(found.verdict).toBe('REGRESS');
    expect(worseItems(found)).toContain(item);
  });

  it('that are right, swapped in, are worse on nothing', () => {
    expect(worseItems(compare(right, swapIn(right, right, 1, 1), {}, 1))).toEqual([]);
  });
});
