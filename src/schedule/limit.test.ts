import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';
import { Lanes } from './lanes.ts';
import { Limit } from './limit.ts';

const answer = (limit: Limit, times: number) => {
  for (let i = 0; i < times; i++) limit.answered(true);
};

describe('Limit', () => {
  it('doubles per round while every slot is used, up to its most', () => {
    const limit = new Limit(4, 20);
    answer(limit, 4);
    expect(limit.value).toBe(8);
    answer(limit, 100);
    expect(limit.value).toBe(20);
  });

  it('doesn’t grow while slots are free', () => {
    const limit = new Limit(4, 20);
    for (let i = 0; i < 50; i++) limit.answered(false);
    expect(limit.value).toBe(4);
  });

  it('halves once per burst, pauses, and comes back to four fifths at once', () => {
    const limit = new Limit(16, 100);
    limit.refused(10, 20, 500);
    for (const dispatched of [11, 15, 20]) limit.refused(dispatched, 25, 500);
    expect(limit.value).toBe(8);
    expect(limit.pausedUntil).toBe(525);
    answer(limit, 5);
    expect(limit.value).toBe(13);
    answer(limit, 13);
    expect(limit.value).toBe(13);
    answer(limit, 2);
    expect(limit.value).toBe(14);
    limit.refused(600, 610, 0);
    expect(limit.value).toBe(7);
  });

  it('never falls below one', () => {
    const limit = new Limit(1, 5);
    for (let at = 1; at < 10; at++) limit.refused(at * 10, at * 10 + 1, 0);
    expect(limit.value).toBe(1);
  });
});

describe('backoffMs', () => {
  it('is spread evenly below a bound that doubles up to a most', () => {
    const backoff = { firstMs: 100, mostMs: 1000 };
    expect([1, 2, 3, 4, 5, 9].map((failures) => backoffMs(failures, backoff, 1))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
    expect(backoffMs(3, backoff, 0.25)).toBe(100);
  });
});

describe('Lanes', () => {
  it('let one go ahead, the rest when its answer starts', () => {
    const lanes = new Lanes();
    const first = lanes.enter('a');
    expect([lanes.isOpen('a'), lanes.isOpen('b'), lanes.isOpen(null)]).toEqual([false, true, true]);
    expect(first.open()).toBe(true);
    expect(first.open()).toBe(false);
    expect(lanes.isOpen('a')).toBe(true);
    first.leave();
    expect(lanes.isOpen('a')).toBe(true);
  });

  it('let another go ahead where the first came to nothing', () => {
    const lanes = new Lanes();
    lanes.enter('a').leave();
    expect(lanes.isOpen('a')).toBe(true);
    lanes.enter('a');
    expect(lanes.isOpen('a')).toBe(false);
  });
});
