/** The scored answers of one arm to one fixture, in order of their round. */
export type Answers = {
  /** 0 … 1, one per answer. */
  readonly scores: Float64Array;
  /** One row per answer, one column per item of the fixture; NaN where the answer isn't scored on the item. */
  readonly items: Float64Array;
  /** The round, from 1, in which each answer was taken; rising. */
  readonly rounds: Int32Array;
};

/** A fixture that both arms answered. */
export type Pair = {
  readonly id: string;
  /** Places, in the suite's list, of the items that the fixture's checks serve. */
  readonly items: readonly number[];
  readonly base: Answers;
  readonly candidate: Answers;
};

/** Two arms as numbers: what every statistic is computed from, whether the answers are recorded or simulated. */
export type Suite = { readonly items: readonly string[]; readonly pairs: readonly Pair[] };

/** The suite as it stood after a round of candidate answers. */
export function upTo({ items, pairs }: Suite, round: number): Suite {
  return { items, pairs: pairs.map((pair) => ({ ...pair, candidate: answersUpTo(pair, round) })) };
}

function answersUpTo({ candidate, items }: Pair, round: number): Answers {
  const { scores, rounds } = candidate;
  const count = countUpTo(candidate, round);
  return {
    scores: scores.subarray(0, count),
    items: candidate.items.subarray(0, count * items.length),
    rounds: rounds.subarray(0, count),
  };
}

/** Answers taken up to a round. */
export function countUpTo({ rounds }: Answers, round: number): number {
  let count = 0;
  while (count < rounds.length && (rounds[count] ?? 0) <= round) count += 1;
  return count;
}

export function meanOf(scores: Float64Array): number {
  let sum = 0;
  for (const score of scores) sum += score;
  return sum / scores.length;
}
