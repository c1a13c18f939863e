import { describe } from '../checks/verdict.ts';
import type { Comparison } from '../gate/comparison.ts';
import type { Row } from '../score/row.ts';

export type Rows = { readonly base: readonly Row[]; readonly candidate: readonly Row[] };

/** One answer's verdict, as a reader can look it up. */
export type Quote = { readonly repeat: number; readonly reason: string; readonly evidence: string | null };

/** Something that got worse, with the check that shows it best. */
export type Worse = {
  /** A checklist item, or a check that must hold. */
  readonly what: string;
  readonly item: string | null;
  readonly difference: number | null;
  readonly fixture: string;
  readonly check: string;
  readonly passes: { readonly base: string; readonly candidate: string };
  readonly failed: Quote;
  /** How the base passed; null where it never did. */
  readonly passed: Quote | null;
  /** Shown by the test, rather than only looking so. */
  readonly shown: boolean;
};

/**
 * What got worse, worst first: broken invariants, items that the test shows to be worse, and where there is none of
 * either, the items with the largest drops, which show nothing by themselves.
 * @param most of those that show nothing
 */
export function worseThings({ items, invariants }: Comparison, rows: Rows, most = 5): Worse[] {
  const broken = invariants
    .filter(({ state }) => state !== 'unrepeated')
    .flatMap(({ fixture, check, state }) =>
      toWorse(
        { what: check, item: null, difference: null, shown: state === 'broken' },
        rows,
        (each) => each.fixture === fixture && each.check === check,
      ),
    );
  const byDrop = [...items].sort((a, b) => a.difference - b.difference);
  const shown = byDrop.filter(({ regressed }) => regressed);
  const listed =
    shown.length > 0 ? shown : byDrop.filter(({ difference }) => difference <= -0.05).slice(0, most);
  const worse = listed.flatMap(({ id, difference, regressed }) =>
    toWorse({ what: id, item: id, difference, shown: regressed }, rows, ({ items: served }) =>
      served.includes(id),
    ),
  );
  return [...broken, ...worse];
}

type Tally = { fixture: string; check: string; items: string[]; base: Verdicts; candidate: Verdicts };
type Verdicts = { passes: number; answers: number };

function toWorse(
  head: Pick<Worse, 'what' | 'item' | 'difference' | 'shown'>,
  rows: Rows,
  concerns: (tally: Tally) => boolean,
): Worse[] {
  const share = ({ passes, answers }: Verdicts) => (answers === 0 ? 0 : passes / answers);
  const [worst] = tallies(rows)
    .filter(concerns)
    .filter(({ base, candidate }) => base.answers > 0 && candidate.answers > candidate.passes)
    .sort((a, b) => share(a.candidate) - share(a.base) - share(b.candidate) + share(b.base));
  if (!worst) return [];
  const failed = quote(rows.candidate, worst, 'fail');
  if (!failed) return [];
  const of = ({ passes, answers }: Verdicts) => `${passes} of ${answers}`;
  return [
    {
      ...head,
      fixture: worst.fixture,
      check: worst.check,
      passes: { base: of(worst.base), candidate: of(worst.candidate) },
      failed,
      passed: quote(rows.base, worst, 'pass'),
    },
  ];
}

function quote(rows: readonly Row[], { fixture, check }: Tally, verdict: 'pass' | 'fail'): Quote | null {
  for (const row of rows) {
    const found = row.fixture === fixture && row.checks.find(({ id }) => id === check);
    if (!found || found.verdict !== verdict) continue;
    const [first] = found.evidence;
    return { repeat: row.repeat, reason: found.reason, evidence: first ? describe(first) : null };
  }
  return null;
}

function tallies({ base, candidate }: Rows): Tally[] {
  const all = new Map<string, Tally>();
  for (const [arm, rows] of [
    ['base', base],
    ['candidate', candidate],
  ] as const) {
    for (const { fixture, checks } of rows) {
      for (const { id, items, verdict } of checks) {
        if (verdict === 'unscored') continue;
        const key = `${fixture} ${id}`;
        const none = () => ({ passes: 0, answers: 0 });
        const tally = all.get(key) ?? { fixture, check: id, items, base: none(), candidate: none() };
        all.set(key, tally);
        tally[arm].answers += 1;
        if (verdict === 'pass') tally[arm].passes += 1;
      }
    }
  }
  return [...all.values()];
}
