import { describe, expect, it } from 'vitest';
import { normal } from '../simulation/draws.ts';
import { boundariesOf, spent } from './boundaries.ts';
import { chooseFirst, Random } from './random.ts';

describe('boundariesOf', () => {
  it('comes to the published values for five equal looks at .025', () => {
    const found = boundariesOf(0.025, [0.2, 0.4, 0.6, 0.8, 1]);
    expect(found.map((z) => z.toFixed(3))).toEqual(['4.877', '3.357', '2.680', '2.290', '2.031']);
  });

  it('is one ordinary test where there is one look, and spends no more where there are more', () => {
    expect(boundariesOf(0.05, [1])[0]).toBeCloseTo(1.6448536269514722, 12);
    expect(spent(0.05, 1)).toBeCloseTo(0.05, 14);
    expect(spent(0.05, 2)).toBeCloseTo(0.05, 14);
  });

  it('asks nothing of a look without new information', () => {
    expect(boundariesOf(0.05, [0.5, 0.5, 1])[1]).toBe(Infinity);
  });

  it('is crossed by a process without drift as often as it says', () => {
    const times = [0.26, 0.49, 0.68, 0.85, 1];
    const limits = boundariesOf(0.05, times);
    const random = new Random(1);
    let crossed = 0;
    for (let run = 0; run < 20_000; run += 1) {
      let at = 0;
      crossed += Number(
        times.some((time, i) => {
          at += Math.sqrt(time - (times[i - 1] ?? 0)) * normal(random);
          return at / Math.sqrt(time) >= (limits[i] ?? 0);
        }),
      );
    }
    expect(Math.abs(crossed / 20_000 - 0.05)).toBeLessThan(0.006);
  });
});

describe('chooseFirst', () => {
  it('makes every choice equally likely, from whatever order', () => {
    const random = new Random(3);
    const order = Int32Array.of(4, 2, 0, 1, 3);
    const counts = new Map<string, number>();
    for (let run = 0; run < 20_000; run += 1) {
      chooseFirst(order, 2, 5, random);
      const key = [...order.subarray(0, 2)].sort().join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
