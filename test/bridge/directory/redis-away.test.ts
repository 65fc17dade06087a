import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/start-redis.ts';
import { eventually } from './eventually.ts';
import { openReplica, redisReplica, urlOf } from './redis-replica.ts';
import { connectTo, startRedisCluster, startSentinel } from './redis-topologies.ts';

const text = (value: string): Buffer => Buffer.from(value);

/** Two replicas; `a` has the session `a.1` with something in its journal. */
async function twoReplicas(url: string) {
  const options = { leaseMs: 900, redisTimeoutMs: 1_000 };
  const [a, b] = await Promise.all(['a', 'b'].map((tag) => openReplica(tag, url, options)));
  if (a === undefined || b === undefined) throw new Error('unreachable');
  await a.claim('a.1');
  a.journal('a.1')?.put('before', text('before'));
  await a.journal('a.1')?.written();
  return { a, b };
}

describe('while Redis is away', () => {
  it('sessions can be made, go on and end, and what needs Redis is refused at once (P-REDIS)', async () => {
    const redis = await startRedis();
    const { a } = await twoReplicas(redis.url);
    a.journal('a.1')?.put('pending', text('pending'));
    const written = a.journal('a.1')?.written();
    await redis.stop('SIGKILL');
    await written;
    await eventually(() => a.isAway).toBe(true);
    await a.claim('a.2');
    a.journal('a.2')?.put('field', text('value'));
    expect(a.journal('a.2')?.written()).toBeUndefined();
    await a.release('a.1');
    const away = { code: 'DIRECTORY_AWAY', status: 503 };
    await expect(a.find('a.2')).rejects.toMatchObject(away);
    await expect(a.takeOver('b.1', 1)).rejects.toMatchObject(away);
    await expect(a.handOver('a.2')).rejects.toMatchObject(away);
    expect(a.journal('a.2')).toBeDefined();
    expect(a.confirm()).toBeUndefined();
  });

  it('one that hangs is away once it has not answered in time (P-REDIS)', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    process.kill(redis.pid, 'SIGSTOP');
    a.journal('a.1')?.put('meanwhile', text('meanwhile'));
    await a.journal('a.1')?.written();
    await expect(b.find('a.1')).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
    process.kill(redis.pid, 'SIGCONT');
    await eventually(() => a.isAway || b.isAway).toBe(false);
    await a.handOver('a.1');
    expect([...((await b.takeOver('a.1', 1))?.keys() ?? [])].sort()).toEqual(['before', 'meanwhile']);
  });
});

describe('when Redis is back', () => {
  it('a session that it gave to a replica which did not hear of it can be taken over (P-RECOVER)', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await a.close();
    expect(await b.takeOver('a.none', 1)).toBeUndefined(); // Redis knows the script from now on
    process.kill(redis.pid, 'SIGSTOP');
    await expect(b.takeOver('a.1', 1)).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
    process.kill(redis.pid, 'SIGCONT');
    await eventually(() => b.isAway).toBe(false);
    expect(await b.find('a.1')).toEqual({ replica: undefined, epoch: 2, leaseLeftMs: 0 });
    expect(await b.takeOver('a.1', 2)).toEqual(new Map([['before', text('before')]]));
    expect(await b.find('a.1')).toMatchObject({ replica: { id: b.replicaId }, epoch: 3 });
  });

  it('empty, all sessions and journals are there again (P-REDIS)', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await b.claim('b.1');
    await a.claim('a.over');
    await redis.stop('SIGKILL');
    await eventually(() => a.isAway).toBe(true);
    await a.claim('a.2');
    a.journal('a.1')?.put('meanwhile', () => text('made when written'));
    await a.release('a.over');
    await redis.restart();
    await eventually(() => a.isAway || b.isAway).toBe(false);
    await eventually(() => b.find('a.2').catch(() => undefined)).toMatchObject({ replica: { id: a.replicaId } });
    expect(await a.find('b.1')).toMatchObject({ replica: { id: b.replicaId, url: urlOf('b') }, epoch: 1 });
    await a.handOver('a.1');
    expect(await b.takeOver('a.1', 1)).toEqual(
      new Map([
        ['before', text('before')],
        ['meanwhile', text('made when written')],
      ]),
    );
    await eventually(() => a.peers.map(({ id }) => id)).toEqual([b.replicaId]);
  });

  it('nobody says for a while that there is no such session, for its owner may be about to write it (P-404)', async () => {
    const redis = await startRedis();
    const { b } = await twoReplicas(redis.url);
    expect(await b.find('c.1')).toBeUndefined();
    await redis.stop('SIGKILL');
    await eventually(() => b.isAway).toBe(true);
    await redis.restart();
    await eventually(() => b.isAway).toBe(false);
    await expect(b.find('c.1')).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
    await eventually(() => b.find('c.1').catch(() => 'away')).toBeUndefined();
  });

  it('with older data, sessions and journals are as their owners know them (P-REDIS)', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await a.claim('a.moved');
    await a.claim('a.over');
    await connectTo(redis.url).save();
    await b.takeOver('a.moved', 1);
    await a.release('a.over');
    a.journal('a.1')?.remove('before');
    a.journal('a.1')?.put('after', text('after'));
    await a.journal('a.1')?.written();
    await redis.stop('SIGKILL');
    await eventually(() => a.isAway && b.isAway).toBe(true);
    await redis.restart();
    await eventually(() => a.isAway || b.isAway).toBe(false);
    await eventually(() => a.find('a.moved')).toMatchObject({ replica: { id: b.replicaId }, epoch: 2 });
    await a.handOver('a.1');
    expect(await b.takeOver('a.1', 1)).toEqual(new Map([['after', text('after')]]));
  });

  it('what was released meanwhile is forgotten there, too', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await connectTo(redis.url).save();
    await redis.stop('SIGKILL');
    await eventually(() => a.isAway).toBe(true);
    await a.release('a.1');
    await redis.restart();
    await eventually(() => b.find('a.1').catch(() => 'away')).toBeUndefined();
  });

  it('and it was never noticed to be away, what it has lost is written again', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await connectTo(redis.url).flushall();
    await eventually(() => b.find('a.1').catch(() => undefined)).toMatchObject({ replica: { id: a.replicaId } });
    await a.handOver('a.1');
    expect(await b.takeOver('a.1', 1)).toEqual(new Map([['before', text('before')]]));
  });

  it('scripts that it has forgotten are sent again', async () => {
    const redis = await startRedis();
    const { a, b } = await twoReplicas(redis.url);
    await connectTo(redis.url).script('FLUSH');
    await Promise.all([a.claim('a.2'), a.claim('a.3')]);
    expect(await b.find('a.3')).toMatchObject({ replica: { id: a.replicaId } });
    expect(a.isAway).toBe(false);
  });
});

it('sessions go on when a sentinel has made another Redis the master (P-REDIS)', async () => {
  const { url, master, replica } = await startSentinel();
  const { a, b } = await twoReplicas(url);
  const synced = connectTo(replica.url, 'opensesame');
  await eventually(() => synced.info('replication')).toContain('master_link_status:up');
  await master.stop('SIGKILL');
  await eventually(() => a.isAway).toBe(true);
  await eventually(() => a.isAway || b.isAway).toBe(false);
  await eventually(() => b.find('a.1').catch(() => undefined)).toMatchObject({ replica: { id: a.replicaId } });
});

it('sessions come back when a node of a cluster was lost with what it had (P-REDIS)', async () => {
  const { url, nodes } = await startRedisCluster();
  const { a, b } = await twoReplicas(url);
  const ids = Array.from({ length: 30 }, (_, n) => `a.many${n}`);
  await Promise.all(ids.map((id) => a.claim(id)));
  await nodes[0]?.stop('SIGKILL');
  await nodes[0]?.restart();
  for (const id of ids) {
    await eventually(() => b.find(id).catch(() => undefined)).toMatchObject({ replica: { id: a.replicaId } });
  }
});

it('a replica does not start without Redis, and says so without the password', async () => {
  const { directory, log } = redisReplica('a', 'redis://someone:opensesame@127.0.0.1:1');
  await expect(directory.open(urlOf('a'))).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
  expect(log.join()).toContain('Redis cannot be reached: connect ECONNREFUSED 127.0.0.1:1');
  expect(log.join()).not.toContain('opensesame');
});

it('a replica does not start where Redis refuses its password, and does not repeat it (P-SECRET)', async () => {
  const { port } = await startRedis(['--requirepass', 'opensesame']);
  const { directory, log } = redisReplica('a', `redis://:guessed-wrong@127.0.0.1:${port}`);
  await expect(directory.open(urlOf('a'))).rejects.toMatchObject({ code: 'DIRECTORY_AWAY' });
  expect(log.join()).toContain('WRONGPASS');
  expect(log.join()).not.toContain('guessed-wrong');
});
