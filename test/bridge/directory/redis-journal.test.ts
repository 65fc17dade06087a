import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { expect, it } from 'vitest';
import { startRedis } from '../../support/start-redis.ts';
import { eventually } from './eventually.ts';
import { clusterSecret, openReplica, redisReplica, urlOf } from './redis-replica.ts';
import { connectTo } from './redis-topologies.ts';

const sessionId = 'a.AAAAAAAAAAAAAAAAAAAAAA';
/** So that nothing is written but what a test asks for. */
const quiet = { leaseMs: 60_000 };

/** How often Redis has run a command, in scripts too. */
async function timesRun(redis: Redis, command: string): Promise<number> {
  const stats = await redis.info('commandstats');
  return Number(new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(stats)?.[1] ?? 0);
}

/** All that Redis holds, names and values. */
async function everything(redis: Redis): Promise<string> {
  const keys = await redis.keys('*');
  const values = keys.map(async (key) => {
    const type = await redis.type(key);
    if (type === 'hash') return Object.entries(await redis.hgetall(key)).flat();
    return type === 'zset' ? redis.zrange(key, '0', '-1') : [await redis.get(key)];
  });
  return JSON.stringify([keys, await Promise.all(values)]);
}

it('nothing is sent for what is put and removed within one interval', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  const a = await openReplica('a', url, { ...quiet, journalIntervalMs: 50 });
  await a.claim(sessionId);
  const before = await Promise.all(['evalsha', 'hset', 'hdel'].map((command) => timesRun(redis, command)));
  const journal = a.journal(sessionId);
  for (let n = 0; n < 1000; n += 1) {
    journal?.put(`r${n}`, () => {
      throw new Error('made for nothing');
    });
    const written = journal?.written();
    journal?.remove(`r${n}`);
    await written;
  }
  expect(journal?.written()).toBeUndefined();
  journal?.put('last', Buffer.from('written'));
  await journal?.written();
  const after = await Promise.all(['evalsha', 'hset', 'hdel'].map((command) => timesRun(redis, command)));
  expect(after.map((times, index) => times - (before[index] ?? 0))).toEqual([1, 1, 0]);
});

it('what many sessions put within one interval is written in one go', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  const a = await openReplica('a', url, quiet);
  const ids = Array.from({ length: 1_200 }, (_, n) => `a.${n}`);
  await Promise.all(ids.map((id) => a.claim(id)));
  const before = await timesRun(redis, 'evalsha');
  for (const id of ids) for (const field of ['x', 'y']) a.journal(id)?.put(field, Buffer.from(id));
  await Promise.all(ids.map(async (id) => a.journal(id)?.written()));
  expect((await timesRun(redis, 'evalsha')) - before).toBe(ids.length);
  const b = await openReplica('b', url, quiet);
  for (const id of ['a.0', 'a.1199']) {
    expect(await b.takeOver(id, 1)).toEqual(new Map(['x', 'y'].map((field) => [field, Buffer.from(id)])));
  }
});

it('a journal of many fields and large values is taken over whole', async () => {
  const { url } = await startRedis();
  const [a, b] = [await openReplica('a', url), await openReplica('b', url)];
  await a.claim(sessionId);
  const fields = new Map(Array.from({ length: 40_000 }, (_, n) => [`m${n}`, Buffer.from(`${n}`)]));
  fields.set('large', randomBytes(3 * 1024 ** 2));
  for (const [field, value] of fields) a.journal(sessionId)?.put(field, value);
  await a.handOver(sessionId);
  const taken = await b.takeOver(sessionId, 1);
  expect(taken?.size).toBe(fields.size);
  expect(taken?.get('large')?.equals(fields.get('large') ?? Buffer.alloc(0))).toBe(true);
  expect(taken?.get('m39999')).toEqual(Buffer.from('39999'));
});

it('a field is as it was put last, in whatever order puts, removals and writes come', async () => {
  const { url } = await startRedis();
  const [a, b] = [await openReplica('a', url, { journalIntervalMs: 1 }), await openReplica('b', url)];
  await a.claim(sessionId);
  const journal = a.journal(sessionId);
  const expected = new Map<string, Buffer>();
  let seed = 1;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let step = 0; step < 3_000; step += 1) {
    const field = `f${random(12)}`;
    if (random(3) === 0) {
      journal?.remove(field);
      expected.delete(field);
    } else {
      const value = Buffer.from(`${step}`);
      journal?.put(field, random(2) === 0 ? value : () => value);
      expected.set(field, value);
    }
    if (random(10) === 0) await journal?.written();
  }
  await a.handOver(sessionId);
  const taken = await b.takeOver(sessionId, 1);
  expect(Object.fromEntries(taken ?? [])).toEqual(Object.fromEntries(expected));
});

it('with a journal key, Redis holds nothing that can be read, and others with the key read it (P-SECRET)', async () => {
  const { url } = await startRedis();
  const journalKey = randomBytes(32);
  const [a, b] = [await openReplica('a', url, { journalKey }), await openReplica('b', url, { journalKey })];
  await a.claim(sessionId);
  a.journal(sessionId)?.put('handshake', Buffer.from('for nobody else'));
  await a.journal(sessionId)?.written();
  expect(await everything(connectTo(url))).not.toContain('for nobody else');
  expect(await b.takeOver(sessionId, 1)).toEqual(new Map([['handshake', Buffer.from('for nobody else')]]));
});

it('what was encrypted with another key, or moved from its place, is left out and told by name only', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  const a = await openReplica('a', url, { journalKey: randomBytes(32) });
  await a.claim(sessionId);
  a.journal(sessionId)?.put('asked', Buffer.from('once'));
  a.journal(sessionId)?.put('facts', Buffer.from('secret facts'));
  await a.journal(sessionId)?.written();
  const [key = ''] = await redis.keys('*session*');
  await redis.hset(key, 'j:asked', (await redis.hgetBuffer(key, 'j:facts')) ?? '');
  await a.handOver(sessionId);
  const { directory: b, log } = redisReplica('b', url, { journalKey: randomBytes(32) });
  await b.open(urlOf('b'));
  expect(await b.takeOver(sessionId, 1)).toEqual(new Map());
  expect(log.join()).toMatch(/cannot be read with this --journal-key: .*facts/);
  expect(log.join()).not.toContain('secret facts');
  await eventually(() => redis.hkeys(key)).not.toContain('j:facts');
});

it('a value that was moved to another field is not taken for that field', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  const journalKey = randomBytes(32);
  const [a, b] = [await openReplica('a', url, { journalKey }), await openReplica('b', url, { journalKey })];
  await a.claim(sessionId);
  for (const field of ['asked', 'facts']) a.journal(sessionId)?.put(field, Buffer.from(field));
  await a.journal(sessionId)?.written();
  const [key = ''] = await redis.keys('*session*');
  await redis.hset(key, 'j:asked', (await redis.hgetBuffer(key, 'j:facts')) ?? '');
  expect(await b.takeOver(sessionId, 1)).toEqual(new Map([['facts', Buffer.from('facts')]]));
});

it('Redis never holds a session id or the cluster secret, with which one could use the sessions (P-SECRET)', async () => {
  const { url } = await startRedis();
  const a = await openReplica('a', url);
  await a.claim(sessionId);
  a.journal(sessionId)?.put('facts', Buffer.from('some'));
  await a.journal(sessionId)?.written();
  const all = await everything(connectTo(url));
  expect(all).toContain('some');
  expect(all).not.toContain(sessionId.slice(2));
  expect(all).not.toContain(clusterSecret);
});

it('all that is in Redis expires, and sessions that go on are kept (P-BOUND)', async () => {
  const { url } = await startRedis();
  const redis = connectTo(url);
  const short = { sessionIdleMs: 1_500, leaseMs: 300 };
  const [a, b] = [await openReplica('a', url, short), await openReplica('b', url, short)];
  const ids = ['claimed', 'written', 'moved', 'free', 'over'].map((name) => `a.${name}`);
  await Promise.all(ids.map((id) => a.claim(id)));
  for (const id of ids) a.journal(id)?.put('field', Buffer.from('value'));
  await a.journal('a.written')?.written();
  await b.takeOver('a.moved', 1);
  await a.handOver('a.free');
  await b.takeOver('a.over', 1);
  await b.release('a.over');
  const keys = await redis.keys('*');
  expect(keys.length).toBeGreaterThanOrEqual(9); // five sessions, two leases, the replicas and the secret
  for (const key of keys) expect([key, await redis.pttl(key)]).toEqual([key, expect.toSatisfy((left) => left > 0)]);
  await eventually(async () => (await redis.keys('*session*')).length).toBe(3);
  for (const id of ['a.claimed', 'a.written', 'a.moved']) expect(await a.find(id)).toBeDefined();
});
