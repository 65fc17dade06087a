import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { listProcesses } from '../../support/process-table.ts';
import { SsePeer } from '../../support/sse-peer.ts';

const initialize =
  '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2024-11-05","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}';
const json = { 'Content-Type': 'application/json' };

async function post(url: string, body: string, headers: Record<string, string> = json) {
  const answer = await exchange('POST', url, headers, body);
  return { status: answer.status, headers: answer.headers, text: await readText(answer.body) };
}

describe('the sse era', () => {
  it('announces the URI for messages first, on a stream that no proxy holds back', async () => {
    const bridge = await openBridge('echo');
    const { status, headers, body } = await exchange('GET', `${bridge.url}/sse`);
    expect([status, headers['content-type'], headers['x-accel-buffering']]).toEqual([200, 'text/event-stream', 'no']);
    expect(headers['cache-control']).toContain('no-cache');
    const [first] = (await once(body, 'data')) as [Buffer];
    expect(first.toString()).toMatch(
      /^id: (\w{6}\.[\w-]{22})\.0\.0\nretry: 2000\nevent: endpoint\ndata: \/messages\?sessionId=\1\n\n$/,
    );
  });

  it('has a client that comes back at a bad moment come back later: any status but 200 would end it for good', async () => {
    const bridge = await openBridge('echo', { maxSessions: 1 });
    await SsePeer.open(bridge.url);
    const ask = async (headers = {}) => {
      const { status, body } = await exchange('GET', `${bridge.url}/sse`, headers);
      return [status, await readText(body)];
    };
    expect(await ask({ 'Last-Event-ID': 'abcdef.AAAAAAAAAAAAAAAAAAAAAA.0.1' })).toEqual([200, 'retry: 5000\n\n']);
    expect(await ask()).toEqual([503, expect.stringContaining('SESSIONS_EXHAUSTED')]);
  });

  it('accepts a message with 202 and answers it on the stream', async () => {
    const bridge = await openBridge('echo');
    const peer = await SsePeer.open(bridge.url);
    const [answer = ''] = await peer.ask(initialize);
    expect(JSON.parse(answer)).toMatchObject({ id: 0, result: { serverInfo: { name: 'fixture' } } });
  });

  it('passes pretty-printed JSON on as one message', async () => {
    const bridge = await openBridge('echo');
    const peer = await SsePeer.open(bridge.url);
    const [answer = ''] = await peer.ask(
      '{\r\n  "jsonrpc": "2.0",\n  "id": 1,\n  "method": "x",\n  "params": {"a": 1}\n}\n',
    );
    expect(JSON.parse(answer).result.echo).toEqual({ a: 1 });
  });

  it('sends a comment on a quiet stream', async () => {
    const bridge = await openBridge('echo', { keepAliveMs: 10 });
    const { body } = await exchange('GET', `${bridge.url}/sse`);
    let text = '';
    for await (const chunk of body) {
      text += String(chunk);
      if (text.includes(': keep-alive\n\n')) break;
    }
    expect(text).toContain(': keep-alive\n\n');
  });

  it('refuses a message without a session id with 400, and one for an unknown session with 404 (P-404)', async () => {
    const bridge = await openBridge('echo');
    const missing = await post(`${bridge.url}/messages`, initialize);
    expect([missing.status, JSON.parse(missing.text).error.data.code]).toEqual([400, 'SESSION_REQUIRED']);
    const unknown = await post(`${bridge.url}/messages?sessionId=nobody.0`, initialize);
    expect([unknown.status, JSON.parse(unknown.text).error.code]).toEqual([404, -32001]);
  });

  it('refuses what is no JSON-RPC message, and the session goes on', async () => {
    const bridge = await openBridge('echo');
    const peer = await SsePeer.open(bridge.url);
    for (const [body, code] of [
      ['nonsense', -32700],
      ['{"jsonrpc":"1.0","id":1,"method":"x"}', -32600],
      ['[]', -32600],
    ] as const) {
      const refused = await post(peer.endpoint.href, body);
      expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([400, code]);
    }
    expect(await peer.ask(initialize)).toHaveLength(1);
  });

  it('ends the session and its process when its stream has been gone for the grace', async () => {
    const bridge = await openBridge('echo');
    const peer = await SsePeer.open(bridge.url);
    const [answer = ''] = await peer.ask('{"jsonrpc":"2.0","id":1,"method":"x"}');
    await peer.close();
    await expect.poll(() => isAlive(JSON.parse(answer).result.pid)).toBe(false);
    expect((await post(peer.endpoint.href, initialize)).status).toBe(404);
  });

  it('answers what was pending with the reason when the process dies, then ends the stream (P-ANSWER)', async () => {
    const bridge = await openBridge('dies-mid-call');
    const peer = await SsePeer.open(bridge.url);
    const [answer = ''] = await peer.ask('{"jsonrpc":"2.0","id":"a","method":"tools/call"}');
    expect(JSON.parse(answer)).toMatchObject({
      id: 'a',
      error: {
        code: -32000,
        message: expect.stringContaining('exited with code 7'),
        data: { code: 'CHILD_EXITED', exitCode: 7, stderr: ['fatal: out of luck in the middle of a call'] },
      },
    });
    await expect(peer.until(() => true)).rejects.toThrow('closed');
    expect((await post(peer.endpoint.href, initialize)).status).toBe(404);
  });
});

function isAlive(pid: number): boolean {
  return listProcesses().some((entry) => entry.pid === pid);
}
