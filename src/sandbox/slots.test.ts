import fc from 'fast-check';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Slots } from './slots.ts';

const tasks = fc.array(fc.record({ places: fc.integer({ min: 1, max: 6 }), fails: fc.boolean() }), {
  maxLength: 30,
});

describe('slots', () => {
  it('never give more places than there are, run everything, and start in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), tasks, fc.scheduler(), async (places, wanted, s) => {
        const slots = new Slots(places);
        const started: number[] = [];
        let taken = 0;
        let most = 0;
        const done = wanted.map((task, i) =>
          slots
            .run(task.places, async () => {
              started.push(i);
              taken += Math.min(task.places, places);
              most = Math.max(most, taken);
              await s.schedule(Promise.resolve());
              taken -= Math.min(task.places, places);
              if (task.fails) throw new TypeError('failed');
              return i;
            })
            .catch(() => -1),
        );
        await s.waitFor(Promise.all(done));
        expect(most).toBeLessThanOrEqual(places);
        expect(started).toEqual(wanted.map((_, i) => i));
        expect(await Promise.all(done)).toEqual(wanted.map(({ fails }, i) => (fails ? -1 : i)));
      }),
    );
  });

  it('run side by side what there is room for', async () => {
    const slots = new Slots(2);
    const began = performance.now();
    await Promise.all([1, 1].map((places) => slots.run(places, () => setTimeout(200))));
    expect(performance.now() - began).toBeLessThan(390);
  });
});
