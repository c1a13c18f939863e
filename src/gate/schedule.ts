import { boundariesOf } from '../statistics/boundaries.ts';
import { normalTail } from '../statistics/normal.ts';
import { studentOfNormal } from '../statistics/student.ts';
import type { Policy } from './policy.ts';
import { countUpTo, type Pair, type Suite } from './suite.ts';

/** The boundaries at one look: how many standard errors each claim takes. */
export type Boundary = {
  readonly regress: number;
  readonly pass: number;
  /** The same where the candidate's own dispersion is what counts, of which less is known. */
  readonly passWider: number;
  /** The corrected p-value at or below which an item is worse. */
  readonly items: number;
};

/** One look, after a round of candidate answers. */
export type Station = {
  readonly round: number;
  /** The share of the plan's information: the inverse of the variance, by numbers of answers alone. */
  readonly information: number;
  readonly boundary: Boundary;
};

/** Looks that there were, the boundary that the plan ends with, and the rounds that it has left. */
export type Schedule = {
  readonly stations: readonly Station[];
  readonly end: Boundary;
  readonly roundsLeft: number;
};

/**
 * The gate looks after each round in which answers came in, from the first that leaves no fixture without one.
 * Information must not depend on what answers say, so it goes by their numbers.
 */
export function scheduleOf({ pairs }: Suite, policy: Pick<Policy, 'alpha' | 'rounds'>): Schedule {
  const { rounds } = policy;
  const planned = meanOver(pairs, ({ base }) => 1 / rounds + 1 / base.scores.length);
  const complete = Math.min(rounds, ...pairs.map(({ candidate }) => candidate.rounds.at(-1) ?? 0));
  const last = Math.min(rounds, Math.max(0, ...pairs.map(({ candidate }) => candidate.rounds.at(-1) ?? 0)));
  const looks: { round: number; information: number }[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    // Rounds to come bring one more answer to each fixture.
    const counts = pairs.map(
      ({ candidate }) => countUpTo(candidate, round) + Math.max(0, round - Math.max(last, 1)),
    );
    if (counts.includes(0)) continue;
    const information =
      planned / meanOver(pairs, ({ base }, i) => 1 / (counts[i] ?? 1) + 1 / base.scores.length);
    if (information > (looks.at(-1)?.information ?? 0) + 1e-9) looks.push({ round, information });
  }
  const boundaries = boundariesFor(
    looks.map(({ information }) => information),
    pairs,
    policy,
  );
  const stations = looks.flatMap((look, i) => {
    const boundary = boundaries[i];
    return boundary && look.round <= last ? [{ ...look, boundary }] : [];
  });
  const end = boundaries.at(-1) ?? { regress: Infinity, pass: Infinity, passWider: Infinity, items: 0 };
  return { stations, end, roundsLeft: rounds - complete };
}

function meanOver(pairs: readonly Pair[], value: (pair: Pair, i: number) => number): number {
  return pairs.reduce((sum, pair, i) => sum + value(pair, i), 0) / pairs.length;
}

/**
 * For few answers boundaries are carried over to Student's t by their p-values (after Jennison and Turnbull): REGRESS
 * with one degree of freedom less than there are fixtures; PASS with those of the baseline's variance, since its error
 * already is the larger one of a worse candidate, unless the candidate's dispersion is the larger. Items have the p-values themselves: a permutation needs no t.
 */
function boundariesFor(
  information: readonly number[],
  pairs: readonly Pair[],
  { alpha }: Pick<Policy, 'alpha'>,
): Boundary[] {
  const regress = boundariesOf(alpha.mean, information);
  const pass = boundariesOf(alpha.pass, information);
  const items = boundariesOf(alpha.items, information);
  const freedom = pairs.reduce((sum, { base }) => sum + base.scores.length - 1, 0);
  return information.map((_, i) => ({
    regress: forFew(regress[i] ?? Infinity, pairs.length - 1),
    pass: forFew(pass[i] ?? Infinity, freedom),
    passWider: forFew(pass[i] ?? Infinity, Math.min(freedom, pairs.length - 1)),
    items: normalTail(items[i] ?? Infinity),
  }));
}

const known = new Map<string, number>();

function forFew(z: number, freedom: number): number {
  if (z === Infinity || freedom < 1) return Infinity;
  const key = `${z} ${freedom}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= 10_000) known.clear();
  const t = studentOfNormal(z, freedom);
  known.set(key, t);
  return t;
}
