import { expect } from 'vitest';
import type { Directory } from '../../../bridge/directory/directory.ts';
import { urlOf } from './redis-replica.ts';

/** Opens the directory of a replica with this tag. All share a store. */
export type OpenDirectory = (replicaTag: string) => Promise<Directory>;

/** What every directory keeps to that replicas share, as tests by title. Each needs a store of its own. */
export const directoryContract: Readonly<Record<string, (open: OpenDirectory) => Promise<void>>> = {
  'tells every replica who owns a session and where (P-ANY)': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const owner = { replica: { id: a.replicaId, url: urlOf('a') }, epoch: 1 };
    for (const directory of [a, b]) expect(await directory.find('a.1')).toMatchObject(owner);
    expect((await b.find('a.1'))?.leaseLeftMs).toBeGreaterThan(0);
  },

  'knows nothing of a session that nobody claimed': async (open) => {
    const [a, b] = await two(open);
    expect(await a.find('a.1')).toBeUndefined();
    expect(await b.takeOver('a.1', 1)).toBeUndefined();
    expect(b.journal('a.1')).toBeUndefined();
  },

  'forgets a session that its owner releases, and no other': async (open) => {
    const [a, b] = await two(open);
    await Promise.all([a.claim('a.1'), a.claim('a.2')]);
    await a.release('a.1');
    expect(await b.find('a.1')).toBeUndefined();
    expect(await b.takeOver('a.1', 1)).toBeUndefined();
    expect(await b.find('a.2')).toBeDefined();
  },

  'ignores a release by a replica that is not the owner': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    await b.release('a.1');
    expect(await b.find('a.1')).toMatchObject({ replica: { id: a.replicaId } });
  },

  'gives a session that was handed over to the next replica, with all of its journal (P-DRAIN)': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    a.journal('a.1')?.put('bytes', bytes);
    a.journal('a.1')?.put('made when written', () => Buffer.from('made'));
    a.journal('a.1')?.put('empty', Buffer.alloc(0));
    await a.handOver('a.1');
    expect(a.journal('a.1')).toBeUndefined();
    expect(await b.find('a.1')).toEqual({ replica: undefined, epoch: 1, leaseLeftMs: 0 });
    const journal = await b.takeOver('a.1', 1);
    expect(journal).toEqual(
      new Map([
        ['bytes', bytes],
        ['made when written', Buffer.from('made')],
        ['empty', Buffer.alloc(0)],
      ]),
    );
    expect(await a.find('a.1')).toMatchObject({ replica: { id: b.replicaId, url: urlOf('b') }, epoch: 2 });
  },

  'gives the sessions of a replica that closed to others at once, and with their journals': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    a.journal('a.1')?.put('field', Buffer.from('value'));
    await a.close();
    expect(await b.find('a.1')).toEqual({ replica: { id: a.replicaId, url: urlOf('a') }, epoch: 1, leaseLeftMs: 0 });
    expect(await b.takeOver('a.1', 1)).toEqual(new Map([['field', Buffer.from('value')]]));
  },

  'lets exactly one of many racing replicas take a session over': async (open) => {
    const [a, ...others] = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(open));
    await a?.claim('a.1');
    const taken = await Promise.all(others.map((other) => other.takeOver('a.1', 1)));
    expect(taken.filter((journal) => journal !== undefined)).toHaveLength(1);
    const winner = others[taken.findIndex((journal) => journal !== undefined)];
    expect(await a?.find('a.1')).toMatchObject({ replica: { id: winner?.replicaId }, epoch: 2 });
  },

  'lets exactly one of several racing requests of one replica take a session over': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const taken = await Promise.all([1, 2, 3].map(() => b.takeOver('a.1', 1)));
    expect(taken.filter((journal) => journal !== undefined)).toHaveLength(1);
  },

  'refuses a takeover by who looked before the last one': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    expect(await b.takeOver('a.1', 1)).toBeDefined();
    expect(await a.takeOver('a.1', 1)).toBeUndefined();
    expect(await a.find('a.1')).toMatchObject({ replica: { id: b.replicaId }, epoch: 2 });
  },

  'tells a former owner that its session is lost, and writes nothing that it puts later': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const journal = a.journal('a.1');
    const lost = new Promise<string>((resolve) => {
      a.onLost = resolve;
    });
    expect(await b.takeOver('a.1', 1)).toEqual(new Map());
    journal?.put('late', Buffer.from('late'));
    expect(await lost).toBe('a.1');
    journal?.put('later', Buffer.from('later'));
    expect(journal?.written()).toBeUndefined();
    await a.release('a.1');
    await b.handOver('a.1');
    expect(await a.takeOver('a.1', 2)).toEqual(new Map());
  },

  'keeps what the last owner wrote, and what the next one adds and removes (P-RECOVER)': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const first = a.journal('a.1');
    for (const field of ['kept', 'replaced', 'removed']) first?.put(field, Buffer.from('of a'));
    await first?.written();
    await b.takeOver('a.1', 1);
    const second = b.journal('a.1');
    second?.put('replaced', Buffer.from('of b'));
    second?.remove('removed');
    await b.handOver('a.1');
    expect(await a.takeOver('a.1', 2)).toEqual(
      new Map([
        ['kept', Buffer.from('of a')],
        ['replaced', Buffer.from('of b')],
      ]),
    );
  },

  'has written what was put once it says so, and has nothing to wait for then': async (open) => {
    const [a, b] = await two(open);
    await a.claim('a.1');
    const journal = a.journal('a.1');
    journal?.put('early', Buffer.from('1'));
    journal?.put('removed', Buffer.from('2'));
    await journal?.written();
    journal?.remove('removed');
    journal?.put('late', Buffer.from('3'));
    await journal?.written();
    expect(journal?.written()).toBeUndefined();
    expect(await b.takeOver('a.1', 1)).toEqual(
      new Map([
        ['early', Buffer.from('1')],
        ['late', Buffer.from('3')],
      ]),
    );
  },

  'has one journal for each session of its own, and none for those of others': async (open) => {
    const [a, b] = await two(open);
    await Promise.all([a.claim('a.1'), a.claim('a.2')]);
    expect(a.journal('a.1')).toBeDefined();
    expect(a.journal('a.1')).toBe(a.journal('a.1'));
    expect(a.journal('a.1')).not.toBe(a.journal('a.2'));
    expect(b.journal('a.1')).toBeUndefined();
  },

  'refuses a second replica with the same tag, and says where the first one is': async (open) => {
    await open('a');
    await expect(open('a')).rejects.toMatchObject({
      code: 'REPLICA_TAG_TAKEN',
      message: expect.stringContaining(urlOf('a')),
    });
  },

  'lets a replica come back under its tag after it closed, under another id': async (open) => {
    const first = await open('a');
    await first.close();
    const second = await open('a');
    await second.claim('a.1');
    expect(await second.find('a.1')).toMatchObject({ replica: { id: second.replicaId } });
  },

  'has nothing to confirm while its process runs': async (open) => {
    const [a] = await two(open);
    expect(a.confirm()).toBeUndefined();
    expect(a.isAway).toBe(false);
  },
};

function two(open: OpenDirectory): Promise<[Directory, Directory]> {
  return Promise.all([open('a'), open('b')]);
}
