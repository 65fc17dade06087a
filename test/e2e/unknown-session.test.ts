import { expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { exchange, readText } from '../support/event-stream.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands } from '../support/wire-peer.ts';

const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
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

it('answers for a session whose child has died with 404, not with a fresh child (P-404)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('dies-mid-call')]);
  const peer = new StreamablePeer(bridge.url);
  await shakeHands(peer);
  await peer.ask('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}').catch(() => {});
  await expect(peer.ask(ping)).rejects.toThrow(/404.*-32001/);
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
