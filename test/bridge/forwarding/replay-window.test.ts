import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReplayWindow } from '../../../bridge/forwarding/replay-window.ts';

describe('the window against replays', () => {
  it('lets each number through once, in any order', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 8000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(numbers, (order) => {
        const window = new ReplayWindow();
        expect(order.map((number) => window.accept(number))).toEqual(order.map(() => true));
        expect(order.map((number) => window.accept(number))).toEqual(order.map(() => false));
      }),
    );
  });

  it('takes what is older than itself for a replay, however far ahead the newest is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 8192, max: 10 ** 9 }), (old, ahead) => {
        const window = new ReplayWindow();
        expect(window.accept(old + ahead)).toBe(true);
        expect(window.accept(old)).toBe(false);
        expect(window.accept(old + ahead - 8191)).toBe(true);
      }),
    );
  });

  it('goes on for ever with what comes in order', () => {
    const window = new ReplayWindow();
    for (let number = 1; number < 30_000; number += 1) expect(window.accept(number)).toBe(true);
  });
});
