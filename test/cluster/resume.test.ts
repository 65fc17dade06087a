import { describe, expect, it } from 'vitest';
import { openDiary } from '../support/diary.ts';
import { EventReader } from '../support/event-reader.ts';
import { ReplicaSession, retried } from '../support/replica-session.ts';
import type { ReplicaMessage } from '../support/replica-stream.ts';
import { startReplicas } from '../support/start-replicas.ts';
import { initialize, send } from '../support/streamable-session.ts';

/** A session of the sse era, whose stream and messages may be at different replicas. */
async function openSse(url: string) {
  let stream = await EventReader.get(`${url}/sse`);
  const { data: first, id = '' } = await stream.next();
  let endpoint = first;
  let lastEventId = id;
  const next = async (): Promise<ReplicaMessage> => {
    for (;;) {
      const event = await stream.next();
      lastEventId = event.id ?? lastEventId;
      if (event.event === 'message') return JSON.parse(event.data);
    }
  };
  const post = async (to: string, message: object, more: Record<string, string> = {}) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    const headers = { 'Content-Type': 'application/json', ...more };
    expect((await send('POST', to + endpoint, headers, body)).status).toBe(202);
  };
  const ask = async (to: string, id: unknown, method: string, params: object = {}) => {
    await post(to, { id, method, params });
    return next();
  };
  const comeBack = async (to: string, headers: Record<string, string> = { 'Last-Event-ID': lastEventId }) => {
    await stream.closed;
    stream = await EventReader.get(`${to}/sse`, headers);
    const { data } = await stream.next();
    endpoint = data;
  };
  await post(url, JSON.parse(initialize));
  await next();
  await post(url, { method: 'notifications/initialized' });
  await ask(url, 'list', 'tools/list');
  return {
    next,
    post,
    ask,
    comeBack,
    get endpoint() {
      return endpoint;
    },
  };
}

describe('a stream that breaks with its replica', () => {
  it('goes on at another with the progress and the answer of its call, in the streamable era (P-RESUME)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const stream = await session.stream(first.url, 1, 'look', { wait: true });
    expect(await stream.next()).toMatchObject({ params: { progress: 1 } });
    await first.stop('SIGKILL');
    const resumed = await session.resume(second.url, stream.lastEventId);
    await diary.hears(1, 2); // it is safe to repeat
    await session.tell(second.url, 'notifications/go');
    const messages = await resumed.until(1);
    expect(messages.slice(-2)).toMatchObject([{ params: { progress: 2 } }, { id: 1, result: { name: 'look' } }]);
  });

  it('goes on at another with what its client has not seen, and no answer twice, in the sse era (P-RESUME, P-ANSWER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const peer = await openSse(first.url);
    const endpoint = peer.endpoint;
    for (let id = 1; id <= 5; id += 1) {
      expect(await peer.ask(first.url, id, 'tools/call', { name: 'look', arguments: {} })).toMatchObject({ id });
    }
    await peer.post(second.url, { id: 6, method: 'tools/call', params: { name: 'look', arguments: { wait: true } } });
    await diary.hears(6);
    await first.stop('SIGKILL');
    await peer.comeBack(second.url);
    await diary.hears(6, 2);
    await peer.post(second.url, { method: 'notifications/go' });
    expect(await peer.next()).toMatchObject({ id: 6, result: { name: 'look' } });
    const seventh = await peer.ask(second.url, 7, 'tools/call', { name: 'book', arguments: {} });
    expect(seventh).toMatchObject({ id: 7, result: { name: 'book' } });
    expect([peer.endpoint, diary.times(5), diary.times(7)]).toEqual([endpoint, 1, 1]);
  });

  it('says once that nobody knows what became of a call that is not safe to repeat, in the sse era (P-ANSWER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const peer = await openSse(first.url);
    const book = { id: 1, method: 'tools/call', params: { name: 'book', arguments: { wait: true } } };
    await peer.post(second.url, book);
    await diary.hears(1);
    await first.stop('SIGKILL');
    await peer.post(second.url, book, retried); // a load balancer that got no answer sends it once more
    await peer.comeBack(second.url);
    expect(await peer.next()).toMatchObject({ id: 1, error: { data: { code: 'OUTCOME_UNKNOWN' } } });
    expect(await peer.ask(second.url, 2, 'ping')).toMatchObject({ id: 2, result: {} });
    expect(diary.times(1)).toBe(1);
  });

  it('is replaced by one that works, for an sse client that does not say where it left off (P-RESUME)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const peer = await openSse(first.url);
    await first.stop('SIGKILL');
    await peer.comeBack(second.url, {});
    expect(await peer.ask(second.url, 1, 'tools/call', { name: 'look', arguments: {} })).toMatchObject({
      id: 1,
      result: { client: 't' },
    });
  });
});
