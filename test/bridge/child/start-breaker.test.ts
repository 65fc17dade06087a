import { describe, expect, it } from 'vitest';
import { StartBreaker } from '../../../bridge/child/start-breaker.ts';

/** A breaker after `count` failures, each of a child tried at the very time when it was allowed; and the time of the last. */
function failing(count: number): { breaker: StartBreaker; nowMs: number } {
  const breaker = new StartBreaker();
  let nowMs = 0;
  for (let n = 1; n <= count; n += 1) {
    nowMs += breaker.backoffMs(nowMs);
    breaker.noteFailure(nowMs, nowMs);
  }
  return { breaker, nowMs };
}

describe('StartBreaker', () => {
  it('lets everybody through while children work, and after a few failures', () => {
    for (const count of [0, 1, 4]) {
      const { breaker, nowMs } = failing(count);
      expect([breaker.state(nowMs), breaker.refusalMs(nowMs)]).toEqual(['closed', 0]);
    }
  });

  it('opens with the fifth failure in a row, and says so once', () => {
    const breaker = new StartBreaker();
    expect([1, 2, 3, 4, 5, 6].map((ms) => breaker.noteFailure(ms, ms))).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(breaker.state(6)).toBe('open');
    expect(breaker.refusalMs(6)).toBeGreaterThan(0);
  });

  it('counts failures in a row only: one child that speaks in between begins the count again', () => {
    const breaker = new StartBreaker();
    for (let n = 0; n < 20; n += 1) {
      expect(breaker.noteFailure(n, n)).toBe(false);
      if (n % 4 === 3) expect(breaker.noteSuccess()).toBe(false);
    }
  });

  it('waits twice as long after each trial that fails, up to half a minute', () => {
    const waitsMs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((count) => {
      const { breaker, nowMs } = failing(count);
      return breaker.backoffMs(nowMs);
    });
    expect(waitsMs).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('doubles nothing for children that were tried before the back-off was over: they died of the same', () => {
    const breaker = new StartBreaker();
    for (let n = 0; n < 100; n += 1) breaker.noteFailure(0, 10);
    expect([breaker.state(10), breaker.refusalMs(10)]).toEqual(['open', 250]);
  });

  it('lets one session try after the back-off, and refuses the others until that is decided', () => {
    const { breaker, nowMs } = failing(5);
    const laterMs = nowMs + 4000;
    expect([breaker.state(laterMs), breaker.refusalMs(laterMs)]).toEqual(['half-open', 0]);
    breaker.admit(laterMs);
    expect(breaker.refusalMs(laterMs + 1)).toBeGreaterThan(0);
    expect(breaker.state(laterMs + 1)).toBe('half-open');
  });

  it('closes when a child speaks, says so once, and has forgotten all', () => {
    const { breaker, nowMs } = failing(7);
    expect([breaker.noteSuccess(), breaker.noteSuccess()]).toEqual([true, false]);
    expect([breaker.state(nowMs), breaker.refusalMs(nowMs), breaker.failuresInARow]).toEqual(['closed', 0, 0]);
    breaker.noteFailure(nowMs, nowMs);
    expect(breaker.backoffMs(nowMs)).toBe(250);
  });

  it('opens again, for longer, when the trial fails', () => {
    const { breaker, nowMs } = failing(5);
    const trialMs = nowMs + 4000;
    breaker.admit(trialMs);
    expect(breaker.noteFailure(trialMs, trialMs + 100)).toBe(false);
    expect([breaker.state(trialMs + 100), breaker.refusalMs(trialMs + 100)]).toEqual(['open', 8000]);
  });

  it('lets another session try when the trial was given up', () => {
    const { breaker, nowMs } = failing(5);
    breaker.admit(nowMs + 4000);
    breaker.noteUndecided(nowMs + 4000);
    expect(breaker.refusalMs(nowMs + 4001)).toBe(0);
  });

  it('goes on with the trial when a child of before is given up', () => {
    const { breaker, nowMs } = failing(5);
    breaker.admit(nowMs + 4000);
    breaker.noteUndecided(nowMs);
    expect(breaker.refusalMs(nowMs + 4001)).toBe(4999);
  });

  it('lets another session try when the trial neither speaks nor dies: that is no failure', () => {
    const { breaker, nowMs } = failing(5);
    breaker.admit(nowMs + 4000);
    expect(breaker.refusalMs(nowMs + 4000)).toBe(5000);
    expect([breaker.state(nowMs + 9000), breaker.refusalMs(nowMs + 9000)]).toEqual(['half-open', 0]);
    expect(breaker.failuresInARow).toBe(5);
  });
});
