import { describe, expect, it } from 'vitest';
import { exchange, readText } from '../support/event-stream.ts';
import { openBridge } from '../support/open-bridge.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { initialize, usual } from '../support/streamable-session.ts';
import { shakeHands } from '../support/wire-peer.ts';

/** No test waits so long: what is done before has not waited for the end of the grace. */
const LONG_GRACE_MS = 25_000;

const cancelled = '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}';

const peers = [
  ['sse', (url: string) => SsePeer.open(url)],
  ['streamable', async (url: string) => new StreamablePeer(url)],
] as const;

function request(id: number, method: string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method, params });
}

/** Resolves to how long it took. Milliseconds. */
async function timed(work: Promise<void>): Promise<number> {
  const startMs = performance.now();
  await work;
  return performance.now() - startMs;
}

async function openStreamable(url: string) {
  const peer = new StreamablePeer(url);
  await shakeHands(peer);
  const session = { ...usual, 'Mcp-Session-Id': peer.sessionId ?? '' };
  return {
    peer,
    post: (body: string, headers = {}) => exchange('POST', `${url}/mcp`, { ...session, ...headers }, body),
  };
}

describe('a bridge that is told to end', () => {
  it('sends an answer that came in time to its end, however slowly its client reads (P-ANSWER)', async () => {
    const bridge = await openBridge('echo', { shutdownGraceMs: LONG_GRACE_MS });
    const { post } = await openStreamable(bridge.url);
    const text = 'x'.repeat(15_000_000);
    const { body } = await post(request(1, 'x', { text }), { Accept: 'application/json' });
    const closed = bridge.close();
    await new Promise((resolve) => setImmediate(resolve)); // nothing has been read yet
    expect(JSON.parse(await readText(body)).result.echo.text).toHaveLength(text.length);
    expect(await timed(closed)).toBeLessThan(LONG_GRACE_MS / 2);
  });

  it('cuts off a client that has not read its answer by the end of the grace (P-BOUND)', async () => {
    const bridge = await openBridge('echo', { shutdownGraceMs: 300 });
    const { post } = await openStreamable(bridge.url);
    const { body } = await post(request(1, 'x', { text: 'x'.repeat(15_000_000) }), { Accept: 'application/json' });
    await bridge.close();
    await expect(readText(body)).rejects.toThrow('aborted');
  });

  it('answers who waits for a turn to start a process with 503, and when to try again', async () => {
    const bridge = await openBridge(['slow-start', '60000'], { poolMin: 0, startConcurrency: 1 });
    const starting = Array.from({ length: 5 }, () => exchange('GET', `${bridge.url}/sse`).catch(() => {}));
    const waiting = exchange('POST', `${bridge.url}/mcp`, usual, initialize);
    await expect.poll(() => health(bridge.url)).toMatchObject({ bridge: { children: { starting: 5 } } });
    await Promise.all([bridge.close(), ...starting]);
    const { status, headers, body } = await waiting;
    expect([status, headers['retry-after']]).toEqual([503, '1']);
    expect(JSON.parse(await readText(body)).error.data.code).toBe('SHUTTING_DOWN');
  });

  it('tells new clients the same while answers are under way', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: LONG_GRACE_MS, streamAfterMs: 1 });
    const { peer, post } = await openStreamable(bridge.url);
    const call = await post(request(1, 'tools/call'));
    const closed = bridge.close();
    for (const refused of [
      await exchange('POST', `${bridge.url}/mcp`, usual, initialize),
      await exchange('GET', `${bridge.url}/sse`),
    ]) {
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1']);
    }
    await peer.close();
    await readText(call.body);
    expect(await timed(closed)).toBeLessThan(LONG_GRACE_MS / 2);
  });

  it.each(peers)('hears an %s client whose answer a call under way needs (P-ANSWER)', async (_, connect) => {
    const bridge = await openBridge('asks-the-client', { shutdownGraceMs: LONG_GRACE_MS });
    const peer = await connect(bridge.url);
    await shakeHands(peer, '2025-06-18', { elicitation: {} });
    const call = peer.ask(request(1, 'tools/call', { name: 'elicitation/create', arguments: {} }));
    const [question = ''] = await peer.until((line) => JSON.parse(line).method === 'elicitation/create');
    const closed = bridge.close();
    await peer.tell(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(question).id, result: { action: 'accept' } }));
    expect(JSON.parse((await call).at(-1) ?? '').result.content[0].text).toBe('{"action":"accept"}');
    await closed;
  });

  it('tells those whose answers did not come within the grace', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: 50 });
    const { post } = await openStreamable(bridge.url);
    const call = post(request(1, 'tools/call'));
    await expect.poll(() => health(bridge.url)).toMatchObject({ bridge: { sessions: { streamable: 1 } } });
    await bridge.close();
    expect(JSON.parse(await readText((await call).body)).error.data.code).toBe('SESSION_ENDED');
  });

  it('does not wait for a streamable client that has gone', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: LONG_GRACE_MS, streamAfterMs: 1 });
    const { post } = await openStreamable(bridge.url);
    (await post(request(1, 'tools/call'))).body.destroy();
    expect(await timed(bridge.close())).toBeLessThan(LONG_GRACE_MS / 2);
  });

  it('does not wait for an sse client that has gone', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: LONG_GRACE_MS, disconnectGraceMs: 60_000 });
    const peer = await SsePeer.open(bridge.url);
    await shakeHands(peer, '2024-11-05');
    await peer.tell(request(1, 'tools/call'));
    await peer.close();
    expect(await timed(bridge.close())).toBeLessThan(LONG_GRACE_MS / 2);
  });

  it('does not wait for what a streamable client has cancelled', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: LONG_GRACE_MS, streamAfterMs: 1 });
    const { peer, post } = await openStreamable(bridge.url);
    await post(request(1, 'tools/call'));
    await peer.tell(cancelled);
    expect(await timed(bridge.close())).toBeLessThan(LONG_GRACE_MS / 2);
  });

  it('does not wait for what an sse client has cancelled', async () => {
    const bridge = await openBridge('never-answers', { shutdownGraceMs: LONG_GRACE_MS });
    const peer = await SsePeer.open(bridge.url);
    await shakeHands(peer, '2024-11-05');
    await peer.tell(request(1, 'tools/call'));
    await peer.tell(cancelled);
    expect(await timed(bridge.close())).toBeLessThan(LONG_GRACE_MS / 2);
  });
});

async function health(url: string): Promise<unknown> {
  const { body } = await exchange('GET', `${url}/health`);
  return JSON.parse(await readText(body));
}
