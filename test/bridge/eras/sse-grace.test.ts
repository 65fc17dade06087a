import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBridge } from '../../support/open-bridge.ts';
import { openSession, sessionsOf } from '../../support/streamable-session.ts';

/** Sends requests over one connection without waiting for the answers. */
function pipeline(url: string, requests: readonly string[]) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  socket.write(requests.join(''));
  return socket;
}

/** A call over a connection of its own that is not answered, and behind it the stream. */
async function streamInLine(url: string) {
  const { host } = new URL(url);
  const { session } = await openSession(url);
  const call = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"work"}}';
  const headers = `Host: ${host}\r\nContent-Type: application/json\r\nMcp-Session-Id: ${session['Mcp-Session-Id']}`;
  return pipeline(url, [
    `POST /mcp HTTP/1.1\r\n${headers}\r\nAccept: application/json\r\nContent-Length: ${call.length}\r\n\r\n${call}`,
    `GET /sse HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
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
});
