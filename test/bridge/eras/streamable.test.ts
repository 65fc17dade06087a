import { describe, expect, it } from 'vitest';
import { exchange, onEachEvent, readText } from '../../support/event-stream.ts';
import { Inbox } from '../../support/inbox.ts';
import { openBridge } from '../../support/open-bridge.ts';

const initialize =
  '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}';
const usual = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };

async function send(method: string, url: string, headers: Record<string, string>, body?: string) {
  const answer = await exchange(method, url, headers, body);
  return { status: answer.status, headers: answer.headers, text: await readText(answer.body) };
}

/** Opens a session and gives what its later requests need. */
async function openSession(url: string, path = '/mcp') {
  const opened = await send('POST', url + path, usual, initialize);
  const session = { ...usual, 'Mcp-Session-Id': String(opened.headers['mcp-session-id']) };
  const call = (id: number, params: unknown = {}, headers: Record<string, string> = session) =>
    exchange('POST', url + path, headers, JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
  return { opened, session, call };
}

describe('the streamable era', () => {
  it.each(['/mcp', '/sse'])('opens a session for initialize at POST %s and answers it with JSON', async (path) => {
    const bridge = await openBridge('echo');
    const { opened } = await openSession(bridge.url, path);
    expect([opened.status, opened.headers['content-type']]).toEqual([200, 'application/json']);
    expect(opened.headers['mcp-session-id']).toMatch(/^[\x21-\x7e]+$/);
    expect(JSON.parse(opened.text).result.serverInfo.name).toBe('fixture');
  });

  it('answers a request in its own session with the bytes of the server', async () => {
    const bridge = await openBridge('echo');
    const { call } = await openSession(bridge.url);
    const { status, body } = await call(1, { a: 1 });
    expect([status, JSON.parse(await readText(body)).result.echo]).toEqual([200, { a: 1 }]);
  });

  it('accepts a notification with 202 and no body', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const body = '{"jsonrpc":"2.0","method":"notifications/initialized"}';
    const accepted = await send('POST', `${bridge.url}/mcp`, session, body);
    expect([accepted.status, accepted.text]).toEqual([202, '']);
  });

  it('turns the answer into an event stream when progress precedes it', async () => {
    const bridge = await openBridge('progress');
    const { call } = await openSession(bridge.url);
    const { headers, body } = await call(1, { _meta: { progressToken: 'p' } });
    const inbox = new Inbox('the answer');
    onEachEvent(body, ({ data }) => inbox.push(data));
    const messages = (await inbox.until((line) => 'result' in JSON.parse(line))).map((line) => JSON.parse(line));
    expect(headers['content-type']).toBe('text/event-stream');
    expect(messages.map(({ method, params }) => [method, params?.progress])).toEqual([
      ['notifications/progress', 1],
      ['notifications/progress', 2],
      ['notifications/progress', 3],
      [undefined, undefined],
    ]);
  });

  it('turns the answer into an event stream when it takes long, so that signs of life can be sent', async () => {
    const bridge = await openBridge('never-answers', { streamAfterMs: 10, keepAliveMs: 10 });
    const { call } = await openSession(bridge.url);
    const { headers, body } = await call(1);
    expect(headers['content-type']).toBe('text/event-stream');
    for await (const chunk of body) {
      expect(String(chunk)).toBe(': keep-alive\n\n');
      break;
    }
  });

  it('gives plain JSON alone to a client that accepts no event stream', async () => {
    const bridge = await openBridge('progress');
    const { session, call } = await openSession(bridge.url);
    const { headers, body } = await call(
      1,
      { _meta: { progressToken: 'p' } },
      { ...session, Accept: 'application/json' },
    );
    expect([headers['content-type'], JSON.parse(await readText(body)).id]).toEqual(['application/json', 1]);
  });

  it('gives an event stream alone to a client that accepts no JSON', async () => {
    const bridge = await openBridge('echo');
    const { session, call } = await openSession(bridge.url);
    const { headers, body } = await call(1, {}, { ...session, Accept: 'text/event-stream' });
    expect(headers['content-type']).toBe('text/event-stream');
    expect(await readText(body)).toMatch(/^event: message\ndata: \{.*\}\n\n$/);
  });

  it('keeps what belongs to no request for the stream of GET', async () => {
    const bridge = await openBridge('logs-before-answer');
    const { session, call } = await openSession(bridge.url);
    await readText((await call(1, {}, { ...session, Accept: 'application/json' })).body);
    const stream = await exchange('GET', `${bridge.url}/mcp`, session);
    const inbox = new Inbox('the stream');
    onEachEvent(stream.body, ({ data }) => inbox.push(data));
    const kept = await inbox.until((line) => JSON.parse(line).params?.data === 'second');
    expect(kept.map((line) => JSON.parse(line).params.data)).toEqual(['first', 'second']);
  });

  it('replaces the stream of a session by its second one', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const first = await exchange('GET', `${bridge.url}/mcp`, session);
    const second = await exchange('GET', `${bridge.url}/mcp`, session);
    expect([second.status, await readText(first.body)]).toEqual([200, '']);
  });

  it('drops a second answer to the same request (P-ANSWER)', async () => {
    const bridge = await openBridge('answers-twice');
    const { session, call } = await openSession(bridge.url);
    const answers = [await readText((await call(1, 'a')).body), await readText((await call(2, 'b')).body)];
    expect(answers.map((text) => JSON.parse(text).result.echo)).toEqual(['a', 'b']);
    await send('DELETE', `${bridge.url}/mcp`, session);
  });

  it('answers each unanswered request with the reason when the process dies, and then knows the session no more (P-ANSWER)', async () => {
    const bridge = await openBridge('dies-mid-call');
    const { session, call } = await openSession(bridge.url);
    const { status, body } = await call(5);
    expect([status, JSON.parse(await readText(body)).error.data]).toEqual([
      200,
      { code: 'CHILD_EXITED', exitCode: 7, stderr: ['fatal: out of luck in the middle of a call'] },
    ]);
    expect((await send('POST', `${bridge.url}/mcp`, session, initialize)).status).toBe(404);
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

  it('refuses a second request under an id that is still unanswered', async () => {
    const bridge = await openBridge('never-answers');
    const { session, call } = await openSession(bridge.url);
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/call"}';
    const first = call(1);
    await send('POST', `${bridge.url}/mcp`, session, '{"jsonrpc":"2.0","method":"notifications/x"}');
    const second = await send('POST', `${bridge.url}/mcp`, session, body);
    expect([second.status, JSON.parse(second.text).error.data.code]).toEqual([409, 'DUPLICATE_REQUEST_ID']);
    await send('DELETE', `${bridge.url}/mcp`, session);
    expect(JSON.parse(await readText((await first).body)).error.data.code).toBe('SESSION_ENDED');
  });

  it('ends the session and its process on DELETE; its id is unknown from then on (P-404)', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    expect((await send('DELETE', `${bridge.url}/mcp`, session)).status).toBe(204);
    for (const method of ['POST', 'GET', 'DELETE']) {
      const answer = await send(method, `${bridge.url}/mcp`, session, method === 'POST' ? initialize : undefined);
      expect([method, answer.status, JSON.parse(answer.text).error.code]).toEqual([method, 404, -32001]);
    }
  });

  it('ends a session that nobody uses', async () => {
    const bridge = await openBridge('echo', { sessionIdleMs: 1 });
    const { session } = await openSession(bridge.url);
    await expect
      .poll(async () => (await send('DELETE', `${bridge.url}/mcp`, { ...session, 'Mcp-Session-Id': 'x.y' })).status)
      .toBe(404);
    await expect.poll(async () => (await sessionsOf(bridge.url))['streamable'], { timeout: 5000 }).toBeUndefined();
  });

  it('gives 400 without a session id and 405 for GET without one, so that clients know what is missing (P-404)', async () => {
    const bridge = await openBridge('echo');
    const post = await send('POST', `${bridge.url}/mcp`, usual, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
    expect([post.status, JSON.parse(post.text)]).toMatchObject([400, { id: 1, error: { code: -32000 } }]);
    const get = await send('GET', `${bridge.url}/mcp`, usual);
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
  });

  it('answers each request of a batch on one stream (2025-03-26)', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const batch =
      '[{"jsonrpc":"2.0","id":1,"method":"x","params":"a"},\n{"jsonrpc":"2.0","method":"notifications/x"},{"jsonrpc":"2.0","id":2,"method":"x","params":"b"}]';
    const { body } = await exchange('POST', `${bridge.url}/mcp`, session, batch);
    const answers = [...(await readText(body)).matchAll(/^data: (.*)$/gm)].map(([, line = '']) => JSON.parse(line));
    expect(answers.map(({ id, result }) => [id, result.echo])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('answers a batch with an array for a client that accepts no stream, the refused requests among them', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const batch =
      '[{"jsonrpc":"2.0","id":1,"method":"x"}, 1, {"jsonrpc":"2.0","id":1,"method":"x"}, {"jsonrpc":"2.0","id":2,"method":"x"}]';
    const { status, headers, text } = await send(
      'POST',
      `${bridge.url}/mcp`,
      { ...session, Accept: 'application/json' },
      batch,
    );
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    const answers: { id: number | null; result?: object; error?: { data: { code: string } } }[] = JSON.parse(text);
    expect(answers.map(({ id, error }) => [id, error?.data.code])).toEqual([
      [null, 'INVALID_REQUEST'], // JSON-RPC 2.0 §6
      [1, 'DUPLICATE_REQUEST_ID'],
      [1, undefined],
      [2, undefined],
    ]);
  });

  it('takes a batch of as many messages as may be pending, and refuses a longer one as a whole (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxPendingRequests: 2 });
    const { session } = await openSession(bridge.url);
    const batch = (ids: number[]) => JSON.stringify(ids.map((id) => ({ jsonrpc: '2.0', id, method: 'x' })));
    expect((await send('POST', `${bridge.url}/mcp`, session, batch([1, 2]))).status).toBe(200);
    const refused = await send('POST', `${bridge.url}/mcp`, session, batch([3, 4, 5]));
    expect([refused.status, JSON.parse(refused.text).error.data.code]).toEqual([413, 'BATCH_TOO_LARGE']);
  });

  it('refuses what is no JSON with one error, in a batch too, instead of mending it (P-BYTES)', async () => {
    const bridge = await openBridge('verbatim');
    const { session } = await openSession(bridge.url);
    const message = (text: string) => `{"jsonrpc":"2.0","id":1,"method":"x","params":{"text":"${text}"}}`;
    for (const body of [message('one\ntwo'), `[${message('a')},${message('one\rtwo')}]`, `[${message('a')}`]) {
      const refused = await send('POST', `${bridge.url}/mcp`, session, body);
      expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([400, -32700]);
    }
  });

  it('accepts a batch of notifications with 202, and refuses one that opens a session or holds nothing', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const statusOf = async (batch: string) => (await send('POST', `${bridge.url}/mcp`, session, batch)).status;
    expect(await statusOf('[{"jsonrpc":"2.0","method":"notifications/x"}]')).toBe(202);
    expect(await statusOf(`[${initialize}]`)).toBe(400);
    expect(await statusOf('[]')).toBe(400);
  });

  it('takes any version that a session can be in, and answers others with a plain 400', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    for (const [version, status] of [
      ['2025-03-26', 200],
      ['2025-11-25', 200],
      ['2026-07-28', 400],
    ] as const) {
      const answer = await send('POST', `${bridge.url}/mcp`, { ...session, 'MCP-Protocol-Version': version }, ping);
      expect([version, answer.status]).toEqual([version, status]);
    }
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
});

async function sessionsOf(url: string): Promise<Record<string, number>> {
  const { text } = await send('GET', `${url}/health`, {});
  return JSON.parse(text).bridge.sessions;
}
