import { meanOf } from './suite.ts';

/** The spread of single answers, fixture by fixture. */
export type Spread = {
  /** Variance of one answer of the baseline, and of the candidate. */
  readonly base: Float64Array;
  readonly candidate: Float64Array;
  /** The same of a candidate that is worse by the margin on every fixture. */
  readonly atMargin: Float64Array;
  /** The candidate's answers are clearly more dispersed than the baseline's, which is then known from few answers. */
  readonly wider: boolean;
};

type Arm = readonly Float64Array[];

/** Answers' worth of the prior that each fixture's rate is drawn to. */
const priorAnswers = 2;
/** Degrees of freedom by which the candidate's dispersion is drawn to the baseline's. */
const priorFreedom = 4;
/** The ratio of dispersions from which the candidate's is called wider. */
const clearlyWider = 1.5;

/**
 * Working variances. One answer per fixture has no variance of its own, so an answer's variance is taken as
 * φ·p·(1 − p): p the fixture's rate, drawn towards the suite's, and φ one dispersion for the whole arm, 1 where
 * answers are all or nothing and less where they are graded.
 *
 * Neither is ever 0, however saturated the suite: the suite's rate is held half a failure (and half a success) away from
 * certainty, and φ is drawn to 1, the largest that scores between 0 and 1 can have, by one answer's worth. That is the
 * floor under every standard error.
 */
export function spreadOf(base: Arm, candidate: Arm, margin: number): Spread {
  const total = base.reduce((sum, scores) => sum + scores.length, 0);
  const passed = base.reduce((sum, scores) => sum + scores.reduce((a, b) => a + b, 0), 0);
  const rate = (passed + 0.5) / (total + 1);
  const baseRates = base.map((scores) => drawn(scores, rate));
  const candidateRates = candidate.map((scores, i) => drawn(scores, baseRates[i] ?? rate));
  const typical = baseRates.reduce((sum, p) => sum + p * (1 - p), 0) / base.length;
  const dispersion = dispersionOf(base, 1, 1, typical);
  const share = shareKept(base, baseRates);
  const freedom = freedomOf(candidate);
  const own =
    freedom > 0
      ? dispersionOf(candidate, dispersion, priorFreedom, typical)
      : dispersionAgainst(candidate, baseRates, dispersion, typical);
  return {
    base: Float64Array.from(baseRates, (p) => share * dispersion * p * (1 - p)),
    candidate: Float64Array.from(candidateRates, (p) => share * own * p * (1 - p)),
    atMargin: Float64Array.from(baseRates, (p) => {
      const lower = Math.max(0, p - margin);
      return share * Math.max(dispersion, own) * lower * (1 - lower);
    }),
    wider: own > clearlyWider * dispersion,
  };
}

function drawn(scores: Float64Array, towards: number): number {
  return (
    (scores.reduce((sum, score) => sum + score, 0) + priorAnswers * towards) / (scores.length + priorAnswers)
  );
}

function freedomOf(arm: Arm): number {
  return arm.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
}

/**
 * φ from the spread within fixtures, by moments: Σs² is φ·Σp(1 − p), and p̂(1 − p̂) falls short of p(1 − p) by the
 * variance of p̂. Drawn to `prior` as if `weight` further answers had shown it.
 */
function dispersionOf(arm: Arm, prior: number, weight: number, typical: number): number {
  let within = 0;
  let possible = 0;
  let fixtures = 0;
  for (const scores of arm) {
    if (scores.length < 2) continue;
    const mean = meanOf(scores);
    const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
    within += squares;
    possible += mean * (1 - mean) + squares / scores.length;
    fixtures += 1;
  }
  const perFixture = fixtures === 0 ? 1 : freedomOf(arm) / fixtures;
  const pseudo = (weight / perFixture) * typical;
  return Math.min(1, (within + prior * pseudo) / (possible + pseudo));
}

/** After one answer per fixture: from its distance to the baseline's rate, which also holds whatever changed. */
function dispersionAgainst(arm: Arm, rates: readonly number[], prior: number, typical: number): number {
  let squares = 0;
  let possible = 0;
  for (const [i, scores] of arm.entries()) {
    const rate = rates[i] ?? 0;
    for (const score of scores) squares += (score - rate) ** 2;
    possible += scores.length * rate * (1 - rate);
  }
  const pseudo = priorFreedom * typical;
  return Math.min(1, (squares + prior * pseudo) / (possible + pseudo));
}

/**
 * Drawing rates together makes p(1 − p) larger on average, since it is concave. This is by how much too large: the
 * unbiased sum over fixtures, with one failure more than was seen, over the sum of the drawn ones. A fixture with one
 * answer has no unbiased one, and tells nothing of it.
 */
function shareKept(base: Arm, drawnRates: readonly number[]): number {
  let unbiased = 0;
  let drawnTogether = 0;
  let answers = 0;
  let fixtures = 0;
  for (const [i, scores] of base.entries()) {
    if (scores.length < 2) continue;
    const mean = meanOf(scores);
    const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
    const rate = drawnRates[i] ?? mean;
    unbiased += mean * (1 - mean) + squares / scores.length;
    drawnTogether += rate * (1 - rate);
    answers += scores.length;
    fixtures += 1;
  }
  return fixtures === 0 ? 1 : Math.min(1, (unbiased + fixtures / answers) / drawnTogether);
}
