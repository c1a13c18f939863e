import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadProject } from '../project.ts';
import type { Row } from '../score/row.ts';
import { labelledRows } from '../validity/labelled-rows.ts';
import { Session } from '../viewer/session.ts';
import { compare } from './compare.ts';
import { selfTest } from './self-test.ts';
import { failingOn, swapIn } from './swap.ts';

/** The gate on the answers that are shipped: six fixtures, two answers each, which is too little for a PASS. */
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
    expect(found.reasons.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['too-few-fixtures', 'too-few-baseline-repeats', 'margin-out-of-reach']),
    );
  });

  it('have too few repeats to tell the rate of false alarms', () => {
    const told = selfTest(baseline, [], {}, 1);
    expect(told).toMatchObject({ verdict: 'too-few', fixtures: [], falseAlarm: null, needRepeats: 5 });
    expect(told.tooFew).toHaveLength(fixtures.length);
  });

  it('with the security items answered wrong, are worse on those items', () => {
    const items = [
      ...new Set(fixtures.flatMap(({ checks }) => checks.flatMap((check) => check.items))),
    ].filter((item) => item.includes('security'));
    const wrong = fixtures
      .flatMap((fixture) => labelledRows(fixture, baseline[0]?.collection ?? ''))
      .filter((row) => failingOn([row], items).length > 0);
    const spanned = (item: string) =>
      new Set(
        fixtures.flatMap(({ id, checks }) =>
          checks.some((check) => check.items.includes(item)) ? [id] : [],
        ),
      ).size;
    const found = compare(baseline, swapIn(baseline, wrong, 1, 1), {}, 1);
    expect(found.verdict).toBe('REGRESS');
    const named = worseItems(found).filter((item) => items.includes(item));
    expect(named).toContain('ml-engineering-checklist/security');
    for (const item of named) expect(spanned(item)).toBeGreaterThanOrEqual(3);
  });
});
