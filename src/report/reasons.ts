import type { GateReport } from './gate-report.ts';
import type { LeftOut, Reason } from '../gate/reason.ts';
import { count, points, size, some } from './points.ts';

type Words<T extends { kind: string }> = {
  readonly [K in T['kind']]: (fact: Extract<T, { kind: K }>) => string;
};

const reasons: Words<Reason> = {
  'mean-worse': ({ estimate, upper, withinMargin }) =>
    `The mean score is worse: ${points(estimate)} points, and at best ${points(upper)}${withinMargin ? '; by less than the margin all the same' : ''}.`,
  'item-worse': ({ item, p }) =>
    `${item} is worse (p ${p < 0.001 ? '< .001' : `= ${p.toFixed(3)}`} after correction for all items).`,
  'invariant-broken': ({ fixture, check, failures, answers }) =>
    `${check} of ${fixture} must hold, the baseline never failed it, and the candidate did in ${failures} of ${count(answers, 'answer')}.`,
  'no-worse': ({ lower, margin }) =>
    `The mean score is at worst ${points(lower)} points off, within the margin of ${size(margin)}; no item and no invariant is worse.`,
  undecided: ({ lower, upper, margin, roundsLeft }) =>
    `The difference lies between ${points(lower)} and ${points(upper)} points: neither a drop nor one within the margin of ${size(margin)} is shown, and ${roundsLeft === 0 ? 'the planned rounds are used up' : `${count(roundsLeft, 'planned round')} are left`.replace(/^1 planned round are/, '1 planned round is')}.`,
  'invariant-unconfirmed': ({ fixture, check, answers, need }) =>
    `${check} of ${fixture} must hold and failed once in ${count(answers, 'answer')}; ${count(need, 'more answer')} would tell whether that repeats.`,
  'too-few-fixtures': ({ have, need }) =>
    `${count(have, 'fixture')} can’t carry a PASS, whatever the answers: it takes ${need}.`,
  'too-few-baseline-repeats': ({ fixtures, have, need }) =>
    `The baseline has ${count(have, 'scored answer')} on ${some(fixtures, 3)}; a PASS takes ${need} on every fixture.`,
  'margin-out-of-reach': ({ margin, reachable }) =>
    `Even without any difference, and after every planned round, the interval would be wider than the margin of ${size(margin)} points; ${size(reachable)} is the smallest within reach.`,
  'too-many-unscored': ({ arm, unscored, answers, allowed }) =>
    `${unscored} of ${count(answers, 'answer')} of the ${arm} could not be scored; ${size(allowed)} % are allowed, since what is missing may be what is worse.`,
  'fixtures-without-candidate': ({ fixtures }) => `The candidate has no scored answer on ${some(fixtures)}.`,
  'no-answers': ({ arm }) => `The ${arm} has no answer that could be scored.`,
  mixed: ({ what, values }) => `An arm holds more than one ${what}: ${some(values)}. They are never pooled.`,
  'duplicate-cell': ({ arm, fixture, repeat }) => `The ${arm} has answer ${repeat} to ${fixture} twice.`,
  'nothing-comparable': () => 'No fixture has scored answers of both arms under the same checks.',
  invalid: ({ what }) => `Nothing sound could be computed: ${what}.`,
};

const leftOut: Words<LeftOut> = {
  'one-arm': ({ fixture, arm }) => `${fixture}: only the ${arm} was asked`,
  'checks-differ': ({ fixture }) => `${fixture}: the arms were graded by different checks`,
  'unscored-fixture': ({ fixture, arm }) => `${fixture}: no answer of the ${arm} could be scored`,
  'beyond-plan': ({ answers, rounds }) =>
    `${count(answers, 'answer')} of the candidate, later than the ${rounds} planned rounds`,
  'not-invariant': ({ fixture, check, failures }) =>
    `${fixture}: ${check} counts as an ordinary check, since the baseline failed it ${failures === 1 ? 'once' : `${failures} times`}`,
  'item-untested': ({ item, fixtures, need }) =>
    `${item}: seen on ${count(fixtures, 'fixture')}, a test takes ${need}`,
};

export function reasonText(reason: Reason): string {
  return say(reasons, reason);
}

/** Fixtures that were not compared, those of one cause in one line. */
export function notComparedTexts(all: GateReport['notCompared']): string[] {
  return [...Map.groupBy(all, ({ why }) => why)].map(([why, fixtures]) => {
    const names = fixtures.slice(0, mostNamed).map(({ fixture }) => fixture);
    const more = fixtures.length > mostNamed ? ` and ${fixtures.length - mostNamed} more` : '';
    return `${names.join(', ')}${more}: ${why}`;
  });
}

const mostNamed = 5;

/** A line each; the items that could not be tested share one. */
export function leftOutTexts(facts: readonly LeftOut[]): string[] {
  const untested = facts.filter((fact) => fact.kind === 'item-untested');
  const [first] = untested;
  return [
    ...facts.filter((fact) => fact.kind !== 'item-untested').map((fact) => say(leftOut, fact)),
    ...(untested.length > 1 && first
      ? [
          `${count(untested.length, 'item')} seen on fewer than ${count(first.need, 'fixture')}, too few to test: ${untested.map(({ item }) => item).join(', ')}`,
        ]
      : untested.map((fact) => say(leftOut, fact))),
  ];
}

/** The table has an entry per kind by its type; the lookup alone can't say that entry and fact belong together. */
function say<T extends { kind: string }>(words: Words<T>, fact: T): string {
  const word = words[fact.kind as T['kind']] as (fact: T) => string;
  return word(fact);
}
