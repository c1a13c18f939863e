import type { Row } from '../score/row.ts';
import type { InvariantBreach } from './comparison.ts';
import type { LeftOut } from './reason.ts';

type Arms = { readonly base: readonly Row[]; readonly candidate: readonly Row[] };
type Check = Row['checks'][number];

/**
 * Hard invariants: `must` checks that the baseline never failed. They stand outside the statistics: two failures break
 * one, one failure asks for more answers, and enough without another clear it.
 * @param confirmations answers without failure that clear one
 */
export function breachesIn(
  rows: ReadonlyMap<string, Arms>,
  confirmations: number,
): { breaches: InvariantBreach[]; notInvariant: LeftOut[] } {
  const breaches: InvariantBreach[] = [];
  const notInvariant: LeftOut[] = [];
  for (const [fixture, { base, candidate }] of rows) {
    const invariants = (base[0]?.checks ?? []).filter(({ must }) => must);
    for (const { id: check } of invariants) {
      const before = outcomesOf(base, check);
      const after = outcomesOf(candidate, check);
      const earlier = before.filter(isFailure).length;
      const failed = after.filter(isFailure);
      if (earlier > 0) notInvariant.push({ kind: 'not-invariant', fixture, check, failures: earlier });
      // A check that the baseline was never scored on has not been shown to hold.
      if (earlier > 0 || failed.length === 0 || before.length === 0) continue;
      breaches.push({
        fixture,
        check,
        answers: after.length,
        failures: failed.length,
        baseAnswers: before.length,
        state: failed.length > 1 ? 'broken' : after.length > confirmations ? 'unrepeated' : 'unconfirmed',
        examples: failed.map(({ repeat, found }) => ({
          repeat,
          reason: found.reason,
          evidence: found.evidence,
        })),
      });
    }
  }
  return { breaches, notInvariant };
}

function outcomesOf(rows: readonly Row[], id: string): { repeat: number; found: Check }[] {
  return rows.flatMap(({ repeat, checks }) => {
    const found = checks.find((check) => check.id === id && check.verdict !== 'unscored');
    return found ? [{ repeat, found }] : [];
  });
}

const isFailure = ({ found }: { found: Check }) => found.verdict === 'fail';
