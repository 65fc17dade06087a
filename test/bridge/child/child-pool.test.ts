import { describe, expect, it } from 'vitest';
import { ask, keptLog, openPool } from './open-pool.ts';

describe('ChildPool', () => {
  it('starts a child that somebody waits for before one to keep warm', async () => {
    const pool = await openPool('slow-start', { startConcurrency: 1 }, '60000');
    await pool.acquire();
    await expect.poll(() => pool.state.starting).toBe(1); // the one to keep warm waits for its turn
    await pool.acquire();
    expect(pool.state).toMatchObject({ live: 2, warm: 0, starting: 1 });
  });

  it('has a child ready before anyone asks, and another one after it is taken', async () => {
    const pool = await openPool('echo');
    expect(pool.state).toMatchObject({ live: 0, warm: 1 });
    const child = await pool.acquire();
    expect(pool.state.live).toBe(1);
    await expect.poll(() => pool.state.warm).toBe(1);
    expect(JSON.parse(await ask(child)).id).toBe(1);
  });

  it('never gives the same child twice (P-ISOLATE)', async () => {
    const pool = await openPool('echo', { poolMin: 3 });
    const children = await Promise.all(Array.from({ length: 6 }, () => pool.acquire()));
    expect(new Set(children.map(({ pid }) => pid)).size).toBe(6);
  });

  it('keeps what a warm child says first for the session that gets it (P-BYTES)', async () => {
    const { log, entries } = keptLog();
    const pool = await openPool('speaks-first', { log });
    await expect.poll(() => entries.map(({ msg }) => msg)).toContain('child wrote to stderr');
    expect(JSON.parse(await ask(await pool.acquire()))).toMatchObject({ params: { data: 'first' } });
  });

  it('keeps no child ready where none is wanted', async () => {
    const pool = await openPool('echo', { poolMin: 0 });
    expect(pool.state).toMatchObject({ live: 0, warm: 0 });
    expect((await pool.acquire()).pid).toBeGreaterThan(0);
    expect(pool.state).toMatchObject({ live: 1, warm: 0 });
  });

  it('does not open for a command that does not exist', async () => {
    const missing = { command: { file: 'no-such-command', args: ['--token', 'hunter2'] } };
    await expect(openPool('echo', missing)).rejects.toMatchObject({
      code: 'CHILD_START_FAILED',
      message: expect.stringMatching(/^(?!.*hunter2).*"no-such-command" could not be started: no such command/),
    });
  });

  it('does not open in a folder that does not exist, and names it', async () => {
    await expect(openPool('echo', { cwd: '/no/such/folder' })).rejects.toMatchObject({
      code: 'CHILD_START_FAILED',
      message: expect.stringMatching(/the folder "\/no\/such\/folder" does not exist .* Check .*--cwd\.$/),
    });
  });

  it('replaces a warm child that dies, and says why it died until one works', async () => {
    const pool = await openPool('exits-on-start');
    await expect.poll(() => pool.state.lastFailure).toBe('exited with code 3');
    const first = await pool.acquire();
    await first.exited;
    const second = await pool.acquire();
    expect(second.pid).not.toBe(first.pid);
  });

  it('forgets an old failure when a child works', async () => {
    const pool = await openPool('echo');
    const child = await pool.acquire();
    process.kill(child.pid ?? 0, 'SIGKILL');
    await expect.poll(() => pool.state.lastFailure).toBe('was ended by SIGKILL');
    await ask(await pool.acquire());
    expect(pool.state.lastFailure).toBeUndefined();
  });

  it('starts no more than its limit, whoever asks at the same time (P-BOUND)', async () => {
    const pool = await openPool('echo', { poolMin: 0, maxChildren: 3, startConcurrency: 10 });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => pool.acquire()));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(7).fill('CHILDREN_EXHAUSTED'));
  });

  it('refuses who waited too long for a turn (P-BOUND)', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 1, startTimeoutMs: 50 }, '60000');
    const results = await Promise.allSettled([pool.acquire(), pool.acquire()]);
    expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'START_QUEUE_TIMEOUT' } }]);
  });

  it('starts nothing for who gives up waiting for a turn', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 1 }, '60000');
    const giveUp = new AbortController();
    const [first, waiting] = [pool.acquire(), pool.acquire(giveUp.signal)];
    await first;
    giveUp.abort(new Error('no longer needed'));
    await expect(waiting).rejects.toThrow('no longer needed');
    expect(pool.state).toMatchObject({ live: 1, starting: 0 });
  });

  it('refuses new sessions that wait for a turn when told so; those that go on get a child all the same', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 1 }, '60000');
    const [first, waiting, next] = [pool.acquire(), pool.acquire(), pool.acquire(undefined, 'next-child')];
    const child = await first;
    pool.refuseSessions();
    await expect(waiting).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    expect([child.exit, (await next).exit]).toEqual([undefined, undefined]);
    expect((await pool.acquire(undefined, 'next-child')).exit).toBeUndefined();
  });

  it('refuses who waits for a turn when it closes, and leaves no child', async () => {
    const pool = await openPool('slow-start', { poolMin: 0, startConcurrency: 1 }, '60000');
    const [first, waiting] = [pool.acquire(), pool.acquire()];
    const child = await first;
    const refused = expect(waiting).rejects.toMatchObject({ code: 'SHUTTING_DOWN' });
    await pool.close();
    await refused;
    expect([pool.state.live, child.exit?.signal]).toEqual([0, 'SIGTERM']);
  });
});
