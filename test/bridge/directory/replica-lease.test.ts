import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startRedis } from '../../support/start-redis.ts';
import { tlsFile } from '../../support/start-tls-site.ts';
import { eventually } from './eventually.ts';
import { openReplica, redisReplica, urlOf } from './redis-replica.ts';
import { connectTo, startTlsRedis } from './redis-topologies.ts';
import { startReplica } from './start-replica.ts';

/** Blocks this process, as nothing that waits for events would. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

it('a replica that comes after one that was killed waits for its lease and has its tag then', async () => {
  const { url } = await startRedis();
  const killed = await startReplica('a', url, { leaseMs: 600 });
  await killed.step('claim', 'a.1');
  await killed.stop('SIGKILL');
  const next = await openReplica('a', url, { leaseMs: 600 });
  expect(await next.find('a.1')).toMatchObject({ epoch: 1, leaseLeftMs: 0 });
  expect(await next.takeOver('a.1', 1)).toEqual(new Map());
  expect(await next.find('a.1')).toMatchObject({ replica: { id: next.replicaId }, epoch: 2 });
});

it('a replica is not started beside one in another process that has its tag', async () => {
  const { url } = await startRedis();
  const first = await startReplica('a', url, { leaseMs: 600 });
  await first.step('claim', 'a.1');
  const { directory } = redisReplica('a', url, { leaseMs: 600 });
  await expect(directory.open(urlOf('a'))).rejects.toMatchObject({ code: 'REPLICA_TAG_TAKEN' });
  expect(await first.step('find', 'a.1')).toMatchObject({ epoch: 1 });
});

it('the lease of a replica lapses when it is lost, and others see it leave (P-RECOVER)', async () => {
  const { url } = await startRedis();
  const b = await openReplica('b', url, { leaseMs: 600 });
  const a = await startReplica('a', url, { leaseMs: 600 });
  await a.step('claim', 'a.1');
  await eventually(() => b.peers.map((peer) => peer.url)).toEqual([urlOf('a')]);
  expect((await b.find('a.1'))?.leaseLeftMs).toBeGreaterThan(0);
  await a.stop('SIGKILL');
  await eventually(async () => (await b.find('a.1'))?.leaseLeftMs).toBe(0);
  await eventually(() => b.peers).toEqual([]);
});

it('a replica that was stopped loses what was taken meanwhile, keeps the rest, and writes nothing to what it lost (P-ANY)', async () => {
  const { url } = await startRedis();
  const b = await openReplica('b', url, { leaseMs: 600 });
  const a = await startReplica('a', url, { leaseMs: 600 });
  await a.step('claim', 'a.lost');
  await a.step('claim', 'a.kept');
  process.kill(a.pid, 'SIGSTOP');
  await eventually(async () => (await b.find('a.lost'))?.leaseLeftMs).toBe(0);
  expect(await b.takeOver('a.lost', 1)).toEqual(new Map());
  b.journal('a.lost')?.put('of b', Buffer.from('b'));
  // These are the first that it reads when it goes on, perhaps before any of its timers has run.
  for (const sessionId of ['a.lost', 'a.kept']) a.begin('put', sessionId, 'of a', 'late');
  a.begin('confirm');
  process.kill(a.pid, 'SIGCONT');
  expect(await a.said()).toEqual(['done', 'put', null]);
  expect(await a.said()).toEqual(['done', 'put', null]);
  expect(await a.said()).toEqual(['lost', 'a.lost']);
  expect(await a.said()).toEqual(['done', 'confirm', true]);
  expect(await a.step('confirm')).toBe(false);
  await a.step('written', 'a.kept');
  await b.handOver('a.lost');
  expect(await b.takeOver('a.lost', 2)).toEqual(new Map([['of b', Buffer.from('b')]]));
  expect(await b.find('a.kept')).toMatchObject({ replica: { url: urlOf('a') }, epoch: 2 });
  expect(await b.takeOver('a.kept', 1)).toBeUndefined(); // as it was seen before its owner was back
  expect(await b.takeOver('a.kept', 2)).toEqual(new Map([['of a', Buffer.from('late')]]));
});

it('a replica that was stopped does not bring back a session that ended elsewhere (P-404)', async () => {
  const { url } = await startRedis();
  const b = await openReplica('b', url, { leaseMs: 600 });
  const a = await startReplica('a', url, { leaseMs: 600 });
  await a.step('claim', 'a.over');
  process.kill(a.pid, 'SIGSTOP');
  await eventually(async () => (await b.find('a.over'))?.leaseLeftMs).toBe(0);
  await b.takeOver('a.over', 1);
  await b.release('a.over');
  a.begin('confirm');
  process.kill(a.pid, 'SIGCONT');
  expect(await a.said()).toEqual(['lost', 'a.over']);
  expect(await a.said()).toEqual(['done', 'confirm', true]);
  expect(await b.find('a.over')).toBeUndefined();
});

it('a process that stood still for longer than its lease knows so before anything else runs', async () => {
  const { url } = await startRedis();
  const a = await openReplica('a', url, { leaseMs: 900 });
  await a.claim('a.1');
  standStill(100);
  expect(a.confirm()).toBeUndefined();
  standStill(1_000);
  const confirmed = a.confirm();
  expect(confirmed).toBeDefined();
  expect(a.confirm()).toBe(confirmed);
  await confirmed;
  expect(a.confirm()).toBeUndefined();
  expect(await a.find('a.1')).toMatchObject({ replica: { id: a.replicaId }, epoch: 2 });
});

it("what sessions note while it is found out whether they are still their replica's costs none of them (P-ANY)", async () => {
  const { url } = await startRedis();
  const a = await openReplica('a', url, { leaseMs: 300, journalIntervalMs: 1 });
  const lost: string[] = [];
  a.onLost = (sessionId) => lost.push(sessionId);
  const sessionIds = Array.from({ length: 400 }, (_, index) => `a.${index}`);
  await Promise.all(sessionIds.map((sessionId) => a.claim(sessionId)));
  standStill(400);
  let isConfirmed = false;
  const confirmed = a.confirm()?.then(() => {
    isConfirmed = true;
  });
  while (!isConfirmed) {
    for (const sessionId of sessionIds) a.journal(sessionId)?.put('noted', Buffer.from('meanwhile'));
    await turn();
  }
  await confirmed;
  await Promise.all(sessionIds.map(async (sessionId) => a.journal(sessionId)?.written()));
  expect(lost).toEqual([]);
  expect(await a.find('a.399')).toMatchObject({ replica: { id: a.replicaId }, epoch: 2 });
});

it('after a pause nothing is confirmed while Redis is away, and all is once it is back (P-REDIS)', async () => {
  const redis = await startRedis();
  const a = await openReplica('a', redis.url, { leaseMs: 300, redisTimeoutMs: 200 });
  await a.claim('a.1');
  await redis.stop('SIGKILL');
  standStill(400);
  await expect(a.confirm()).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
  await redis.restart();
  await eventually(() => a.confirm()?.catch(() => 'away')).toBeUndefined();
  const owner = await a.find('a.1');
  expect(owner?.replica?.id).toBe(a.replicaId);
  expect(owner?.epoch).toBeGreaterThan(1); // whoever was about to take it over has to look again
});

it('a replica with another secret is refused, and finds no session of the others', async () => {
  const { url } = await startRedis();
  const a = await openReplica('a', url);
  await a.claim('a.1');
  const { directory } = redisReplica('b', url, { clusterSecret: 'the secret of other replicas' });
  await expect(directory.open(urlOf('b'))).rejects.toMatchObject({ code: 'CLUSTER_SECRET_DIFFERS' });
  const apart = await openReplica('b', url, { clusterSecret: 'the secret of other replicas', redisPrefix: 'apart:' });
  expect(await apart.find('a.1')).toBeUndefined();
});

it('a replica keeps away from a Redis where others with another secret were first, once it was emptied', async () => {
  const { url } = await startRedis();
  const { directory: a, log } = redisReplica('a', url, { leaseMs: 300 });
  await a.open(urlOf('a'));
  const redis = connectTo(url);
  await redis.set('test:secret', 'what others left');
  await eventually(() => a.isAway).toBe(true);
  expect(log.join()).toMatch(/have another --cluster-secret/);
  await redis.del('test:secret');
  await eventually(() => a.isAway).toBe(false);
});

it('Redis is spoken to over TLS, and only where its certificate is trusted (P-SECRET)', async () => {
  const { url } = await startTlsRedis();
  const trusting = { NODE_EXTRA_CA_CERTS: tlsFile('ca.pem') };
  const [a, b] = await Promise.all(['a', 'b'].map((tag) => startReplica(tag, url, {}, trusting)));
  await a?.step('claim', 'a.1');
  await a?.step('put', 'a.1', 'field', 'value');
  await a?.step('written', 'a.1');
  expect(await b?.step('takeOver', 'a.1', '1')).toEqual({ field: 'value' });
  const { directory, log } = redisReplica('c', url);
  await expect(directory.open(urlOf('c'))).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
  expect(log.join()).toMatch(/certificate/);
});
