import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';

const json = { 'Content-Type': 'application/json' };

/** A connection on which every byte is the test's own. */
function connectTo(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  return socket;
}

async function send(method: string, url: string, headers: Record<string, string>, body?: string) {
  const answer = await exchange(method, url, headers, body);
  const text = await readText(answer.body);
  return { status: answer.status, headers: answer.headers, error: JSON.parse(text).error };
}

describe('what every request meets', () => {
  it('answers 404 with what there is, for a path that is not served', async () => {
    const bridge = await openBridge('echo');
    const { status, error } = await send('GET', `${bridge.url}/nothing/here`, {});
    expect([status, error.data.code]).toEqual([404, 'NOT_FOUND']);
    expect(error.message).toContain('/sse, /messages, /mcp, /health');
  });

  it('serves only the eras that it was told to', async () => {
    const bridge = await openBridge('echo', { eras: ['streamable'] });
    expect((await send('GET', `${bridge.url}/sse`, {})).status).toBe(405);
    expect((await send('POST', `${bridge.url}/messages`, json, '{}')).status).toBe(404);
  });

  it('answers 405 with what is allowed, for a method that is not served', async () => {
    const bridge = await openBridge('echo');
    const { status, headers, error } = await send('PUT', `${bridge.url}/mcp`, json, '{}');
    expect([status, headers.allow, error.data.code]).toEqual([405, 'POST, GET, DELETE', 'METHOD_NOT_ALLOWED']);
  });

  it('answers 404 for a target that is no path', async () => {
    const bridge = await openBridge('echo');
    const socket = connectTo(bridge.url);
    socket.write('OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 .*"NOT_FOUND"/s);
  });

  it('opens nothing for HEAD, with which health checks and link previews look around', async () => {
    const bridge = await openBridge('echo');
    for (const [path, status] of [
      ['/sse', 405],
      ['/mcp', 405],
      ['/health', 200],
    ] as const) {
      expect([path, (await exchange('HEAD', bridge.url + path)).status]).toEqual([path, status]);
    }
    const { body } = await exchange('GET', `${bridge.url}/health`);
    expect(JSON.parse(await readText(body)).bridge.sessions).toEqual({});
  });

  it('refuses a body over the limit by its announced length, before it is sent (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxBodyBytes: 1024 });
    const socket = connectTo(bridge.url);
    socket.write(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 999999\r\n\r\n',
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 .*BODY_TOO_LARGE/s);
  });

  it.each([
    ['announces its length', `Content-Length: ${8 * 1024 * 1024}\r\n\r\n`, ''],
    ['does not', `Transfer-Encoding: chunked\r\n\r\n${(8 * 1024 * 1024).toString(16)}\r\n`, '\r\n0\r\n\r\n'],
  ])(
    'lets a client that reads no answer before it has sent all know that it was too much; one that %s',
    async (_, start, end) => {
      const bridge = await openBridge('echo', { maxBodyBytes: 1024 });
      const socket = connectTo(bridge.url).pause();
      const sent = new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.write(`POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${start}`);
        socket.write(Buffer.alloc(8 * 1024 * 1024, 'x'));
        socket.write(`${end}GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n`, () => resolve());
      });
      await sent;
      let text = '';
      for await (const chunk of socket) {
        text += String(chunk);
        if (text.includes('"status":"ok"')) break;
      }
      expect(text).toMatch(/^HTTP\/1\.1 413 .*BODY_TOO_LARGE.*HTTP\/1\.1 200 /s); // the connection is good for more
    },
  );

  it('puts a body together that comes byte by byte from few parts (P-BOUND)', async () => {
    const bridge = await openBridge('echo');
    const concat = vi.spyOn(Buffer, 'concat');
    onTestFinished(() => concat.mockRestore());
    const socket = connectTo(bridge.url);
    const body = `${' '.repeat(50_000)}{"jsonrpc":"2.0","id":"in crumbs","method":"ping"}`;
    socket.write(
      'POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    socket.write(Array.from(body, (character) => `1\r\n${character}\r\n`).join(''));
    socket.write('0\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toContain('"id":"in crumbs","error"');
    expect(Math.max(...concat.mock.calls.map(([parts]) => parts.length))).toBeLessThan(50_000 / 1024 + 1024 + 1);
  });

  it('refuses a body over the limit that does not announce its length (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxBodyBytes: 1024 });
    const headers = { ...json, 'Transfer-Encoding': 'chunked' };
    const { status, error } = await send('POST', `${bridge.url}/mcp`, headers, JSON.stringify('x'.repeat(5000)));
    expect([status, error.data.code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it.each([
    ['another content type', { 'Content-Type': 'text/plain' }, '{}'],
    ['no content type', {}, '{}'],
    ['a compressed body', { ...json, 'Content-Encoding': 'gzip' }, '{}'],
  ])('refuses %s with 415', async (_, headers: Record<string, string>, body) => {
    const bridge = await openBridge('echo');
    const { status, error } = await send('POST', `${bridge.url}/mcp`, headers, body);
    expect([status, error.data.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('refuses an Accept header that leaves no way to answer', async () => {
    const bridge = await openBridge('echo');
    const initialize = '{"jsonrpc":"2.0","id":1,"method":"initialize"}';
    const { status } = await send('POST', `${bridge.url}/mcp`, { ...json, Accept: 'text/html' }, initialize);
    expect(status).toBe(406);
  });

  it('takes no more sessions than it may, and says when to try again (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxSessions: 1 });
    await exchange('GET', `${bridge.url}/sse`);
    const { status, headers, error } = await send('GET', `${bridge.url}/sse`, {});
    expect([status, headers['retry-after'], error.data.code]).toEqual([503, '5', 'SESSIONS_EXHAUSTED']);
  });

  it('starts no more processes than it may, and says when to try again (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { maxChildren: 1 });
    await exchange('GET', `${bridge.url}/sse`);
    const { status, headers, error } = await send('GET', `${bridge.url}/sse`, {});
    expect([status, headers['retry-after'], error.data.code]).toEqual([503, '5', 'CHILDREN_EXHAUSTED']);
  });
});
