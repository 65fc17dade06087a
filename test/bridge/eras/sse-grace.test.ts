import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventReader } from '../../support/event-reader.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { openSession, send, sessionsOf } from '../../support/streamable-session.ts';

const json = { 'Content-Type': 'application/json' };

/** Sends requests over one connection without waiting for the answers. */
function pipeline(url: string, requests: readonly string[]) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.write(requests.join(''));
  return socket;
}

/** A call over a connection of its own that is not answered, and behind it the stream of a client that comes back. */
async function streamInLine(url: string, lastEventId?: string) {
  const { host } = new URL(url);
  const { session } = await openSession(url);
  const call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"work"}}';
  const headers = `Host: ${host}\r\nContent-Type: application/json\r\nMcp-Session-Id: ${session['Mcp-Session-Id']}`;
  const position = lastEventId === undefined ? '' : `Last-Event-ID: ${lastEventId}\r\n`;
  return pipeline(url, [
    `POST /mcp HTTP/1.1\r\n${headers}\r\nAccept: application/json\r\nContent-Length: ${call.length}\r\n\r\n${call}`,
    `GET /sse HTTP/1.1\r\nHost: ${host}\r\n${position}\r\n`,
  ]);
}

const sseSessions = (url: string) => async () => (await sessionsOf(url))['sse'] ?? 0;

describe('the grace of an sse session', () => {
  it('begins when its connection breaks, also where its stream stood in line behind another answer (P-BOUND)', async () => {
    const bridge = await openBridge('waits-for-go');
    const socket = await streamInLine(bridge.url);
    await expect.poll(sseSessions(bridge.url)).toBe(1);
    socket.resetAndDestroy();
    await expect.poll(sseSessions(bridge.url)).toBe(0);
  });

  it('ends no session whose client has come back, however late an older stream is over', async () => {
    const bridge = await openBridge('waits-for-go', { disconnectGraceMs: 1000 });
    const first = await EventReader.get(`${bridge.url}/sse`);
    const { data: endpoint, id = '' } = await first.next();
    const other = await EventReader.get(`${bridge.url}/sse`);
    const back = () => EventReader.get(`${bridge.url}/sse`, { 'Last-Event-ID': id });

    const second = await streamInLine(bridge.url, id); // is over only when its connection is
    await first.closed; // the second has taken its place
    const third = await back();
    await third.breakOff();
    await sessionsOf(bridge.url); // the bridge has seen it by now
    second.resetAndDestroy();
    await sessionsOf(bridge.url);

    const fourth = await back();
    expect((await fourth.next()).data).toBe(endpoint);
    await other.breakOff();
    await expect.poll(sseSessions(bridge.url), { timeout: 5000 }).toBe(1); // a grace later
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    expect((await send('POST', bridge.url + endpoint, json, ping)).status).toBe(202);
    expect(JSON.parse((await fourth.next()).data)).toMatchObject({ id: 1, result: {} });
  });
});
