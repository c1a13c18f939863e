/** How often each check of each fixture passes: one row per fixture. */
export type Rates = readonly Float64Array[];

/** Whether a check of a fixture may be moved. */
export type Movable = (fixture: number, check: number) => boolean;

export const clip = (rate: number): number => Math.min(0.999, Math.max(0.001, rate));

export const copyOf = (rates: Rates): Rates => rates.map((row) => row.slice());

/** The suite's mean score: each fixture counts alike. */
export function meanRate(rates: Rates): number {
  return rates.reduce((total, row) => total + row.reduce((a, b) => a + b, 0) / row.length, 0) / rates.length;
}

/** Shifts what is movable by one amount, as often as clipping takes, until the suite's mean is the target. */
export function recentre(rates: Rates, target: number, movable: Movable): void {
  for (let step = 0; step < 200; step += 1) {
    const gap = target - meanRate(rates);
    if (Math.abs(gap) < 1e-12) return;
    const room = (rate: number) => (gap > 0 ? rate < 0.999 : rate > 0.001);
    let share = 0;
    for (const [i, row] of rates.entries())
      share += row.filter((rate, k) => movable(i, k) && room(rate)).length / row.length / rates.length;
    if (share === 0) return;
    for (const [i, row] of rates.entries()) {
      for (const [k, rate] of row.entries())
        if (movable(i, k) && room(rate)) row[k] = clip(rate + gap / share);
    }
  }
}
