import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../bridge/directory/directory.ts';
import { MemoryDirectory } from '../../../bridge/directory/memory-directory.ts';

/** Each store, with a way to make the directories of several replicas that share it. */
const stores: { name: string; create: (...replicaIds: string[]) => Directory[] }[] = [
  {
    name: 'memory',
    create(...replicaIds) {
      const owners = new Map<string, string>();
      return replicaIds.map((replicaId) => new MemoryDirectory(replicaId, owners));
    },
  },
];

describe.each(stores)('the directory in $name', ({ create }) => {
  const two = (): [Directory, Directory] => create('replica-a', 'replica-b') as [Directory, Directory];

  it('gives a free session to the first replica that claims it', async () => {
    const [a, b] = two();
    expect(await a.claim('s1')).toBe('replica-a');
    expect(await b.claim('s1')).toBe('replica-a');
    expect(await b.ownerOf('s1')).toBe('replica-a');
  });

  it('knows no owner of a session that nobody claimed', async () => {
    const [a] = two();
    expect(await a.ownerOf('s1')).toBeUndefined();
  });

  it('frees a session that its owner releases', async () => {
    const [a, b] = two();
    await a.claim('s1');
    await a.release('s1');
    expect(await b.ownerOf('s1')).toBeUndefined();
    expect(await b.claim('s1')).toBe('replica-b');
  });

  it('ignores a release by a replica that is not the owner', async () => {
    const [a, b] = two();
    await a.claim('s1');
    await b.release('s1');
    expect(await b.ownerOf('s1')).toBe('replica-a');
  });

  it('frees all the sessions of a replica that closes, and no others', async () => {
    const [a, b] = two();
    await Promise.all([a.claim('s1'), a.claim('s2'), b.claim('s3')]);
    await a.close();
    expect(await Promise.all(['s1', 's2', 's3'].map((id) => b.ownerOf(id)))).toEqual([
      undefined,
      undefined,
      'replica-b',
    ]);
  });

  it('lets exactly one of many racing replicas win', async () => {
    const replicas = create(...Array.from({ length: 20 }, (_, n) => `replica-${n}`));
    const owners = await Promise.all(replicas.map((replica) => replica.claim('s1')));
    expect(new Set(owners).size).toBe(1);
  });
});
