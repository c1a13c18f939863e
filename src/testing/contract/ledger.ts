import type { Prompted } from './prompt-cache.ts';

/** Prices per token in units of 10⁻¹² dollars, whole numbers, written down apart from those of the harness. */
const prices: Readonly<Record<string, { input: number; output: number; read: number }>> = {
  'claude-haiku-5-5': { input: 100_000, output: 500_000, read: 10_000 },
  'claude-sonnet-5-5': { input: 2_000_000, output: 10_000_000, read: 100_000 },
  'claude-opus-5-5': { input: 4_000_000, output: 20_000_000, read: 200_000 },
};

/** One request as the bill has it. */
export type Entry = {
  readonly id: string;
  readonly model: string;
  readonly via: 'messages' | 'batch';
  readonly prompted: Prompted;
  readonly output: number;
  /** 10⁻¹² dollars. */
  readonly pico: number;
};

/** The server's own accounting, in whole numbers. */
export class Ledger {
  readonly entries: Entry[] = [];

  add(entry: Omit<Entry, 'pico'>): void {
    const price = prices[entry.model];
    if (!price) throw new TypeError(`no price for ${entry.model}`);
    const { input, written5m, written1h, read } = entry.prompted;
    const whole =
      input * price.input +
      (written5m * price.input * 5) / 4 +
      written1h * price.input * 2 +
      read * price.read +
      entry.output * price.output;
    this.entries.push({ ...entry, pico: entry.via === 'batch' ? whole / 2 : whole });
  }

  /** Dollars. */
  get total(): number {
    return this.entries.reduce((sum, { pico }) => sum + pico, 0) / 1e12;
  }

  knows(model: string): boolean {
    return Object.hasOwn(prices, model);
  }
}
