import { describe, expect, it } from 'vitest';
import { bridgeBin, fixtureChild } from '../support/bins.ts';
import { openDiary } from '../support/diary.ts';
import { EventReader } from '../support/event-reader.ts';
import { ReplicaSession } from '../support/replica-session.ts';
import { startRedis } from '../support/start-redis.ts';
import { startReplica, startReplicas } from '../support/start-replicas.ts';
import { StartedProgram } from '../support/started-program.ts';
import { send } from '../support/streamable-session.ts';

const TEN_MIB = 10 * 2 ** 20;

describe('a session of another replica', () => {
  it('is answered by any, from the one child that it has (P-ANY)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'), { count: 3 });
    for (const { url: home } of replicas) {
      const session = await ReplicaSession.open(home);
      const pids = new Set<unknown>();
      for (const [id, { url }] of replicas.entries()) {
        const { status, messages } = await session.ask(url, id + 1, 'x', { id });
        expect([status, messages]).toMatchObject([200, [{ id: id + 1, result: { echo: { id } } }]]);
        pids.add(messages[0]?.result?.['pid']);
      }
      expect(pids.size).toBe(1);
    }
  });

  it('takes the messages of the sse era at any, too (P-ANY)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'));
    const [first, second] = replicas;
    const stream = await EventReader.get(`${first.url}/sse`);
    const { data: endpoint } = await stream.next();
    const body = '{"jsonrpc":"2.0","id":7,"method":"x","params":{"n":1}}';
    const posted = await send('POST', second.url + endpoint, { 'Content-Type': 'application/json' }, body);
    expect(posted.status).toBe(202);
    expect(JSON.parse((await stream.next()).data)).toMatchObject({ id: 7, result: { echo: { n: 1 } } });
  });

  it('has its streams passed on as they come (P-ANY)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const stream = await session.stream(second.url, 1, 'look', { wait: true });
    expect(await stream.next()).toMatchObject({ params: { progress: 1 } });
    await session.tell(second.url, 'notifications/go'); // only now does the call go on
    expect(await stream.next()).toMatchObject({ params: { progress: 2 } });
    expect(await stream.next()).toMatchObject({ id: 1, result: { name: 'look' } });
  });

  it('hears the answers that its client gives its child at another (P-ANY)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url, { elicitation: {} });
    const stream = await session.stream(first.url, 1, 'book', { ask: 'elicitation/create' });
    const { id } = await stream.next();
    const { status, body } = await session.send(second.url, { id, result: { action: 'decline' } });
    body.resume();
    expect(status).toBe(202);
    expect((await stream.until(1)).at(-1)).toMatchObject({ result: { name: 'book' } });
  });

  it('passes messages of 10 MiB on, both ways (P-ANY)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'));
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const big = 'é'.repeat(TEN_MIB / 2);
    const { messages } = await session.ask(second.url, 1, 'x', { big });
    expect(messages.at(-1)?.result?.['echo']).toEqual({ big });
  });

  it('is ended by a DELETE at any, and known to none afterwards (P-ANY, P-404)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'), { count: 3 });
    const session = await ReplicaSession.open(replicas[0].url);
    expect((await send('DELETE', `${replicas[1].url}/mcp`, session.headers)).status).toBe(204);
    for (const { url } of replicas) {
      expect(await session.ask(url, 1, 'x')).toMatchObject({ status: 404, messages: [{ error: { code: -32001 } }] });
    }
  });

  it('that never was gets 404 at once (P-404)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'));
    const session = await ReplicaSession.open(replicas[0].url);
    const headers = { ...session.headers, 'Mcp-Session-Id': `r1.${'A'.repeat(22)}` };
    for (const { url } of replicas) {
      const answer = await send('POST', `${url}/mcp`, headers, '{"jsonrpc":"2.0","id":1,"method":"x"}');
      expect([answer.status, JSON.parse(answer.text)]).toMatchObject([404, { error: { code: -32001 } }]);
    }
  });

  it('goes on at another with Last-Event-ID in the sse era, while its owner lives (P-RESUME)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'));
    const [first, second] = replicas;
    const stream = await EventReader.get(`${first.url}/sse`);
    const { data: endpoint, id: lastSeen = '' } = await stream.next();
    const post = (id: number) => {
      const body = JSON.stringify({ jsonrpc: '2.0', id, method: 'x' });
      return send('POST', first.url + endpoint, { 'Content-Type': 'application/json' }, body);
    };
    await stream.breakOff();
    await post(1);
    const resumed = await EventReader.get(`${second.url}/sse`, { 'Last-Event-ID': lastSeen });
    await post(2);
    const ids: unknown[] = [];
    while (ids.length < 2) {
      const { event, data } = await resumed.next();
      if (event === 'message') ids.push(JSON.parse(data).id);
      else expect(data).toBe(endpoint);
    }
    expect(ids).toEqual([1, 2]);
  });

  it('goes on at another with Last-Event-ID in the streamable era, while its owner lives (P-RESUME)', async () => {
    const diary = openDiary();
    const { replicas } = await startReplicas(diary.child);
    const [first, second] = replicas;
    const session = await ReplicaSession.open(first.url);
    const stream = await session.stream(first.url, 1, 'book', { wait: true });
    await stream.next();
    await stream.breakOff();
    await session.tell(second.url, 'notifications/go');
    const resumed = await session.resume(second.url, stream.lastEventId);
    expect(await resumed.until(1)).toMatchObject([{ params: { progress: 2 } }, { result: { name: 'book' } }]);
    expect(diary.times(1)).toBe(1);
  });
});

describe('a replica', () => {
  it('refuses to start without the secret, and with another one than the rest (P-ANY)', async () => {
    const redis = await startRedis();
    await startReplica('r1', redis.url, fixtureChild('echo'));
    const start = (...words: string[]) =>
      new StartedProgram(process.execPath, [bridgeBin, '--port', '0', '--redis', redis.url, ...words]);
    const without = start();
    expect([(await without.exited).code, without.stderr.text]).toEqual([1, expect.stringMatching(/cluster-secret/)]);
    const other = start('--cluster-secret', 'another secret than theirs');
    expect([(await other.exited).code, other.stderr.text]).toEqual([1, expect.stringMatching(/secret/)]);
  });

  it('takes nothing that claims to be forwarded and is not signed (P-ANY)', async () => {
    const { replicas } = await startReplicas(fixtureChild('echo'));
    const session = await ReplicaSession.open(replicas[0].url);
    const forged = await session.ask(replicas[0].url, 1, 'x', {}, { 'Mcp-Bridge-Forward': 'r2' });
    expect(forged.status).toBe(403);
  });
});
