import type { Cell } from '../cell.ts';
import type { Taking } from '../sample/take.ts';
import type { Budget } from '../schedule/budget.ts';
import type { Context, Values } from './command.ts';
import { budgetOf } from './spending.ts';
import { UsageError } from './usage-error.ts';

/** What one command may spend, and whether somebody agreed to it: one budget, asked for once, in however many rounds. */
export class Allowance {
  readonly #values: Values;
  #budget: Budget | null = null;
  #agreed: boolean | null;

  constructor(values: Values) {
    this.#values = values;
    this.#agreed = values['yes'] === true ? true : null;
  }

  /** @throws {UsageError} for a cap that can't be kept, or that lets nothing through */
  budget(cells: readonly Cell[], taking: Pick<Taking, 'collection' | 'price' | 'batch'> | null): Budget {
    return (this.#budget ??= budgetOf(this.#values, cells, taking));
  }

  /** @throws {UsageError} where nobody is here to be asked */
  async agreed({ confirm, err }: Context): Promise<boolean> {
    if (this.#agreed !== null) return this.#agreed;
    if (!confirm) throw new UsageError('nobody is here to be asked: --yes spends without asking');
    this.#agreed = await confirm('take them?');
    if (!this.#agreed) err('nothing was sent\n');
    return this.#agreed;
  }
}
