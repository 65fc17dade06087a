import { describe, expect, it } from 'vitest';
import { breakableConnection } from '../../support/breakable-connection.ts';
import { EventReader } from '../../support/event-reader.ts';
import { exchange } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { connectV1, connectV2, overSse } from '../../support/sdk-clients.ts';
import { initialize, openSession, send, usual } from '../../support/streamable-session.ts';

const json = { 'Content-Type': 'application/json' };
const go = '{"jsonrpc":"2.0","method":"notifications/go"}';

function tell(id: number, what: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'tell', arguments: { what } } });
}

/** A notification: there is no response that the server's message could ride on. */
function tellAlone(what: string): string {
  return JSON.stringify({ jsonrpc: '2.0', method: 'notifications/tell', params: { what } });
}

function work(id: number): string {
  const params = { name: 'work', _meta: { progressToken: `p${id}` } };
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params });
}

const dataOf = ({ data }: { readonly data: string }) => {
  const { id, params, result } = JSON.parse(data);
  return params?.data ?? params?.progress ?? (result === undefined ? undefined : `answer ${id}`);
};

describe('an sse client whose stream broke', () => {
  async function openStream(url: string) {
    const stream = await EventReader.get(`${url}/sse`);
    const endpoint = (await stream.next()).data;
    const post = (line: string) => send('POST', url + endpoint, json, line);
    await post(initialize);
    return { stream, endpoint, post, initialized: await stream.next() };
  }

  it('goes on in its session with Last-Event-ID, and gets what it missed, in order and once (P-RESUME)', async () => {
    const bridge = await openBridge('waits-for-go', { disconnectGraceMs: 20_000 });
    const { stream, endpoint, post, initialized } = await openStream(bridge.url);
    await post(tell(1, 'first'));
    expect(dataOf(await stream.next())).toBe('first');
    const seen = await stream.next();
    expect(dataOf(seen)).toBe('answer 1');
    await post(tell(2, 'sent, but never read'));
    await stream.next();
    await stream.next();
    await stream.breakOff();
    await post(tell(3, 'while it was away'));

    const second = await EventReader.get(`${bridge.url}/sse`, { 'Last-Event-ID': seen.id ?? '' });
    expect(await second.next()).toMatchObject({ event: 'endpoint', data: endpoint });
    const missed = [await second.next(), await second.next(), await second.next(), await second.next()];
    expect(missed.map(dataOf)).toEqual(['sent, but never read', 'answer 2', 'while it was away', 'answer 3']);
    await post(tell(4, 'live again'));
    expect(dataOf(await second.next())).toBe('live again');
    expect(initialized.id).toMatch(/\.0\.1$/);
  });

  it('gets the new stream to itself: the one that it lost is ended (P-RESUME)', async () => {
    const bridge = await openBridge('waits-for-go');
    const { stream, post, initialized } = await openStream(bridge.url);
    const second = await EventReader.get(`${bridge.url}/sse`, { 'Last-Event-ID': initialized.id ?? '' });
    await stream.closed;
    await second.next();
    await post(tell(1, 'hello'));
    expect(dataOf(await second.next())).toBe('hello');
  });

  it('gets a new session where its old one has ended', async () => {
    const bridge = await openBridge('waits-for-go', { disconnectGraceMs: 0 });
    const { stream, endpoint, initialized } = await openStream(bridge.url);
    await stream.breakOff();
    while ((await send('POST', bridge.url + endpoint, json, go)).status !== 404);
    const second = await EventReader.get(`${bridge.url}/sse`, { 'Last-Event-ID': initialized.id ?? '' });
    expect((await second.next()).data).not.toBe(endpoint);
  });
});

describe.each([
  ['v1', async (url: string) => connectV1(overSse.v1(url))],
  ['v2', async (url: string) => connectV2(overSse.v2(url))],
])(
  'the SSE client of the official SDK, %s, which comes back without Last-Event-ID and without initialize',
  (_v, connect) => {
    it('gets a working session: it goes on with the handshake that it had sent (P-RESUME)', async () => {
      const bridge = await openBridge('wants-initialize', { retryMs: 10 });
      const way = await breakableConnection(bridge.url);
      const client = await connect(way.url);
      expect((await client.listTools()).tools).toHaveLength(1);
      way.breakAll();
      const toolsOnceBack = async (): Promise<string[]> => {
        try {
          return (await client.listTools({}, { timeout: 500 })).tools.map(({ name }) => name);
        } catch {
          return toolsOnceBack(); // its stream is not back yet
        }
      };
      expect(await toolsOnceBack()).toEqual(['end-to-end']);
    });
  },
);

describe('a stream without Last-Event-ID', () => {
  it("never gets another client's messages: it has a session and a process of its own (P-RESUME, P-ISOLATE)", async () => {
    const bridge = await openBridge('wants-initialize', { disconnectGraceMs: 20_000 });
    const first = await EventReader.get(`${bridge.url}/sse`);
    const endpoint = (await first.next()).data;
    await send('POST', bridge.url + endpoint, json, initialize);
    await first.next();
    await first.breakOff();
    await send('POST', bridge.url + endpoint, json, tell(1, 'for the first one alone'));

    const second = await EventReader.get(`${bridge.url}/sse`);
    const other = (await second.next()).data;
    expect(other).not.toBe(endpoint);
    await send('POST', bridge.url + other, json, tell(7, 'x'));
    expect(JSON.parse((await second.next()).data)).toMatchObject({ id: 7, result: { client: 't' } });
  });

  it('goes on with no handshake of a client that calls itself something else, and with each only once', async () => {
    const bridge = await openBridge('wants-initialize', { disconnectGraceMs: 20_000 });
    const firstWords = async (agent: string) => {
      const stream = await EventReader.get(`${bridge.url}/sse`, { 'User-Agent': agent });
      const endpoint = (await stream.next()).data;
      await send('POST', bridge.url + endpoint, json, tell(1, 'x'));
      const { result } = JSON.parse((await stream.next()).data);
      return { stream, endpoint, heard: result.client ?? result.error };
    };
    const refused = expect.stringContaining('before initialization');
    const lost = await firstWords('cat');
    await send('POST', bridge.url + lost.endpoint, json, initialize);
    await lost.stream.next();
    await lost.stream.breakOff();
    expect((await firstWords('dog')).heard).toEqual(refused);
    expect((await firstWords('cat')).heard).toBe('t');
    expect((await firstWords('cat')).heard).toEqual(refused);
  });
});

describe('a streamable client', () => {
  const polling = initialize.replace('2025-06-18', '2025-11-25');

  it('gets the rest of an answer whose stream broke, with Last-Event-ID (P-RESUME)', async () => {
    const bridge = await openBridge('waits-for-go');
    const { session } = await openSession(bridge.url);
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, work(1));
    const stream = new EventReader(body);
    const seen = await stream.next();
    expect(dataOf(seen)).toBe(1);
    await stream.breakOff();
    await send('POST', `${bridge.url}/mcp`, session, go);
    const resumed = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': seen.id ?? '' });
    expect((await resumed.rest()).map(dataOf)).toEqual([2, 3, 'answer 1']);
    const again = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': seen.id ?? '' });
    expect((await again.rest()).map(dataOf)).toEqual([2, 3, 'answer 1']);
  });

  it('gets what its own stream missed, and nothing of another stream (P-RESUME)', async () => {
    const bridge = await openBridge('waits-for-go');
    const { session } = await openSession(bridge.url);
    const stream = await EventReader.get(`${bridge.url}/mcp`, session);
    await send('POST', `${bridge.url}/mcp`, session, tell(1, 'one'));
    const seen = await stream.next();
    await stream.breakOff();
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, work(2));
    const other = new EventReader(body);
    await other.next();
    await send('POST', `${bridge.url}/mcp`, session, go);
    await other.rest();
    const resumed = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': seen.id ?? '' });
    await send('POST', `${bridge.url}/mcp`, session, tell(3, 'three'));
    expect(dataOf(await resumed.next())).toBe('three');
  });

  it('is told so where its stream is over and the answer that it missed had to make room (P-ANSWER)', async () => {
    const bridge = await openBridge('waits-for-go', { maxOutboxMessages: 2 });
    const { session } = await openSession(bridge.url);
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, work(1));
    const stream = new EventReader(body);
    const seen = await stream.next();
    await send('POST', `${bridge.url}/mcp`, session, go);
    await stream.rest(); // sent, but say that it never arrived
    for (const what of ['one', 'two', 'three']) await send('POST', `${bridge.url}/mcp`, session, tellAlone(what));
    const url = `${bridge.url}/mcp`;
    const codeOnceGone = async () =>
      (await send('GET', url, { ...session, 'Last-Event-ID': seen.id ?? '' })).text.match(/"code":"(\w+)"/)?.[1];
    await expect.poll(codeOnceGone).toBe('STREAM_NOT_KEPT');
  });

  it('is told at once where the stream of its Last-Event-ID is no longer kept', async () => {
    const bridge = await openBridge('waits-for-go');
    const { session } = await openSession(bridge.url);
    const position = { 'Last-Event-ID': `${session['Mcp-Session-Id']}.77.1` };
    const { status, text } = await send('GET', `${bridge.url}/mcp`, { ...session, ...position });
    expect([status, JSON.parse(text).error.data.code]).toEqual([400, 'STREAM_NOT_KEPT']);
  });

  it('of 2025-11-25 can come back before anything was said: each stream begins with an empty event (SEP-1699)', async () => {
    const bridge = await openBridge('waits-for-go');
    const opened = await send('POST', `${bridge.url}/mcp`, usual, polling);
    const session = { ...usual, 'Mcp-Session-Id': String(opened.headers['mcp-session-id']) };
    const stream = await EventReader.get(`${bridge.url}/mcp`, session);
    const first = await stream.next();
    expect(first).toMatchObject({ data: '', id: `${session['Mcp-Session-Id']}.0.0`, retry: '2000' });
    await stream.breakOff();
    await send('POST', `${bridge.url}/mcp`, session, tellAlone('meanwhile'));
    const resumed = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': first.id ?? '' });
    expect(dataOf(await resumed.next())).toBe('meanwhile');
  });

  it('that lost its stream after that empty event gets what waited for the stream all the same (P-RESUME)', async () => {
    const bridge = await openBridge('waits-for-go');
    const opened = await send('POST', `${bridge.url}/mcp`, usual, polling);
    const session = { ...usual, 'Mcp-Session-Id': String(opened.headers['mcp-session-id']) };
    const noStream = { ...session, Accept: 'application/json' }; // so that nothing can ride on the answer
    await send('POST', `${bridge.url}/mcp`, noStream, tell(1, 'before the stream'));
    const stream = await EventReader.get(`${bridge.url}/mcp`, session);
    const first = await stream.next();
    expect(first.data).toBe('');
    await stream.next(); // on the way, but say that it never arrived
    await stream.breakOff();
    const resumed = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': first.id ?? '' });
    expect(dataOf(await resumed.next())).toBe('before the stream');
  });

  it('of an earlier version gets no event without data, which it would take for a broken message', async () => {
    const bridge = await openBridge('waits-for-go');
    const { session } = await openSession(bridge.url);
    const stream = await EventReader.get(`${bridge.url}/mcp`, session);
    await send('POST', `${bridge.url}/mcp`, session, tell(1, 'first of all'));
    expect(dataOf(await stream.next())).toBe('first of all');
  });

  it('of 2025-11-25 has its stream closed after --poll-after, and comes back for the answer (SEP-1699)', async () => {
    const bridge = await openBridge('waits-for-go', { pollAfterMs: 50 });
    const opened = await send('POST', `${bridge.url}/mcp`, usual, polling);
    const session = { ...usual, 'Mcp-Session-Id': String(opened.headers['mcp-session-id']) };
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, work(1));
    const events = await new EventReader(body).rest();
    expect(events.map(({ data }) => data === '' || dataOf({ data }))).toEqual([true, 1]);
    await send('POST', `${bridge.url}/mcp`, session, go);
    const lastId = events.at(-1)?.id ?? '';
    const resumed = await EventReader.get(`${bridge.url}/mcp`, { ...session, 'Last-Event-ID': lastId });
    expect((await resumed.rest()).map(dataOf)).toEqual([2, 3, 'answer 1']);
  });
});
