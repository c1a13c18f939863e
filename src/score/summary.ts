import { isWhole, type Row } from './row.ts';
import { weightedShare } from './score.ts';

/** A mean over answers, with the number it is taken over and the number left out. */
export type Mean = {
  /** 0 … 1; null over nothing. */
  readonly mean: number | null;
  /** Answers in the mean. */
  readonly n: number;
  /** Answers that should have been in it and could not be scored. */
  readonly unscored: number;
};

/** Scores by variant: overall, by checklist item and by fixture. */
export type Summary = {
  readonly variants: readonly string[];
  readonly overall: ReadonlyMap<string, Mean>;
  readonly items: ReadonlyMap<string, ReadonlyMap<string, Mean>>;
  readonly fixtures: ReadonlyMap<string, ReadonlyMap<string, Mean>>;
};

/**
 * @param variants in the order in which reports show them
 * @param itemsOf the checklist items that a fixture's checks serve, so that an answer that was never graded still
 *   counts as unscored under each of them
 */
export function summarise(
  rows: readonly Row[],
  variants: readonly string[],
  itemsOf: (fixture: string) => readonly string[],
): Summary {
  const fixtures = [...new Set(rows.map(({ fixture }) => fixture))].sort();
  const items = [...new Set(fixtures.flatMap(itemsOf))].sort();
  const byVariant = Map.groupBy(rows, ({ variant }) => variant);
  const table = (score: (row: Row) => number | null, keep: (row: Row) => boolean = () => true) =>
    new Map(
      variants.map(
        (variant) => [variant, meanOf((byVariant.get(variant) ?? []).filter(keep).map(score))] as const,
      ),
    );
  return {
    variants,
    overall: table(scoreOf),
    items: new Map(
      items.map(
        (item) =>
          [
            item,
            table(
              (row) => itemScore(row, item),
              ({ fixture }) => itemsOf(fixture).includes(item),
            ),
          ] as const,
      ),
    ),
    fixtures: new Map(fixtures.map((id) => [id, table(scoreOf, ({ fixture }) => fixture === id)] as const)),
  };
}

/**
 * What an answer counts in a mean. With a check that couldn't be scored its score is over other checks than that of the
 * other answers, so it counts as unscored, as it does in the gate.
 */
function scoreOf(row: Row): number | null {
  return isWhole(row) ? row.score : null;
}

/** An answer's weighted share of the checks that serve an item; null where one of them could not be scored. */
export function itemScore({ checks }: Row, item: string): number | null {
  const own = checks.filter(({ items }) => items.includes(item));
  return own.some(({ verdict }) => verdict === 'unscored') ? null : weightedShare(own);
}

function meanOf(scores: readonly (number | null)[]): Mean {
  const scored = scores.filter((score) => score !== null);
  const mean = scored.length === 0 ? null : scored.reduce((sum, score) => sum + score, 0) / scored.length;
  return { mean, n: scored.length, unscored: scores.length - scored.length };
}
