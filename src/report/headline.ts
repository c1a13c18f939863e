import type { Agreement } from '../gate/agreement.ts';
import type { GateReport, Outcome, Verification } from './gate-report.ts';
import { count, interval, points, size } from './points.ts';
import { reasonText } from './reasons.ts';

/** What each outcome means, for somebody who reads it for the first time. */
export const meanings: Readonly<Record<Outcome, string>> = {
  PASS: 'No worse than the margin allows, and shown to be.',
  REGRESS: 'Worse, and shown to be.',
  INCONCLUSIVE: 'Neither a regression nor its absence is shown.',
  ERROR: 'There is nothing sound to compare.',
  'NEEDS ANSWERS': 'The candidate lacks recorded answers to decide on.',
  UNCHANGED: 'Base and candidate are the same prompt, byte for byte.',
};

/** Why it came out so, a sentence each; the first weighs most. */
export function reasonsOf({ comparison, wanting, price, notCompared }: GateReport): string[] {
  if (comparison) return comparison.reasons.map(reasonText);
  if (wanting.length > 0) {
    const causes = [...Map.groupBy(wanting, ({ why }) => why)];
    return [
      `${count(wanting.length, 'answer')} of the candidate ${wanting.length === 1 ? 'is' : 'are'} wanting (${price ?? 'at a price unknown'}).`,
      ...causes.map(([why, cells]) => `${count(cells.length, 'answer')}: ${why}.`),
    ];
  }
  return notCompared.length > 0 ? ['No fixture can be compared.'] : [];
}

/** Who is compared with whom, on what. */
export function subject({ base, candidate, comparison, collection }: GateReport): string {
  const on = comparison
    ? `, ${count(comparison.n, 'fixture')}, ${comparison.base.answers} and ${comparison.candidate.answers} answers of ${collection}`
    : '';
  return `${candidate.label} against ${base.label}${on}`;
}

const agreements: Readonly<Record<Agreement['verdict'], string>> = {
  moved: 'The recorded answers are NOT like those',
  'no-sign': 'There is no sign that the recorded answers are unlike those',
  'too-few': 'That is too few to tell whether the recorded answers are like those',
  error: 'They can’t be held against the recorded ones',
};

/** Whether recorded answers were held against new ones, and what came of it. */
export function agreementText({
  verdict,
  answers,
  difference,
  interval: bounds,
  p,
  detectable,
}: Agreement): string {
  const taken = `${count(answers.fresh, 'answer')} of the candidate ${answers.fresh === 1 ? 'was' : 'were'} sampled anew.`;
  return `${taken} ${agreements[verdict]}: ${points(difference)} points ${interval(bounds)}, p ${p.toFixed(3)}; a shift of ${size(detectable)} would probably have shown.`;
}

export function verificationText(verification: Verification): string {
  return verification.done
    ? agreementText(verification.agreement)
    : `Recordings come with the change and could be made up; no answer was sampled anew to verify them: ${verification.why}.`;
}

const mostCauses = 3;

/** What a reader has to know about how far the comparison can be trusted. */
export function caveats(report: GateReport): string[] {
  const { outcome, base, candidate, judge, regraded, unscored, verification } = report;
  // Nothing was compared, so nothing else is in doubt.
  if (outcome === 'UNCHANGED') return [verificationText(verification)];
  const differ = (what: string, a: readonly string[], b: readonly string[]) =>
    a.join() === b.join() || a.length === 0 || b.length === 0
      ? []
      : [`${what}: ${a.join(', ')} for the base, ${b.join(', ')} for the candidate.`];
  return [
    verificationText(verification),
    `Both arms are graded by the checks of the working tree, and what they say by ${judge === null ? 'phrases' : `the judge ${judge}`}.`,
    ...unscored
      .slice(0, mostCauses)
      .map(({ why, verdicts }) => `${count(verdicts, 'verdict')} could not be given: ${why}.`),
    ...(regraded.length > 0
      ? [`The base’s own checks of ${regraded.join(', ')} were others; its answers are graded anew.`]
      : []),
    ...differ('Answered by different models', base.models, candidate.models),
    ...differ(
      'Taken on different days, so a drift of the model is in the difference',
      base.taken,
      candidate.taken,
    ),
  ];
}
