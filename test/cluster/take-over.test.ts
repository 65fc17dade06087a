import { describe, expect, it } from 'vitest';
import { openDiary } from '../support/diary.ts';
import { descendantsOf, survivorsOf } from '../support/process-table.ts';
import { ReplicaSession } from '../support/replica-session.ts';
import { startRedis } from '../support/start-redis.ts';
import { startReplica, startReplicas } from '../support/start-replicas.ts';
import { send } from '../support/streamable-session.ts';

const LOST = { error: { data: { code: 'OUTCOME_UNKNOWN' } } };

/** Long enough for a process to end in order. */
const END_MS = 20_000;

describe('a session whose replica was killed', () => {
  it('goes on at another, under its id, with a child that was told what set it up (P-RECOVER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    await session.ask(second.url, 1, 'logging/setLevel', { level: 'warning' });
    await session.ask(second.url, 2, 'resources/subscribe', { uri: 'test://kept' });
    await session.ask(first.url, 3, 'resources/subscribe', { uri: 'test://dropped' });
    await session.ask(first.url, 4, 'resources/unsubscribe', { uri: 'test://dropped' });
    const before = await session.call(first.url, 5, 'look');
    await first.stop('SIGKILL');
    const heardBefore = diary.heard().length;
    const after = await session.call(second.url, 6, 'look');
    expect(after).toMatchObject({ status: 200, messages: [{ id: 6, result: { client: 'replica-session' } }] });
    expect(after.messages[0]?.result?.['pid']).not.toBe(before.messages[0]?.result?.['pid']);
    const heard = diary.heard().slice(heardBefore);
    // an answer of the last moment may not be noted yet, so the list and what is safe may be asked for once more
    const setup = heard.map(({ method, params }) => params?.['level'] ?? params?.['uri'] ?? method).slice(0, 4);
    expect(setup).toEqual(['initialize', 'notifications/initialized', 'warning', 'test://kept']);
    expect(heard.filter(({ params }) => params?.['uri'] === 'test://dropped')).not.toContainEqual(
      expect.objectContaining({ method: 'resources/subscribe' }),
    );
  });

  it('has its calls repeated where they may be, and else answered with OUTCOME_UNKNOWN (P-RECOVER, P-ANSWER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const calls = ['look', 'put', 'book'].map((name) => session.call(second.url, name, name, { wait: true }));
    for (const name of ['look', 'put', 'book']) await diary.hears(name);
    await first.stop('SIGKILL');
    const [look, put, book] = calls;
    expect(await book).toMatchObject({ status: 200, messages: [{ id: 'book', ...LOST }] });
    for (const name of ['look', 'put']) await diary.hears(name, 2);
    await session.tell(second.url, 'notifications/go');
    expect(await look).toMatchObject({ status: 200, messages: [{ id: 'look', result: { name: 'look' } }] });
    expect(await put).toMatchObject({ status: 200, messages: [{ id: 'put', result: { name: 'put' } }] });
    expect([diary.times('look'), diary.times('put'), diary.times('book')]).toEqual([2, 2, 1]);
  });

  it('is taken over by one replica alone, however many are asked for it at once (P-ANY, P-RECOVER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child, { count: 3 });
    const [first, ...others] = replicas;
    const session = await ReplicaSession.open(first.url);
    await first.stop('SIGKILL');
    const urls = others.flatMap(({ url }) => [url, url, url]);
    const answers = await Promise.all(urls.map((url, id) => session.call(url, id + 1, 'book')));
    const pids = answers.map(({ messages }) => messages[0]?.result?.['pid']);
    expect(pids).toEqual(urls.map(() => expect.any(Number)));
    expect(new Set(pids).size).toBe(1);
    expect(urls.map((_, id) => diary.times(id + 1))).toEqual(urls.map(() => 1));
  });

  it('can be ended at another (P-ANY, P-404)', async () => {
    const { child } = openDiary();
    const { replicas } = await startReplicas(child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    await first.stop('SIGKILL');
    expect((await send('DELETE', `${second.url}/mcp`, session.headers)).status).toBe(204);
    await first.start();
    for (const { url } of replicas) expect((await session.call(url, 1, 'look')).status).toBe(404);
  });

  it('withdraws what its last child asked the client (P-RECOVER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url, { elicitation: {} });
    const stream = await session.stream(first.url, 1, 'book', { ask: 'elicitation/create' });
    const { id: asked, method } = await stream.next();
    expect(method).toBe('elicitation/create');
    await session.call(first.url, 2, 'put'); // by now it is known to the others
    await first.stop('SIGKILL');
    const resumed = await session.resume(second.url, stream.lastEventId);
    const messages = await resumed.until(1);
    expect(messages.at(-1)).toMatchObject(LOST);
    expect(messages).toContainEqual(
      expect.objectContaining({
        method: 'notifications/cancelled',
        params: expect.objectContaining({ requestId: asked }),
      }),
    );
  });

  it('is over where it cannot be recovered: 404 and not a hang (P-404)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child, { args: ['--recovery', 'end'] });
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    expect((await session.call(second.url, 1, 'look')).status).toBe(200);
    await first.stop('SIGKILL');
    const answer = await session.call(second.url, 2, 'look');
    expect(answer).toMatchObject({ status: 404, messages: [{ error: { code: -32001 } }] });
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`goes on at the same one, where there is no other, once it is started again after ${signal} (P-RECOVER)`, async () => {
      const diary = openDiary();
      const { url: redisUrl } = await startRedis();
      const only = await startReplica('r1', redisUrl, diary.child);
      const session = await ReplicaSession.open(only.url);
      expect((await session.call(only.url, 1, 'put')).status).toBe(200);
      await only.stop(signal);
      await only.start();
      expect(await session.call(only.url, 2, 'put')).toMatchObject({ status: 200, messages: [{ id: 2, result: {} }] });
      expect([diary.times(1), diary.times(2)]).toEqual([1, 1]);
    });
  }
});

describe('a session whose replica stood still', () => {
  it('is run by one replica alone, and its calls by one child alone, also when that wakes (P-ANY, P-ANSWER)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const before = (await session.call(first.url, 1, 'look')).messages[0]?.result?.['pid'];
    const child = descendantsOf(first.pid).filter(({ pid }) => pid === before);
    expect(child).toHaveLength(1);
    first.signal('SIGSTOP');
    const [book, look] = await Promise.all([
      session.call(second.url, 2, 'book'), // what became of it, nobody knows: it was sent to the one that stands still
      session.call(second.url, 3, 'look'),
    ]);
    expect(book).toMatchObject({ status: 200, messages: [{ id: 2 }] });
    expect(look).toMatchObject({ status: 200, messages: [{ id: 3, result: { name: 'look' } }] });
    const after = look.messages[0]?.result?.['pid'];
    expect(after).not.toBe(before);
    first.signal('SIGCONT');
    const late = await session.call(first.url, 4, 'look');
    expect(late).toMatchObject({ status: 200, messages: [{ result: { pid: after } }] });
    expect(await survivorsOf(child, END_MS)).toEqual([]);
    const isAnswered = book.messages[0]?.result !== undefined;
    expect(diary.times(2)).toBe(isAnswered ? 1 : 0);
    expect([diary.times(3), diary.times(4)]).toEqual([1, 1]);
  });
});
