import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ChildPool } from '../../../bridge/child/child-pool.ts';
import { ask, keptLog, type LogEntry, openPool } from './open-pool.ts';

const warning = 40;
const information = 30;

/** Sessions take children, and each dies, until the pool tries no more. */
async function failUntilOpen(pool: ChildPool): Promise<void> {
  while (pool.state.breaker === 'closed') await (await pool.acquire()).exited;
}

/** From when the pool has noted the end of a child to the start of the next, where it has noted the end of all. */
function waitsMs(entries: readonly LogEntry[]): number[] {
  const waits: number[] = [];
  let running = 0;
  let endMs = 0;
  for (const { msg, time } of entries) {
    if (msg.includes('before any session used it')) {
      running -= 1;
      endMs = time;
    } else if (msg === 'child started') {
      if (running === 0 && endMs > 0) waits.push(time - endMs);
      running += 1;
    }
  }
  return waits;
}

function isRefused(pool: ChildPool): Promise<void> {
  return expect(pool.acquire()).rejects.toMatchObject({ code: 'SERVER_FAILING' });
}

describe('a warm child that dies', () => {
  it('is replaced after a wait that grows each time, however many are kept (P-BOUND)', async () => {
    const { log, entries } = keptLog();
    await openPool('exits-on-start', { poolMin: 5, startConcurrency: 1, log });
    const longMs = () => waitsMs(entries).filter((waitMs) => waitMs >= 245); // others are of the same round
    await expect.poll(() => longMs().length, { timeout: 20_000 }).toBe(3);
    expect(longMs().map((waitMs, n) => waitMs >= 245 * 2 ** n)).toEqual([true, true, true]);
    expect(waitsMs(entries).length).toBeLessThanOrEqual(2 * (longMs().length + 1)); // a round ends with its first failure
  });

  it('after it had been idle for long says nothing of the next one, and is replaced soon', async () => {
    const { log, entries } = keptLog();
    const pool = await openPool('exits-when-idle', { poolMin: 6, startConcurrency: 6, log }, '6000');
    await expect.poll(() => pool.state.warm).toBe(6);
    const deaths = () => entries.filter(({ msg }) => msg.includes('before any session used it')).length;
    await expect.poll(deaths, { timeout: 15_000 }).toBe(6);
    expect(pool.state).toMatchObject({ breaker: 'closed', lastFailure: 'exited with code 5' });
    await expect.poll(() => pool.state.warm, { timeout: 3000 }).toBe(6);
    expect(await ask(await pool.acquire())).toContain('"id":1');
  });
});

describe('children that die before they speak, one after another', () => {
  it('are not started for each session any more: it is told at once how the last one ended', async () => {
    const pool = await openPool('exits-on-start', { poolMin: 0 });
    await failUntilOpen(pool);
    await expect(pool.acquire()).rejects.toMatchObject({
      code: 'SERVER_FAILING',
      status: 503,
      retryAfterSeconds: expect.toSatisfy((seconds) => seconds >= 1 && seconds <= 30),
      message: expect.stringContaining('exited with code 3'),
      details: { exitCode: 3, stderr: expect.arrayContaining(['fatal: the licence file is missing']) },
    });
    expect(pool.state).toMatchObject({ breaker: 'open', lastFailure: 'exited with code 3' });
  });

  it('are five at the most, whoever waits for a turn', async () => {
    const pool = await openPool('exits-on-start', { poolMin: 0, maxChildren: 50, startConcurrency: 1 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => pool.acquire()));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'a child'));
    expect(codes).toEqual([...Array(5).fill('a child'), ...Array(15).fill('SERVER_FAILING')]);
  });

  it('are given a chance, one at a time, until one speaks; the log says so once', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'breaker-')), 'database-is-down');
    onTestFinished(() => rmSync(path.dirname(file), { recursive: true }));
    const { log, entries } = keptLog();
    const pool = await openPool('exits-while-file-exists', { poolMin: 0, log }, file);
    writeFileSync(file, '');
    await failUntilOpen(pool);
    await expect.poll(() => pool.state.breaker).toBe('half-open');
    await (await pool.acquire()).exited;
    expect(pool.state).toMatchObject({ breaker: 'open', lastFailure: 'exited with code 4' });
    await isRefused(pool);

    rmSync(file);
    await expect.poll(() => pool.state.breaker, { timeout: 10_000 }).toBe('half-open');
    const trial = await pool.acquire();
    await isRefused(pool);
    await ask(trial);
    expect(pool.state).toMatchObject({ breaker: 'closed', lastFailure: undefined });
    await ask(await pool.acquire());

    const told = entries.filter(({ level }) => level >= information).map(({ level, msg }) => ({ level, msg }));
    expect(told).toEqual([
      {
        level: warning,
        msg: expect.stringContaining('children die before they speak: the last one exited with code 4'),
      },
      { level: information, msg: 'children speak again' },
    ]);
  });

  it('are given another chance when the session of a trial leaves before its child has spoken', async () => {
    const pool = await openPool('exits-on-start', { poolMin: 0 });
    await failUntilOpen(pool);
    await expect.poll(() => pool.state.breaker).toBe('half-open');
    const giveUp = AbortSignal.abort(new Error('no longer needed'));
    await expect(pool.acquire(giveUp)).rejects.toThrow('no longer needed');
    expect((await pool.acquire()).pid).toBeGreaterThan(0);
  });

  it('are tried by one session at a time, whatever becomes of those that were there before', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 10 }, '60000');
    const [old, ...others] = await Promise.all(Array.from({ length: 6 }, () => pool.acquire()));
    for (const { pid } of others) process.kill(pid ?? 0, 'SIGKILL');
    await expect.poll(() => pool.state.breaker).toBe('open');
    await expect.poll(() => pool.state.breaker).toBe('half-open');
    await pool.acquire();
    await old?.close();
    await isRefused(pool);
  });

  it('have not failed while they hang: only when they have died', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 10 }, '60000');
    const children = await Promise.all(Array.from({ length: 6 }, () => pool.acquire()));
    expect(pool.state).toMatchObject({ live: 6, breaker: 'closed' });
    for (const { pid } of children) process.kill(pid ?? 0, 'SIGKILL');
    await expect
      .poll(() => pool.state)
      .toMatchObject({ live: 0, breaker: 'open', lastFailure: 'was ended by SIGKILL' });
  });

  it('are told from those that a session ends before they have spoken', async () => {
    const pool = await openPool('echo', { poolMin: 0 });
    for (let n = 0; n < 6; n += 1) await (await pool.acquire()).close();
    expect(pool.state).toMatchObject({ live: 0, breaker: 'closed', lastFailure: undefined });
  });
});
