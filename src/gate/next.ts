import type { Comparison } from './comparison.ts';

/** What to do after a comparison where answers can be taken. */
export type Next =
  | { readonly kind: 'stop' }
  /** One answer of the candidate for every fixture compared. */
  | { readonly kind: 'round'; readonly round: number }
  /** Further answers of the candidate for a fixture whose invariant failed once. */
  | {
      readonly kind: 'confirm';
      readonly cells: readonly { readonly fixture: string; readonly answers: number }[];
    };

/**
 * Invariants are settled first, since one that is broken ends it for few answers; then rounds, until decided or the
 * plan is used up. Stopping earlier, as for a budget, keeps every error rate: it is then inconclusive.
 */
export function nextStep({ verdict, reasons, policy }: Comparison): Next {
  if (verdict !== 'INCONCLUSIVE') return { kind: 'stop' };
  const cells = new Map<string, number>();
  for (const reason of reasons) {
    if (reason.kind === 'invariant-unconfirmed')
      cells.set(reason.fixture, Math.max(reason.need, cells.get(reason.fixture) ?? 0));
  }
  if (cells.size > 0)
    return { kind: 'confirm', cells: [...cells].map(([fixture, answers]) => ({ fixture, answers })) };
  const undecided = reasons.find(({ kind }) => kind === 'undecided');
  return undecided?.kind === 'undecided' && undecided.roundsLeft > 0
    ? { kind: 'round', round: policy.rounds - undecided.roundsLeft + 1 }
    : { kind: 'stop' };
}
