import { describe, expect, it } from 'vitest';
import { openDiary } from '../support/diary.ts';
import { EventReader } from '../support/event-reader.ts';
import { ReplicaSession } from '../support/replica-session.ts';
import { startReplicas } from '../support/start-replicas.ts';
import { untilKnown } from '../support/until-known.ts';

/** Nobody in a test waits for a lease of so long. */
const LONG_LEASE = ['--lease', '10m'];

describe('a replica that is told to end', () => {
  it('hands its sessions over, and nobody waits for its lease (P-DRAIN)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child, { args: LONG_LEASE });
    const [first, second] = replicas;
    const sessions = await Promise.all([1, 2, 3].map(() => ReplicaSession.open(first.url)));
    expect(await first.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    for (const [n, session] of sessions.entries()) {
      const answer = await session.call(second.url, `book ${n}`, 'book');
      expect(answer).toMatchObject({
        status: 200,
        messages: [{ result: { name: 'book', client: 'replica-session' } }],
      });
      expect(diary.times(`book ${n}`)).toBe(1);
    }
  });

  it('answers first what is under way, and opens new sessions elsewhere (P-DRAIN)', async () => {
    const { diary, first, second, session, stream } = await startBooking();
    const ended = first.stop('SIGTERM');
    const { id } = await openOnceDraining(first.url);
    expect(id).toMatch(/^r2\./);
    await session.tell(second.url, 'notifications/go');
    expect((await stream.until(1)).at(-1)).toMatchObject({ result: { name: 'book' } });
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(await session.call(second.url, 2, 'book')).toMatchObject({ status: 200, messages: [{ result: {} }] });
    expect([diary.times(1), diary.times(2)]).toEqual([1, 1]);
  });

  it('finishes what no other may ask again, though the client is away for a moment (P-DRAIN, P-RESUME)', async () => {
    const { diary, first, second, session, stream } = await startBooking();
    await stream.breakOff();
    const ended = first.stop('SIGTERM');
    await openOnceDraining(first.url);
    await session.tell(second.url, 'notifications/go');
    await ended;
    const resumed = await session.resume(second.url, stream.lastEventId);
    expect((await resumed.until(1)).at(-1)).toMatchObject({ result: { name: 'book' } });
    expect(diary.times(1)).toBe(1);
  });

  it('ends its streams, and their clients go on at another where they left off (P-DRAIN, P-RESUME)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child, { args: LONG_LEASE });
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const stream = await EventReader.get(`${first.url}/sse`);
    const { data: endpoint, id = '' } = await stream.next();
    await first.stop('SIGTERM');
    await stream.closed;
    const resumed = await EventReader.get(`${second.url}/sse`, { 'Last-Event-ID': id });
    expect((await resumed.next()).data).toBe(endpoint);
    expect((await session.call(second.url, 1, 'look')).status).toBe(200);
  });

  it('ends the streams that pass through it to others, and does not wait for them to end (P-DRAIN)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child, { args: ['--shutdown-grace', '10m'] });
    const [first, second] = replicas;
    await untilKnown(first, second);
    const session = await ReplicaSession.open(second.url);
    const stream = await EventReader.get(`${first.url}/mcp`, session.headers);
    expect(await first.stop('SIGTERM')).toEqual({ code: 0, signal: null });
    await stream.closed;
    expect((await session.call(second.url, 1, 'look')).status).toBe(200);
  });
});

/** A session on the first of two replicas, with a call under way that waits for `notifications/go`. */
async function startBooking() {
  const diary = openDiary();
  const { replicas } = await startReplicas(diary.child);
  const [first, second] = replicas;
  await untilKnown(first, second);
  const session = await ReplicaSession.open(first.url);
  const stream = await session.stream(first.url, 1, 'book', { wait: true });
  await stream.next();
  return { diary, first, second, session, stream };
}

/** A session whose request comes to a replica that has begun to end: opened until one is another's. */
async function openOnceDraining(url: string): Promise<ReplicaSession> {
  for (;;) {
    const session = await ReplicaSession.open(url);
    if (!session.id.startsWith('r1.')) return session;
  }
}
