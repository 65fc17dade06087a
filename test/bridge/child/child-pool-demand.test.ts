import { describe, expect, it } from 'vitest';
import type { ChildPool } from '../../../bridge/child/child-pool.ts';
import { ask, keptLog, openPool } from './open-pool.ts';

/** Sessions that come at the same time. */
function acquireMany(pool: ChildPool, count: number) {
  return Promise.all(Array.from({ length: count }, () => pool.acquire()));
}

describe('the warm children of ChildPool', () => {
  it('are more while sessions come faster, and a session finds one at once', async () => {
    const pool = await openPool('echo', { maxChildren: 50, startConcurrency: 20 });
    expect(pool.state).toMatchObject({ warm: 1, warmTarget: 1 });
    await acquireMany(pool, 20);
    expect(pool.state.warmTarget).toBeGreaterThan(1);
    await expect.poll(() => pool.state.warm).toBeGreaterThan(1);
    const { warm } = pool.state;
    expect(await ask(await pool.acquire())).toContain('"id":1');
    expect(warm + pool.state.live).toBeLessThanOrEqual(50);
  });

  it('are never more than there is room for (P-BOUND)', async () => {
    const pool = await openPool('echo', { maxChildren: 22, startConcurrency: 20 });
    await acquireMany(pool, 20);
    expect(pool.state.warmTarget).toBeGreaterThan(2);
    await expect.poll(() => pool.state).toMatchObject({ live: 20, warm: 2, starting: 0 });
    await acquireMany(pool, 2);
    await expect(pool.acquire()).rejects.toMatchObject({ code: 'CHILDREN_EXHAUSTED' });
    expect(pool.state).toMatchObject({ live: 22, warm: 0, starting: 0 });
  });

  it('are none where none are wanted, however fast sessions come', async () => {
    const pool = await openPool('echo', { poolMin: 0, maxChildren: 50, startConcurrency: 20 });
    await acquireMany(pool, 20);
    expect(pool.state).toMatchObject({ live: 20, warm: 0, warmTarget: 0, starting: 0 });
  });

  it('wait for their start without a place of their own: a session gets the last one', async () => {
    const pool = await openPool('slow-start', { maxChildren: 2, startConcurrency: 1 }, '60000');
    await pool.acquire();
    await expect.poll(() => pool.state.starting).toBe(1); // one to keep warm waits for its turn
    await pool.acquire();
    expect(pool.state.live).toBe(2);
    await expect(pool.acquire()).rejects.toMatchObject({ code: 'CHILDREN_EXHAUSTED' });
    await expect.poll(() => pool.state).toMatchObject({ live: 2, warm: 0, starting: 0 });
  });

  it('are ended when they have not been needed for a while, oldest first, and never below the fewest', async () => {
    const { log, entries } = keptLog();
    const pool = await openPool('echo', { poolIdleMs: 0, log });
    await acquireMany(pool, 5);
    await expect.poll(() => pool.state.warm).toBe(2);
    const pids = (msg: string) => entries.filter((entry) => entry.msg === msg).map(({ childPid }) => childPid);
    const [oldest] = pids('child started').slice(-2);
    await expect.poll(() => pids('child exited'), { timeout: 15_000 }).toEqual([oldest]);
    expect(pool.state).toMatchObject({ live: 5, warm: 1, warmTarget: 1 });
  });

  it('that are ending leave their place to a session, which waits for their end (P-BOUND)', async () => {
    const slowEnd = { stdinCloseGraceMs: 2000, maxChildren: 7, poolIdleMs: 0 };
    const pool = await openPool('stays-after-stdin', slowEnd);
    await acquireMany(pool, 5);
    await expect.poll(() => pool.state).toMatchObject({ live: 5, warm: 2 });
    await expect.poll(() => pool.state.live, { timeout: 15_000 }).toBe(6); // one of the two is ending
    const [fromPool, started] = await acquireMany(pool, 2);
    expect(fromPool?.pid).not.toBe(started?.pid);
    expect(pool.state).toMatchObject({ live: 7, warm: 0 });
  });
});
