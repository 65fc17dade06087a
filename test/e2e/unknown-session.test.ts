import { expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';
import { eras, ping, ready, toolCall } from './witnesses.ts';

const json = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' };
const unknown = { 'Mcp-Session-Id': 'never-opened' };

it.each([
  ['POST', '/mcp', { ...json, ...unknown }],
  ['GET', '/mcp', { Accept: 'text/event-stream', ...unknown }],
  ['DELETE', '/mcp', unknown],
  ['POST', '/sse', { ...json, ...unknown }],
  ['POST', '/messages?sessionId=never-opened', json],
])('answers %s %s for an unknown session with 404 and -32001 (P-404)', async (method, path, headers) => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  expect(await answerTo(bridge.url, method, path, headers)).toMatchObject({ status: 404, error: { code: -32001 } });
});

it.each([
  ['POST', '/mcp', json],
  ['DELETE', '/mcp', {}],
  ['POST', '/messages', json],
])('answers %s %s without a session id with 400 (P-404)', async (method, path, headers) => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  expect(await answerTo(bridge.url, method, path, headers)).toMatchObject({ status: 400, error: { code: -32000 } });
});

it('answers for a session that its client ended with 404 (P-404)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  await peer.close();
  await expect(peer.ask(ping)).rejects.toThrow(/404.*-32001/);
});

it.each(eras)(
  'answers for a session of the %s era whose child has died with 404, not with a fresh child (P-404)',
  async (_, open) => {
    const bridge = await startBridge(['--', ...fixtureChild('dies-mid-call')]);
    const peer = await ready(open, bridge.url);
    await peer.ask(toolCall(1));
    await expect(peer.ask(ping)).rejects.toThrow(/404.*-32001/);
  },
);

it('answers for an id that is no id, or is nearly one, with the same 404 (P-404)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  const id = String(peer.sessionId);
  const [tag = '', bits = ''] = id.split('.');
  const others = ['__proto__', 'constructor', '0', `${tag}.`, `.${bits}`, `other.${bits}`, `${id}x`, id.slice(0, -1)];
  for (const other of [...others, 'x'.repeat(4000)]) {
    const error = { code: -32001, data: { code: 'SESSION_NOT_FOUND' } };
    const header = await answerTo(bridge.url, 'POST', '/mcp', { ...json, 'Mcp-Session-Id': other });
    expect([other, header]).toMatchObject([other, { status: 404, error }]);
    const query = await answerTo(bridge.url, 'POST', `/messages?sessionId=${encodeURIComponent(other)}`, json);
    expect([other, query]).toMatchObject([other, { status: 404, error }]);
  }
  expect(await peer.ask(ping)).toEqual(['{"jsonrpc":"2.0","id":"ping","result":{}}']);
});

async function answerTo(
  url: string,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; error: unknown }> {
  const { status, body } = await exchange(method, new URL(path, url), headers, method === 'POST' ? ping : undefined);
  const text = await readText(body);
  return { status, error: JSON.parse(text).error };
}
