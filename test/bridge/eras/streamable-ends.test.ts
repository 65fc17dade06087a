import { describe, expect, it } from 'vitest';
import { EventReader } from '../../support/event-reader.ts';
import { exchange, onEachEvent, readText } from '../../support/event-stream.ts';
import { Inbox } from '../../support/inbox.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { listProcesses } from '../../support/process-table.ts';
import { initialize, openSession, send, sessionsOf, usual } from '../../support/streamable-session.ts';

describe('a session of the streamable era', () => {
  it('answers each unanswered request with the reason when the process dies, and then knows the session no more (P-ANSWER)', async () => {
    const bridge = await openBridge('dies-mid-call');
    const { session, call } = await openSession(bridge.url);
    const { status, body } = await call(5);
    expect([status, JSON.parse(await readText(body)).error.data]).toEqual([
      200,
      {
        code: 'CHILD_EXITED',
        exitCode: 7,
        stderr: ['fatal: out of luck in the middle of a call'],
        advice: expect.stringContaining('start a new session'),
      },
    ]);
    expect((await send('POST', `${bridge.url}/mcp`, session, initialize)).status).toBe(404);
  });

  it('tells the reason on a stream where the client accepts no JSON, though the stream begins only then (P-ANSWER)', async () => {
    const bridge = await openBridge('dies-mid-call');
    const { session, call } = await openSession(bridge.url);
    const { body } = await call(5, {}, { ...session, Accept: 'text/event-stream' });
    const events = await new EventReader(body).rest();
    expect(events.map(({ data }) => JSON.parse(data))).toMatchObject([
      { id: 5, error: { data: { code: 'CHILD_EXITED', exitCode: 7 } } },
    ]);
  });

  it('answers 502 with the last words of a process that dies before it answers initialize', async () => {
    const bridge = await openBridge('exits-before-initialize');
    const { opened } = await openSession(bridge.url);
    expect([opened.status, opened.headers['mcp-session-id']]).toEqual([502, undefined]);
    expect(JSON.parse(opened.text)).toMatchObject({
      id: 0,
      error: { data: { code: 'CHILD_EXITED', exitCode: 1, stderr: ['fatal: the database refused the password'] } },
    });
  });

  it('gives no session id to a client whose initialize the server refuses', async () => {
    const bridge = await openBridge('refuses-initialize');
    const { opened } = await openSession(bridge.url);
    expect([opened.status, JSON.parse(opened.text).error.code]).toEqual([200, -32602]);
    expect(opened.headers['mcp-session-id']).toBeUndefined();
  });

  it('answers a request that takes too long with an error, and tells the server to cancel it (P-ANSWER)', async () => {
    const bridge = await openBridge('never-answers', { requestTimeoutMs: 20 });
    const { session, call } = await openSession(bridge.url);
    const { status, body } = await call(7);
    expect([status, JSON.parse(await readText(body)).error.data.code]).toEqual([200, 'REQUEST_TIMEOUT']);
    const stream = await exchange('GET', `${bridge.url}/mcp`, session);
    const inbox = new Inbox('the stream');
    onEachEvent(stream.body, ({ data }) => inbox.push(data));
    expect(JSON.parse(await inbox.next()).params.data).toEqual({ requestId: 7, reason: 'The request timed out.' });
  });

  it('ends the session and its process on DELETE; its id is unknown from then on (P-404)', async () => {
    const bridge = await openBridge('echo');
    const { session, call } = await openSession(bridge.url);
    const { pid } = JSON.parse(await readText((await call(1)).body)).result;
    expect(listProcesses().some((entry) => entry.pid === pid)).toBe(true);
    expect((await send('DELETE', `${bridge.url}/mcp`, session)).status).toBe(204);
    for (const method of ['POST', 'GET', 'DELETE']) {
      const answer = await send(method, `${bridge.url}/mcp`, session, method === 'POST' ? initialize : undefined);
      expect([method, answer.status, JSON.parse(answer.text).error.code]).toEqual([method, 404, -32001]);
    }
    await expect.poll(() => listProcesses().some((entry) => entry.pid === pid)).toBe(false);
  });

  it('ends a session that nobody uses', async () => {
    const bridge = await openBridge('echo', { sessionIdleMs: 1 });
    const { session } = await openSession(bridge.url);
    await expect
      .poll(async () => (await send('DELETE', `${bridge.url}/mcp`, { ...session, 'Mcp-Session-Id': 'x.y' })).status)
      .toBe(404);
    await expect.poll(async () => (await sessionsOf(bridge.url))['streamable'], { timeout: 5000 }).toBeUndefined();
  });

  it('ends a session whose client says nothing any more, however much its server says (P-BOUND)', async () => {
    const bridge = await openBridge('talks-all-the-time', { sessionIdleMs: 200 });
    await openSession(bridge.url);
    await expect.poll(() => sessionsOf(bridge.url), { timeout: 5000 }).toEqual({});
  });

  it('ends the process of a client that leaves before initialize is answered', async () => {
    const bridge = await openBridge(['slow-start', '60000']);
    const leaving = new AbortController();
    const request = fetch(`${bridge.url}/mcp`, {
      method: 'POST',
      headers: usual,
      body: initialize,
      signal: leaving.signal,
    });
    await expect.poll(async () => (await sessionsOf(bridge.url))['streamable']).toBe(1);
    leaving.abort();
    await expect(request).rejects.toThrow();
    await expect.poll(async () => (await sessionsOf(bridge.url))['streamable']).toBeUndefined();
  });

  it('ends a session whose server does not answer initialize in time', async () => {
    const bridge = await openBridge(['slow-start', '60000'], { requestTimeoutMs: 20 });
    const { opened } = await openSession(bridge.url);
    expect([opened.status, JSON.parse(opened.text).error.data.code]).toEqual([504, 'REQUEST_TIMEOUT']);
    expect(await sessionsOf(bridge.url)).toEqual({});
  });

  it('ends no session as unused that has a stream open or a request unanswered', async () => {
    const bridge = await openBridge('never-answers', { sessionIdleMs: 1, requestTimeoutMs: 0 });
    const [unused, listening, asking] = [
      await openSession(bridge.url),
      await openSession(bridge.url),
      await openSession(bridge.url),
    ];
    await exchange('GET', `${bridge.url}/mcp`, listening.session);
    void asking.call(1).catch(() => {});
    const statusOf = async ({ session }: typeof unused): Promise<number> =>
      (await send('POST', `${bridge.url}/mcp`, session, '{"jsonrpc":"2.0","method":"notifications/x"}')).status;
    await expect.poll(() => sessionsOf(bridge.url), { timeout: 5000 }).toEqual({ streamable: 2 });
    expect(await Promise.all([unused, listening, asking].map(statusOf))).toEqual([404, 202, 202]);
  });
});
