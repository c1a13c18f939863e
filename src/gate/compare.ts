import type { Row } from '../score/row.ts';
import { isScored, match, type Matched, unsound } from './arms.ts';
import { Comparison } from './comparison.ts';
import { decide } from './decide.ts';
import { describeDecision } from './describe.ts';
import { breachesIn } from './invariants.ts';
import { missingAnswers } from './missing.ts';
import { defaultPolicy, Policy, type PolicyInput } from './policy.ts';
import type { LeftOut, Reason } from './reason.ts';
import { scheduleOf } from './schedule.ts';
import { suspiciousIn } from './suspicious.ts';

type Arms = { readonly base: readonly Row[]; readonly candidate: readonly Row[] };

/**
 * Compares two arms of rows and never throws: what is unsound ends in ERROR, what is not shown in INCONCLUSIVE. The
 * verdict is read off the last look; earlier ones are in the path, and the error rates hold however many there were.
 * @param base rows of the baseline: one variant, one collection
 * @param candidate rows of the candidate: one variant, the same collection
 * @param seed of the relabellings; the same rows, policy and seed give the same comparison
 * @param dollarsPerAnswer what one further answer costs, grading included; null where it isn't known
 */
export function compare(
  base: readonly Row[],
  candidate: readonly Row[],
  policy: PolicyInput,
  seed: number,
  dollarsPerAnswer: number | null = null,
): Comparison {
  const arms = { base, candidate };
  const parsed = Policy.safeParse(policy);
  if (!parsed.success)
    return failed(arms, [{ kind: 'invalid', what: parsed.error.message }], [], defaultPolicy, seed);
  try {
    const compared = compareSound(arms, parsed.data, seed, dollarsPerAnswer);
    // Numbers that came to nothing must not read as a verdict.
    const checked = Comparison.safeParse(compared);
    return checked.success
      ? compared
      : failed(arms, [{ kind: 'invalid', what: checked.error.message }], [], parsed.data, seed);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return failed(arms, [{ kind: 'invalid', what }], [], parsed.data, seed);
  }
}

function compareSound(arms: Arms, policy: Policy, seed: number, dollars: number | null): Comparison {
  const problems = unsound(arms);
  if (problems.length > 0) return failed(arms, problems, [], policy, seed);
  const matched = match(arms, policy.rounds);
  const schedule = scheduleOf(matched.suite, policy);
  const last = schedule.stations.at(-1);
  if (matched.suite.pairs.length === 0 || !last)
    return failed(arms, [{ kind: 'nothing-comparable' }], matched.leftOut, policy, seed);
  const { breaches, notInvariant } = breachesIn(matched.rows, policy.confirmations);
  const obstacles = missingAnswers(arms, matched.leftOut, policy);
  const decision = decide(matched.suite, schedule, last, policy, seed, {
    breaches,
    obstacles,
    hurried: false,
  });
  return {
    ...frame(arms, policy, seed),
    verdict: decision.verdict,
    reasons: [...decision.reasons],
    n: matched.suite.pairs.length,
    ...describeDecision(matched.suite, schedule, last, decision, policy, dollars),
    suspicious: suspiciousIn(matched.rows),
    invariants: breaches,
    leftOut: [...matched.leftOut, ...notInvariant, ...untested(matched, decision.items, policy)],
  };
}

function untested({ suite }: Matched, tests: readonly { item: number }[], { minimum }: Policy): LeftOut[] {
  const tested = new Set(tests.map(({ item }) => item));
  return suite.items.flatMap((item, place): LeftOut[] => {
    const fixtures = suite.pairs.filter(({ items }) => items.includes(place)).length;
    return tested.has(place) ? [] : [{ kind: 'item-untested', item, fixtures, need: minimum.itemFixtures }];
  });
}

/** What every comparison has, whatever came of it. */
function frame({ base, candidate }: Arms, policy: Policy, seed: number) {
  const arm = (rows: readonly Row[]) => ({
    variant: rows[0]?.variant ?? '',
    answers: rows.length,
    unscored: rows.filter((row) => !isScored(row)).length,
  });
  return { schema: 1, base: arm(base), candidate: arm(candidate), policy, seed } as const;
}

function failed(
  arms: Arms,
  reasons: Reason[],
  leftOut: readonly LeftOut[],
  policy: Policy,
  seed: number,
): Comparison {
  return {
    ...frame(arms, policy, seed),
    verdict: 'ERROR',
    reasons,
    n: 0,
    mean: null,
    items: [],
    itemTest: { level: 0, tested: 0, permutations: 0 },
    fixtures: [],
    suspicious: [],
    invariants: [],
    path: [],
    leftOut: [...leftOut],
    settle: null,
  };
}
