import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { exchange, onEachEvent, readText } from '../../support/event-stream.ts';
import { Inbox } from '../../support/inbox.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { initialize, openSession, send, usual } from '../../support/streamable-session.ts';

describe('the streamable era', () => {
  it.each(['/mcp', '/sse'])('opens a session for initialize at POST %s and answers it with JSON', async (path) => {
    const bridge = await openBridge('echo');
    const { opened } = await openSession(bridge.url, path);
    expect([opened.status, opened.headers['content-type']]).toEqual([200, 'application/json']);
    expect(opened.headers['mcp-session-id']).toMatch(/^[\x21-\x7e]+$/);
    expect(JSON.parse(opened.text).result.serverInfo.name).toBe('fixture');
  });

  it('takes any value for a version that client and server agree on, as strange as it may be', async () => {
    const bridge = await openBridge('echo');
    for (const version of ['{"toString":1}', '[[{"toString":null}]]', '2', 'null']) {
      const odd = initialize.replace('"2025-06-18"', version);
      const { status, text } = await send('POST', `${bridge.url}/mcp`, usual, odd);
      expect([status, JSON.parse(text).result.protocolVersion]).toEqual([200, JSON.parse(version)]);
    }
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
    expect(await readText(body)).toMatch(/^id: \w{6}\.[\w-]{22}\.1\.1\nretry: 2000\nevent: message\ndata: \{.*\}\n\n$/);
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
    const bridge = await openBridge('logs-before-answer');
    const { session, call } = await openSession(bridge.url);
    const first = await exchange('GET', `${bridge.url}/mcp`, session);
    const second = await exchange('GET', `${bridge.url}/mcp`, session);
    expect([second.status, await readText(first.body)]).toEqual([200, '']);

    const inbox = new Inbox('the second stream');
    onEachEvent(second.body, ({ data }) => inbox.push(data));
    await readText((await call(1, {}, { ...session, Accept: 'application/json' })).body);
    expect(JSON.parse(await inbox.next()).params.data).toBe('first');
  });

  it('drops a second answer to the same request (P-ANSWER)', async () => {
    const bridge = await openBridge('answers-twice');
    const { session, call } = await openSession(bridge.url);
    const answers = [await readText((await call(1, 'a')).body), await readText((await call(2, 'b')).body)];
    expect(answers.map((text) => JSON.parse(text).result.echo)).toEqual(['a', 'b']);
    const stream = await exchange('GET', `${bridge.url}/mcp`, session);
    await send('DELETE', `${bridge.url}/mcp`, session);
    expect(await readText(stream.body)).toBe(''); // a second answer would have waited for it
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

  it('gives 400 without a session id and 405 for GET without one, so that clients know what is missing (P-404)', async () => {
    const bridge = await openBridge('echo');
    const post = await send('POST', `${bridge.url}/mcp`, usual, '{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
    expect([post.status, JSON.parse(post.text)]).toMatchObject([400, { id: 1, error: { code: -32000 } }]);
    const get = await send('GET', `${bridge.url}/mcp`, usual);
    expect([get.status, get.headers.allow]).toEqual([405, 'POST']);
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

  it('knows no session of another era', async () => {
    const bridge = await openBridge('echo');
    const { session } = await openSession(bridge.url);
    const stream = await exchange('GET', `${bridge.url}/sse`);
    const [, id = ''] = /sessionId=(\S+)/.exec(String(await once(stream.body, 'data'))) ?? [];
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    const inOther = await send('POST', `${bridge.url}/mcp`, { ...usual, 'Mcp-Session-Id': id }, ping);
    const messages = `${bridge.url}/messages?sessionId=${session['Mcp-Session-Id']}`;
    expect([inOther.status, (await send('POST', messages, usual, ping)).status]).toEqual([404, 404]);
  });

  it('refuses messages while more wait for a server that does not read them than is allowed (P-BOUND)', async () => {
    const bridge = await openBridge('stops-reading', { maxQueuedBytes: 1000 });
    const { session } = await openSession(bridge.url);
    const notification = JSON.stringify({
      jsonrpc: '2.0',
      method: 'notifications/x',
      params: 'x'.repeat(4 * 1024 ** 2),
    });
    const first = send('POST', `${bridge.url}/mcp`, session, notification);
    await expect
      .poll(
        async () =>
          (await send('POST', `${bridge.url}/mcp`, session, '{"jsonrpc":"2.0","method":"notifications/x"}')).text,
      )
      .toContain('"CHILD_BUSY"');
    await send('DELETE', `${bridge.url}/mcp`, session);
    expect((await first).status).toBe(202); // it was accepted before; its server is no more
  });
});
