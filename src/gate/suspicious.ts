import type { Row } from '../score/row.ts';
import { falseDiscovery, fisherFewer } from '../statistics/fisher.ts';
import type { SuspiciousCheck } from './comparison.ts';

type Arms = { readonly base: readonly Row[]; readonly candidate: readonly Row[] };

/** Uncorrected, since the list is for reading; its q-values say how much of it to believe. */
const listedBelow = 0.05;

/** Single checks that fail more often than before, the least likely by chance first. */
export function suspiciousIn(rows: ReadonlyMap<string, Arms>): SuspiciousCheck[] {
  const compared = [...rows].flatMap(([fixture, { base, candidate }]) =>
    (base[0]?.checks ?? []).map(({ id, items }) => {
      const before = tally(base, id);
      const after = tally(candidate, id);
      return { fixture, check: id, items, base: before, candidate: after, p: fisherFewer(before, after) };
    }),
  );
  const q = falseDiscovery(compared.map(({ p }) => p));
  return compared
    .map((check, i) => ({ ...check, q: q[i] ?? 1 }))
    .filter(({ p }) => p <= listedBelow)
    .sort((a, b) => a.p - b.p);
}

function tally(rows: readonly Row[], id: string): { passes: number; answers: number } {
  let passes = 0;
  let answers = 0;
  for (const { checks } of rows) {
    const verdict = checks.find((check) => check.id === id)?.verdict ?? 'unscored';
    if (verdict === 'unscored') continue;
    answers += 1;
    if (verdict === 'pass') passes += 1;
  }
  return { passes, answers };
}
