import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BridgeState } from '../../../bridge/health/bridge-state.ts';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';
import { openSession, sessionsOf } from '../../support/streamable-session.ts';

async function stateOf(url: string): Promise<BridgeState> {
  const { body } = await exchange('GET', `${url}/health`);
  return JSON.parse(await readText(body)).bridge;
}

describe('a client that sends requests before the last one is answered', () => {
  it('leaves nothing behind when it goes away, not even of those whose turn to be answered never came (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { shutdownGraceMs: 20_000 });
    const { hostname, port } = new URL(bridge.url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.write('GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(3));
    await expect.poll(() => stateOf(bridge.url)).toMatchObject({ sessions: { sse: 3 } });

    socket.destroy();
    await expect.poll(async () => (await stateOf(bridge.url)).sessions).toEqual({});
    await expect.poll(async () => (await stateOf(bridge.url)).children.live).toBe(0);
    const startMs = performance.now();
    await bridge.close();
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });
});

describe('a client that sends a body with its GET', () => {
  it.each(['/sse', '/mcp'])('is missed when it goes away, however much it sent; %s (P-BOUND)', async (path) => {
    const bridge = await openBridge('echo', { keepAliveMs: 0, sessionIdleMs: 50 });
    const { session } = await openSession(bridge.url);
    const { hostname, port } = new URL(bridge.url);
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    const headers = `Host: localhost\r\nMcp-Session-Id: ${session['Mcp-Session-Id']}\r\nContent-Length: 200000\r\n\r\n`;
    socket.write(`GET ${path} HTTP/1.1\r\n${headers}${'x'.repeat(200_000)}`);
    await once(socket, 'data');
    socket.destroy();
    await expect.poll(() => sessionsOf(bridge.url), { timeout: 10_000 }).toEqual({});
  });
});
