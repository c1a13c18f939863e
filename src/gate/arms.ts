import { itemScore } from '../score/summary.ts';
import { weightedShare } from '../score/score.ts';
import type { Row } from '../score/row.ts';
import type { ArmName, LeftOut, Reason } from './reason.ts';
import type { Answers, Pair, Suite } from './suite.ts';

type Arms = Readonly<Record<ArmName, readonly Row[]>>;

/** What two arms have in common, what took no part, and the rows that did. */
export type Matched = {
  readonly suite: Suite;
  readonly leftOut: readonly LeftOut[];
  /** Scored rows of the fixtures compared, by fixture. */
  readonly rows: ReadonlyMap<string, Arms>;
};

const armNames = ['base', 'candidate'] as const;

/** Why arms can't be compared at all. */
export function unsound(arms: Arms): Reason[] {
  const all = [...arms.base, ...arms.candidate];
  return [
    ...armNames.flatMap((arm) => mixed('variant', arms[arm])),
    ...mixed('collection', all),
    ...armNames.flatMap((arm) => duplicates(arm, arms[arm])),
    ...armNames.flatMap((arm) => (arms[arm].some(isScored) ? [] : [{ kind: 'no-answers', arm } as const])),
  ];
}

function mixed(what: 'variant' | 'collection', rows: readonly Row[]): Reason[] {
  const values = [...new Set(rows.map((row) => row[what]))].sort();
  return values.length > 1 ? [{ kind: 'mixed', what, values }] : [];
}

function duplicates(arm: ArmName, rows: readonly Row[]): Reason[] {
  const seen = new Set<string>();
  for (const { fixture, repeat } of rows) {
    const cell = `${fixture} ${repeat}`;
    if (seen.has(cell)) return [{ kind: 'duplicate-cell', arm, fixture, repeat }];
    seen.add(cell);
  }
  return [];
}

/**
 * Whether an answer takes part. One with an unscored check doesn't: its score would be over other checks than that of
 * the answers it is compared with, and where running it failed these are the easier or the harder ones.
 */
export function isScored({ checks }: Row): boolean {
  return checks.length > 0 && checks.every(({ verdict }) => verdict !== 'unscored');
}

/**
 * Matches the arms by fixture. A fixture takes part if both arms have scored answers to it under the same checks;
 * the candidate's count up to the plan's last round.
 */
export function match(arms: Arms, rounds: number): Matched {
  const byFixture = {
    base: Map.groupBy(arms.base, ({ fixture }) => fixture),
    candidate: Map.groupBy(arms.candidate, ({ fixture }) => fixture),
  };
  const ids = [...new Set([...byFixture.base.keys(), ...byFixture.candidate.keys()])].sort();
  const leftOut: LeftOut[] = [];
  const rows = new Map<string, Arms>();
  let beyond = 0;
  for (const id of ids) {
    const base = byFixture.base.get(id) ?? [];
    const planned = (byFixture.candidate.get(id) ?? []).filter(({ repeat }) => repeat <= rounds);
    beyond += (byFixture.candidate.get(id)?.length ?? 0) - planned.length;
    const scored = { base: inOrder(base), candidate: inOrder(planned) };
    const why = reasonAgainst(id, { base, candidate: planned }, scored);
    if (why) leftOut.push(why);
    else rows.set(id, scored);
  }
  if (beyond > 0) leftOut.push({ kind: 'beyond-plan', answers: beyond, rounds });
  return { suite: suiteOf(rows), leftOut, rows };
}

const inOrder = (rows: readonly Row[]) => rows.filter(isScored).sort((a, b) => a.repeat - b.repeat);

function reasonAgainst(fixture: string, given: Arms, scored: Arms): LeftOut | null {
  for (const arm of armNames)
    if (given[arm].length === 0)
      return { kind: 'one-arm', fixture, arm: arm === 'base' ? 'candidate' : 'base' };
  for (const arm of armNames) if (scored[arm].length === 0) return { kind: 'unscored-fixture', fixture, arm };
  const forms = new Set([...scored.base, ...scored.candidate].map(formOf));
  return forms.size > 1 ? { kind: 'checks-differ', fixture } : null;
}

/** What must be the same for two answers to be graded alike. */
function formOf({ checks }: Row): string {
  return JSON.stringify(
    checks.map(({ id, items, weight, must }) => [id, [...items].sort(), weight, must]).sort(),
  );
}

function suiteOf(rows: ReadonlyMap<string, Arms>): Suite {
  const itemsIn = ({ base }: Arms) =>
    [...new Set((base[0]?.checks ?? []).flatMap(({ items }) => items))].sort();
  const items = [...new Set([...rows.values()].flatMap(itemsIn))].sort();
  const placeOf = new Map(items.map((item, place) => [item, place] as const));
  const pairs = [...rows].map(([id, arms]): Pair => {
    const own = itemsIn(arms);
    return {
      id,
      items: own.map((item) => placeOf.get(item) ?? 0),
      base: answersOf(arms.base, own),
      candidate: answersOf(arms.candidate, own),
    };
  });
  return { items, pairs };
}

/**
 * A score here is the weighted share of checks passed. A broken invariant does not make it 0, as it does in a cell's
 * score: invariants have a rule of their own, and a mean should not be decided by them a second time.
 */
function answersOf(rows: readonly Row[], items: readonly string[]): Answers {
  return {
    scores: Float64Array.from(rows, ({ checks }) => weightedShare(checks) ?? Number.NaN),
    items: Float64Array.from(rows.flatMap((row) => items.map((item) => itemScore(row, item) ?? Number.NaN))),
    rounds: Int32Array.from(rows, ({ repeat }) => repeat),
  };
}
