import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiary } from '../support/diary.ts';
import { ReplicaSession } from '../support/replica-session.ts';
import { startReplicas } from '../support/start-replicas.ts';
import { send } from '../support/streamable-session.ts';
import { untilKnown } from '../support/until-known.ts';

/** How often is looked again for what nobody tells. Milliseconds. */
const POLL_MS = 50;

/** Of `startReplicas`. Milliseconds. */
const LEASE_MS = 1000;

/** Resolves once a replica says so of its Redis. */
async function untilReady(url: string, redis: 'up' | 'away'): Promise<void> {
  while (!(await send('GET', `${url}/ready`, {})).text.includes(`"redis":"${redis}"`)) await delay(POLL_MS);
}

/** Repeats a request for as long as the answer is 503 with `Retry-After`, as the client is asked to. */
async function patiently(ask: () => ReturnType<ReplicaSession['call']>): ReturnType<ReplicaSession['call']> {
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503) return answer;
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    await delay(POLL_MS);
  }
}

describe('replicas whose Redis is away', () => {
  it('go on with their own sessions, answer for the others or say when to come again, and lose none (P-REDIS)', async () => {
    const diary = openDiary();
    const { redis, replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const fromBefore = await ReplicaSession.open(first.url);
    await session.call(second.url, 1, 'book');
    await redis.stop('SIGKILL');
    expect(await session.call(first.url, 2, 'book')).toMatchObject({ status: 200, messages: [{ id: 2, result: {} }] });
    const opened = await ReplicaSession.open(first.url);
    for (const [number, one] of [session, fromBefore, opened].entries()) {
      const answer = await one.call(second.url, `away ${number}`, 'book');
      expect([200, 503]).toContain(answer.status);
      if (answer.status === 503) expect(answer.headers['retry-after']).toMatch(/^\d+$/);
      expect(diary.times(`away ${number}`)).toBe(answer.status === 200 ? 1 : 0);
    }
    await redis.restart();
    for (const [number, one] of [session, fromBefore, opened].entries()) {
      const answer = await patiently(() => one.call(second.url, `back ${number}`, 'book'));
      expect(answer).toMatchObject({ status: 200, messages: [{ result: { name: 'book' } }] });
      expect(diary.times(`back ${number}`)).toBe(1);
    }
  });

  it('keep to their sessions while Redis hangs for longer than any lease, and after that (P-REDIS)', async () => {
    const diary = openDiary();
    const { redis, replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const pidAt = async (url: string, id: string) => {
      const { messages } = await patiently(() => session.call(url, id, 'put'));
      return messages[0]?.result?.['pid'];
    };
    const pid = await pidAt(second.url, 'before');
    await untilKnown(second, first); // whom it then asks first for sessions of that tag
    process.kill(redis.pid, 'SIGSTOP');
    for (const { url } of replicas) await untilReady(url, 'away');
    for (let number = 0; number < 20; number += 1) {
      expect(await pidAt(first.url, `first ${number}`)).toBe(pid);
      expect(await pidAt(second.url, `second ${number}`)).toBe(pid);
      await delay(LEASE_MS / 10); // twice the lease altogether
    }
    process.kill(redis.pid, 'SIGCONT');
    for (const { url } of replicas) await untilReady(url, 'up');
    expect([await pidAt(first.url, 'after'), await pidAt(second.url, 'after that')]).toEqual([pid, pid]);
  });

  it('tell a Redis that comes back empty of all their sessions, so that these outlive them again (P-REDIS, P-RECOVER)', async () => {
    const diary = openDiary();
    const { redis, replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    await redis.stop('SIGKILL');
    const opened = await ReplicaSession.open(first.url);
    await redis.restart();
    const reader = new Redis(redis.url);
    onTestFinished(() => reader.disconnect());
    while ((await reader.keys('mcp:session:*')).length < 2) await delay(POLL_MS);
    await patiently(() => opened.call(second.url, 1, 'look')); // by now their journals are there, too
    await first.stop('SIGKILL');
    for (const [number, one] of [session, opened].entries()) {
      const answer = await patiently(() => one.call(second.url, `after ${number}`, 'book'));
      expect(answer).toMatchObject({ status: 200, messages: [{ result: { client: 'replica-session' } }] });
      expect(diary.times(`after ${number}`)).toBe(1);
    }
  });
});
