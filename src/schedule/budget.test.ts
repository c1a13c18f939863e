import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget, type Reservation } from './budget.ts';

describe('Budget', () => {
  it('books what a call cost, and its worst case where that never came back', () => {
    const budget = new Budget(100);
    const [known, lost] = [budget.reserve(40), budget.reserve(40)];
    expect(budget.reserve(40)).toBeNull();
    known?.settle(5);
    known?.settle(5);
    expect(budget.spent).toBe(5);
    lost?.settle(null);
    expect(budget).toMatchObject({ spent: 45, reserved: 0 });
  });

  it('never passes its cap, whatever is asked, answered and lost in whatever order', () => {
    const step = fc.record({
      worst: fc.integer({ min: 0, max: 500 }),
      part: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      settles: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.array(step, { maxLength: 60 }), (cap, steps) => {
        const budget = new Budget(cap);
        const open: { reservation: Reservation; worst: number; part: number | null }[] = [];
        for (const { worst, part, settles } of steps) {
          const reservation = budget.reserve(worst);
          if (reservation) open.push({ reservation, worst, part });
          for (const each of open.splice(0, settles)) {
            each.reservation.settle(each.part === null ? null : each.worst * each.part);
          }
          expect(budget.spent + budget.reserved).toBeLessThanOrEqual(cap + 1e-6);
        }
      }),
    );
  });
});
