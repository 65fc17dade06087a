import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BridgeState } from '../../../bridge/health/bridge-state.ts';
import { exchange, readText } from '../../support/event-stream.ts';
import { openBridge } from '../../support/open-bridge.ts';

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
