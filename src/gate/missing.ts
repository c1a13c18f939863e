import type { Row } from '../score/row.ts';
import { isScored } from './arms.ts';
import type { Policy } from './policy.ts';
import type { LeftOut, Reason } from './reason.ts';

/** What is missing may be what is worse: with too much of it nothing passes. */
export function missingAnswers(
  arms: { readonly base: readonly Row[]; readonly candidate: readonly Row[] },
  leftOut: readonly LeftOut[],
  { unscored: allowed }: Policy,
): Reason[] {
  const unanswered = leftOut.flatMap((each) =>
    (each.kind === 'unscored-fixture' || each.kind === 'one-arm') && each.arm === lacking[each.kind]
      ? [each.fixture]
      : [],
  );
  return [
    ...(['base', 'candidate'] as const).flatMap((arm): Reason[] => {
      const answers = arms[arm].length;
      const unscored = arms[arm].filter((row) => !isScored(row)).length;
      return unscored > allowed * answers
        ? [{ kind: 'too-many-unscored', arm, unscored, answers, allowed }]
        : [];
    }),
    ...(unanswered.length > 0 ? [{ kind: 'fixtures-without-candidate', fixtures: unanswered } as const] : []),
  ];
}

/** Which arm either finding names where it is the candidate that has nothing. */
const lacking = { 'unscored-fixture': 'candidate', 'one-arm': 'base' } as const;
