import { describe, expect, it } from 'vitest';
import { openDiary } from '../support/diary.ts';
import { ReplicaSession, retried } from '../support/replica-session.ts';
import { startReplicas } from '../support/start-replicas.ts';

const LOST = { error: { data: { code: 'OUTCOME_UNKNOWN' } } };

describe('a request that a load balancer sends a second time', () => {
  it('gets the answer of the first one while that is open, and its child hears it once (P-ANSWER)', async () => {
    const { diary, first, second, session } = await startSession();
    const broken = await session.stream(first.url, 1, 'book', { wait: true });
    await broken.next();
    await broken.breakOff();
    const again = session.call(second.url, 1, 'book', { wait: true }, retried);
    await session.tell(second.url, 'notifications/go');
    expect((await again).messages.at(-1)).toMatchObject({ id: 1, result: { name: 'book' } });
    expect(diary.times(1)).toBe(1);
  });

  it('is answered both times where nobody knows which response the load balancer has given up (P-ANSWER)', async () => {
    const { diary, first, second, session } = await startSession();
    const open = await session.stream(first.url, 1, 'book', { wait: true });
    await open.next();
    const again = await session.stream(second.url, 1, 'book', { wait: true }, retried);
    await session.tell(second.url, 'notifications/go');
    const answers = [await open.until(1), await again.until(1)].map((messages) => messages.at(-1));
    expect(answers).toMatchObject([{ result: { name: 'book' } }, { result: { name: 'book' } }]);
    expect(diary.times(1)).toBe(1);
  });

  it('is not carried out again when the first one, held up on its way, comes after it (P-ANSWER)', async () => {
    const { diary, first, second, session } = await startSession();
    await session.call(second.url, 1, 'book', {}, retried);
    const late = await session.call(first.url, 1, 'book');
    expect(late.messages.at(-1)).toMatchObject({ id: 1, ...LOST });
    expect(diary.times(1)).toBe(1);
  });

  it('is carried out again after its answer only where that does no harm (P-ANSWER)', async () => {
    const { diary, first, second, session } = await startSession();
    for (const [id, name] of ['look', 'put', 'book'].entries()) await session.call(first.url, id + 1, name);
    for (const [id, name] of ['look', 'put'].entries()) {
      const again = await session.call(second.url, id + 1, name, {}, retried);
      expect(again).toMatchObject({ status: 200, messages: [{ id: id + 1, result: { name } }] });
    }
    expect(await session.call(second.url, 3, 'book', {}, retried)).toMatchObject({ messages: [{ id: 3, ...LOST }] });
    expect([diary.times(1), diary.times(2), diary.times(3)]).toEqual([2, 2, 1]);
  });

  it('is not carried out again by the replica that takes the session over (P-RECOVER, P-ANSWER)', async () => {
    const { diary, first, second, session } = await startSession();
    await session.call(first.url, 1, 'book');
    const open = await session.stream(first.url, 2, 'book', { wait: true });
    await open.next();
    await first.stop('SIGKILL');
    for (const id of [1, 2]) {
      const again = await session.call(second.url, id, 'book', {}, retried);
      expect(again.messages.at(-1)).toMatchObject({ id, ...LOST });
    }
    expect([diary.times(1), diary.times(2)]).toEqual([1, 1]);
  });

  it('is carried out after a session was handed over, where its id is new: it cannot have been before (P-DRAIN)', async () => {
    const { diary, first, second, session } = await startSession();
    await session.call(first.url, 1, 'book');
    await first.stop('SIGTERM');
    const next = await session.call(second.url, 2, 'book', {}, retried);
    expect(next).toMatchObject({ status: 200, messages: [{ id: 2, result: { name: 'book' } }] });
    const last = await session.call(second.url, 1, 'book', {}, retried);
    expect(last).toMatchObject({ status: 200, messages: [{ id: 1, ...LOST }] });
    expect([diary.times(1), diary.times(2)]).toEqual([1, 1]);
  });
});

/** Two replicas, and a session on the first of them. */
async function startSession() {
  const diary = openDiary();
  const { replicas } = await startReplicas(diary.child);
  const [first, second] = replicas;
  return { diary, first, second, session: await ReplicaSession.open(first.url) };
}
