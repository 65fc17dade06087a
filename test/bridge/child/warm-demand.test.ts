import { describe, expect, it } from 'vitest';
import { WarmDemand } from '../../../bridge/child/warm-demand.ts';

const SECOND = 1_000;

/** Sessions that arrive one by one, `everyMs` apart, for a minute; the last one at the time that is returned. */
function arrive(demand: WarmDemand, everyMs: number): number {
  for (let nowMs = 0; nowMs < 60 * SECOND; nowMs += everyMs) demand.noteArrival(nowMs);
  return 60 * SECOND;
}

describe('WarmDemand', () => {
  it('asks for the least as long as nobody comes', () => {
    expect(new WarmDemand({ least: 2, most: 10 }).target(0)).toBe(2);
  });

  it('asks for more than arrive during a start, so that those who come at the same time find one too', () => {
    const demand = new WarmDemand({ least: 1, most: 100 });
    demand.noteStart(2 * SECOND);
    const nowMs = arrive(demand, 500); // two a second: four during a start
    expect(demand.target(nowMs)).toBeGreaterThanOrEqual(4 + 2 * 2);
    expect(demand.target(nowMs)).toBeLessThanOrEqual(4 + 2 * 2 + 2);
  });

  it.each([
    [10 * SECOND, 1],
    [SECOND, 2],
    [100, 9],
    [20, 34],
  ])('asks for more the faster they come: one every %i ms', (everyMs, atLeast) => {
    const demand = new WarmDemand({ least: 1, most: 100 });
    const nowMs = arrive(demand, everyMs);
    expect(demand.target(nowMs)).toBeGreaterThanOrEqual(atLeast);
    expect(demand.target(nowMs)).toBeLessThanOrEqual(atLeast * 1.3 + 1);
  });

  it('falls back to the least once nobody comes any more', () => {
    const demand = new WarmDemand({ least: 1, most: 100 });
    const nowMs = arrive(demand, 100);
    const targets = [0, 10, 20, 30, 60].map((seconds) => demand.target(nowMs + seconds * SECOND));
    expect(targets).toEqual([...targets].sort((a, b) => b - a));
    expect(targets.at(-1)).toBe(1);
  });

  it('never asks for more than the most, however fast they come (P-BOUND)', () => {
    const demand = new WarmDemand({ least: 1, most: 5 });
    expect(demand.target(arrive(demand, 1))).toBe(5);
  });

  it('asks for none where the least is none', () => {
    const demand = new WarmDemand({ least: 0, most: 100 });
    expect(demand.target(arrive(demand, 10))).toBe(0);
  });

  it('goes by the starts of late, and not by the odd one that took long', () => {
    const demand = new WarmDemand({ least: 1, most: 100 });
    for (const startMs of [500, 500, 60 * SECOND, 500, 500]) demand.noteStart(startMs);
    const usual = demand.target(arrive(demand, 100));
    for (let n = 0; n < 9; n += 1) demand.noteStart(2 * SECOND);
    expect(usual).toBeLessThan(12);
    expect(demand.target(60 * SECOND)).toBeGreaterThan(2 * usual);
  });
});
