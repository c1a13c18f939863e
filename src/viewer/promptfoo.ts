import { describe } from '../checks/verdict.ts';
import type { Row } from '../score/row.ts';
import { itemScore } from '../score/summary.ts';
import type { Result } from './session.ts';

/** What a promptfoo provider returns, as far as it is used here. */
export type Reply = { output?: string; error?: string; metadata: Record<string, unknown> };

/** What a promptfoo assertion returns. */
export type Grading = {
  pass: boolean;
  score: number;
  reason: string;
  namedScores: Record<string, number>;
  componentResults: {
    pass: boolean;
    score: number;
    reason: string;
    assertion: { type: string; metric: string; value: string };
  }[];
};

/**
 * A result as a provider's reply. A cell that couldn't be scored is an error to promptfoo, which leaves it out of
 * every percentage; the answer, where there is one, stays visible beside the cause.
 */
export function replyOf({ row, answer }: Result): Reply {
  const { variant, fixture, repeat, key } = row;
  const metadata = { variant, fixture, repeat, key };
  const cause = row.finding
    ? `${row.finding.status}: ${row.finding.why}`
    : row.score === null
      ? 'no check could be scored'
      : null;
  return {
    ...(answer !== null && { output: answer }),
    ...(cause !== null && { error: `unscored: ${cause}` }),
    metadata,
  };
}

/**
 * A row as promptfoo's grading of an answer.
 *
 * An item's metric is the answer's own item score, once per answer and without a weight, so that promptfoo's mean over
 * answers is ours. An unscored check can only be shown as passed or failed there, so it is named in the reason instead.
 * @param asks each check's question
 */
export function gradingOf(row: Row, asks: ReadonlyMap<string, string>): Grading {
  const scored = row.checks.filter(({ verdict }) => verdict !== 'unscored');
  const passed = scored.filter(({ verdict }) => verdict === 'pass').length;
  const unscored = row.checks.filter(({ verdict }) => verdict === 'unscored');
  const items = [...new Set(row.checks.flatMap((check) => check.items))];
  const scores = items.flatMap((item) => {
    const score = itemScore(row, item);
    return score === null ? [] : [[item, score] as const];
  });
  return {
    pass: passed === scored.length,
    score: row.score ?? 0,
    reason: [
      `${passed} of ${scored.length} checks pass`,
      ...unscored.map(({ id, reason }) => `unscored: ${id}: ${reason}`),
    ].join('\n'),
    namedScores: Object.fromEntries(scores),
    componentResults: scored.map(({ id, items: [item = ''], verdict, reason, evidence }) => ({
      pass: verdict === 'pass',
      score: verdict === 'pass' ? 1 : 0,
      reason: [`${id}: ${reason}`, ...evidence.map(describe)].join('\n'),
      assertion: { type: id, metric: item, value: asks.get(id) ?? '' },
    })),
  };
}

/** The part of promptfoo's prompt column that its viewer takes percentages from. */
export type Column = {
  label: string;
  provider?: string;
  metrics?: {
    namedScores: Record<string, number>;
    namedScoresCount: Record<string, number>;
    namedScoreWeights?: Record<string, number>;
  };
};

/**
 * Gives all columns one denominator per metric, each column's percentage unchanged.
 * promptfoo 0.123.1 shows a metric in a table header as this column's sum over the FIRST column's total, which is
 * wrong as soon as an answer of one variant is unscored.
 */
export function shareDenominators(columns: readonly Column[]): void {
  const metrics = columns.flatMap((column) => (column.metrics ? [column.metrics] : []));
  for (const item of new Set(metrics.flatMap((each) => Object.keys(each.namedScores)))) {
    const totals = metrics.map((each) => each.namedScoreWeights?.[item] ?? each.namedScoresCount[item] ?? 0);
    const total = Math.max(...totals);
    for (const [i, each] of metrics.entries()) {
      const own = totals[i] ?? 0;
      if (own === 0) continue;
      each.namedScores[item] = ((each.namedScores[item] ?? 0) * total) / own;
      (each.namedScoreWeights ??= {})[item] = total;
      each.namedScoresCount[item] = total;
    }
  }
}
