import { type Row, scoredRow, unscoredRow } from '../score/row.ts';
import { Random } from '../statistics/random.ts';

type Check = Row['checks'][number];

/** Cells of made-up answers whose checks pass at given rates, for tests of what is computed from rows. */
export type RowsSpec = {
  readonly variant: string;
  readonly fixtures: number;
  readonly repeats: number;
  /** How often a check of a fixture passes: 0 … 1. */
  readonly rate: (fixture: number, check: number) => number;
  readonly checks?: number;
  /** The item that a check serves. */
  readonly item?: (fixture: number, check: number) => string;
  /** The check that is a hard invariant; none by default. */
  readonly must?: number;
  readonly seed?: number;
};

export function rowsOf({
  variant,
  fixtures,
  repeats,
  rate,
  checks = 8,
  item = (fixture, check) => `item ${(fixture + check) % 10}`,
  must = -1,
  seed = 1,
}: RowsSpec): Row[] {
  const random = new Random(seed);
  return Array.from({ length: fixtures }, (_, f) =>
    Array.from({ length: repeats }, (__, r) =>
      rowOf(
        variant,
        `f/${f}`,
        r + 1,
        Array.from({ length: checks }, (___, c) =>
          checkOf(`check ${c}`, random.uniform() < rate(f, c) ? 'pass' : 'fail', [item(f, c)], 1, c === must),
        ),
      ),
    ),
  ).flat();
}

export function rowOf(variant: string, fixture: string, repeat: number, checks: readonly Check[]): Row {
  const identity = { variant, fixture, repeat, collection: 'c', key: '' };
  const graded = checks.map((check) => ({ ...check, asks: '', grader: 'says' as const }));
  return scoredRow(identity, { source: 'import', model: null, taken: null }, graded);
}

export function lostRow(variant: string, fixture: string, repeat: number): Row {
  const identity = { variant, fixture, repeat, collection: 'c', key: '' };
  return unscoredRow(identity, { status: 'missing', file: null, why: 'none' });
}

export function checkOf(
  id: string,
  verdict: Check['verdict'],
  items: string[] = ['a/b'],
  weight = 1,
  must = false,
): Check {
  return { id, items, grader: 'says', weight, must, verdict, reason: `${id} ${verdict}`, evidence: [] };
}
