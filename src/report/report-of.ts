import type { Arm } from '../arm/arm.ts';
import type { Decision } from '../arm/decide.ts';
import type { GradedAnswer } from '../arm/grade.ts';
import type { GateReport, Outcome, Side, Verification } from './gate-report.ts';

type Sides = {
  readonly base: Arm;
  readonly candidate: Arm;
  readonly collection: string;
  readonly judge: string | null;
};

/** Puts together what all reports of a gate run are written from. */
export function reportOf(
  { base, candidate, collection, judge }: Sides,
  outcome: Outcome,
  decision: Decision | null,
  price: string | null,
  verification: Verification,
): GateReport {
  const pairing = decision?.pairing;
  return {
    schema: 1,
    outcome,
    base: sideOf(base, decision?.graded.base ?? []),
    candidate: sideOf(candidate, decision?.graded.candidate ?? []),
    collection,
    judge,
    comparison: decision?.comparison ?? null,
    notCompared: [...(pairing?.notCompared ?? [])],
    regraded: [...(pairing?.regraded ?? [])],
    unscored: causesIn([...(decision?.graded.base ?? []), ...(decision?.graded.candidate ?? [])]),
    wanting: pairing?.wanting.map(({ fixture, repeat, why }) => ({ fixture: fixture.id, repeat, why })) ?? [],
    price,
    verification,
  };
}

function causesIn(answers: readonly GradedAnswer[]): GateReport['unscored'] {
  const causes = answers.flatMap(({ row }) =>
    row.checks.flatMap(({ verdict, reason }) => (verdict === 'unscored' ? [reason] : [])),
  );
  return [...Map.groupBy(causes, (why) => why)].map(([why, all]) => ({ why, verdicts: all.length }));
}

function sideOf({ label, variant, file }: Arm, answers: readonly GradedAnswer[]): Side {
  const distinct = (values: readonly (string | null)[]) =>
    [...new Set(values.filter((value) => value !== null))].sort();
  return {
    label,
    origin: variant.origin,
    file,
    models: distinct(answers.map(({ row }) => row.model)),
    taken: distinct(answers.map(({ row }) => row.taken)),
  };
}
