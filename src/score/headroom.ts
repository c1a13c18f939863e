import type { TaskKind } from '../fixture/task.ts';
import type { Row } from './row.ts';

/** What a suite should leave room for; `npm run headroom` holds it against what it finds. */
export const aims = {
  /** Share of checks, at most, that pass in every answer. */
  passed: 0.5,
  /** The same among build tasks, where much should be unasked. */
  passedOnBuild: 0.25,
  /** Score of a task that no prompt makes hard or easy by itself. */
  unprompted: { low: 0.25, high: 0.85, share: 1 / 3 },
  /** A fixture on which every variant scores above this tells nobody apart. */
  saturated: 0.95,
} as const;

/** How much a fixture's answers leave to be told apart. */
export type Headroom = {
  readonly fixture: string;
  readonly kind: TaskKind;
  /** Number of checks that were scored at least once. */
  readonly checks: number;
  /** Mean score of each variant, 0 … 1; null without a scored answer. */
  readonly scores: ReadonlyMap<string, number | null>;
  /** Checks with this verdict in every scored answer. */
  readonly pass: readonly string[];
  readonly fail: readonly string[];
};

/**
 * @param kinds the kind of each fixture's task, by id
 * @returns one entry per fixture, in order of their ids
 */
export function headroomOf(
  rows: readonly Row[],
  variants: readonly string[],
  kinds: ReadonlyMap<string, TaskKind>,
): Headroom[] {
  const byFixture = Map.groupBy(rows, ({ fixture }) => fixture);
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fixture, kind]) => {
      const own = byFixture.get(fixture) ?? [];
      const verdicts = verdictsOf(own);
      const always = (verdict: string) =>
        [...verdicts].filter(([, seen]) => seen.size === 1 && seen.has(verdict)).map(([check]) => check);
      const scores = variants.map((variant) => [variant, meanScore(own, variant)] as const);
      return {
        fixture,
        kind,
        checks: verdicts.size,
        scores: new Map(scores),
        pass: always('pass'),
        fail: always('fail'),
      };
    });
}

/** Whether every variant that was scored is above the aim, so that no prompt can show itself better. */
export function isSaturated({ scores }: Headroom): boolean {
  const known = [...scores.values()].filter((score) => score !== null);
  return known.length > 0 && known.every((score) => score > aims.saturated);
}

function verdictsOf(rows: readonly Row[]): Map<string, Set<string>> {
  const verdicts = new Map<string, Set<string>>();
  for (const { id, verdict } of rows.flatMap(({ checks }) => checks)) {
    if (verdict === 'unscored') continue;
    const seen = verdicts.get(id) ?? new Set<string>();
    verdicts.set(id, seen.add(verdict));
  }
  return verdicts;
}

function meanScore(rows: readonly Row[], wanted: string): number | null {
  const scores = rows.flatMap(({ variant, score }) => (variant === wanted && score !== null ? [score] : []));
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
