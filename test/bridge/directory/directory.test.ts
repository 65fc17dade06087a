import { describe, expect, it } from 'vitest';
import { MemoryDirectory, MemoryStore } from '../../../bridge/directory/memory-directory.ts';
import { startRedis } from '../../support/start-redis.ts';
import { directoryContract, type OpenDirectory } from './directory-contract.ts';
import { openReplica, urlOf } from './redis-replica.ts';
import { startRedisCluster, startSentinel } from './redis-topologies.ts';

const contract = Object.entries(directoryContract);

describe('the directory in memory', () => {
  it.each(contract)('%s', async (_, keeps) => {
    const store = new MemoryStore();
    await keeps(async (tag) => {
      const directory = new MemoryDirectory(`${tag}-1`, store);
      await directory.open(urlOf(tag));
      return directory;
    });
  });

  it('knows what its bridge has, and no journals, where it stands alone', async () => {
    const directory = new MemoryDirectory('a-1');
    await directory.open(urlOf('a'));
    await directory.claim('a.1');
    expect(await directory.find('a.1')).toMatchObject({ replica: { id: 'a-1', url: urlOf('a') }, epoch: 1 });
    expect(await directory.find('b.1')).toBeUndefined();
    expect(directory.journal('a.1')).toBeUndefined();
    expect(directory.peers).toEqual([]);
    await directory.release('a.1');
    expect(await directory.find('a.1')).toBeUndefined();
  });
});

describe('the directory in Redis', () => {
  it.each(contract)('%s', async (_, keeps) => {
    const { url } = await startRedis();
    await keeps((tag) => openReplica(tag, url));
  });
});

/** They take long to start, so all of the contract is checked at once, with a prefix for each part. */
describe.each([
  ['Redis behind a sentinel', startSentinel],
  ['Redis Cluster', startRedisCluster],
])('the directory in %s', (_, start: () => Promise<{ readonly url: string }>) => {
  it('keeps all that the directory in Redis does (P-ANY)', async () => {
    const { url } = await start();
    const outcomes = contract.map(async ([title, keeps], index) => {
      const open: OpenDirectory = (tag) => openReplica(tag, url, { redisPrefix: `test${index}:` });
      await keeps(open).catch((error: unknown) => Promise.reject(new Error(title, { cause: error })));
    });
    await Promise.all(outcomes);
  });
});
