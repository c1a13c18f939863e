import type { Cell } from '../cell.ts';
import { type Taking, worstOf } from '../sample/take.ts';
import { Budget } from '../schedule/budget.ts';
import { dollars } from '../schedule/progress.ts';
import type { Values } from './command.ts';
import { valueOf } from './live-options.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} for a cap that can't be kept, or that lets nothing through */
export function budgetOf(
  values: Values,
  missing: readonly Cell[],
  taking: Pick<Taking, 'collection' | 'price' | 'batch'> | null,
): Budget {
  const cap = valueOf(values, 'max-cost');
  if (cap === undefined) return new Budget(Infinity);
  if (!taking) return new Budget(cap * 1e6);
  const { model } = taking.collection.settings;
  if (!taking.price) {
    throw new UsageError(`--max-cost can’t be kept: no price for ${model}; prices.yaml can give one`);
  }
  const least = Math.min(...missing.map((cell) => worstOf(cell, taking)));
  if (missing.length > 0 && least > cap * 1e6) {
    throw new UsageError(
      `--max-cost ${cap} is too small to start: one answer may cost ${dollars(least)}, most of it for --max-tokens`,
    );
  }
  return new Budget(cap * 1e6);
}
