import { describe, expect, it } from 'vitest';
import { openBridge } from '../../support/open-bridge.ts';
import { isRunning, listProcesses } from '../../support/process-table.ts';
import { SsePeer } from '../../support/sse-peer.ts';
import { StreamablePeer } from '../../support/streamable-peer.ts';
import { send, sessionsOf } from '../../support/streamable-session.ts';
import { shakeHands, type WirePeer } from '../../support/wire-peer.ts';

const settings = { recovery: 'replay', hibernateAfterMs: 1 } as const;

const eras = [
  ['sse', (url: string) => SsePeer.open(url)],
  ['streamable', async (url: string) => new StreamablePeer(url)],
] as const;

function call(id: number, name: string): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name } });
}

async function pidOf(peer: WirePeer, id: number): Promise<number> {
  return JSON.parse((await peer.ask(call(id, 'history'))).at(-1) ?? '').result.pid;
}

async function untilGone(pid: number): Promise<void> {
  const child = listProcesses().find((entry) => entry.pid === pid);
  while (child !== undefined && isRunning(child)) await new Promise(setImmediate);
}

describe.each(eras)('an idle recoverable session of the %s era', (era, open) => {
  it('gives up its process, and wakes with its next message as if nothing had been (P-IDLE)', async () => {
    const bridge = await openBridge(['dies-once', '/nonexistent', '0'], settings);
    const peer = await open(bridge.url);
    const [initialized] = await shakeHands(peer);
    await peer.ask('{"jsonrpc":"2.0","id":"level","method":"logging/setLevel","params":{"level":"error"}}');
    await untilGone(await pidOf(peer, 1));
    expect(await sessionsOf(bridge.url)).toEqual({ [era]: 1 });
    const { lines } = JSON.parse((await peer.ask(call(2, 'history'))).at(-1) ?? '').result;
    expect(lines.map((line: string) => JSON.parse(line).method)).toEqual([
      'initialize',
      'notifications/initialized',
      'logging/setLevel',
      'tools/call',
    ]);
    expect(initialized).toContain('dies-once');
  });

  it('rests though its server has asked something, once the server has taken that back (P-IDLE)', async () => {
    const bridge = await openBridge('says-what-it-is-told', { ...settings, poolMin: 0 });
    const peer = await open(bridge.url);
    await shakeHands(peer);
    const say = [
      '{"jsonrpc":"2.0","id":7,"method":"roots/list"}',
      '{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":7}}',
      '{"jsonrpc":"2.0","id":1,"result":{}}',
    ];
    await peer.ask(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: { say } }));
    const live = async () => JSON.parse((await send('GET', `${bridge.url}/health`, {})).text).bridge.children.live;
    await expect.poll(live, { timeout: 5000 }).toBe(0);
    expect(await sessionsOf(bridge.url)).toEqual({ [era]: 1 });
  });

  it('wakes though its server asks its client something before it is ready (P-ANSWER)', async () => {
    const bridge = await openBridge('asks-on-handshake', { ...settings, recoveryTimeoutMs: 5000 });
    const peer = await open(bridge.url);
    await shakeHands(peer, '2025-06-18', { roots: {} });
    const askAndAnswer = async (line: string) => {
      const answer = peer.ask(line);
      const question = (await peer.until((asked) => JSON.parse(asked).method === 'roots/list')).at(-1) ?? '';
      await peer.tell(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(question).id, result: { roots: [] } }));
      return JSON.parse((await answer).at(-1) ?? '');
    };
    await askAndAnswer('{"jsonrpc":"2.0","id":"level","method":"logging/setLevel","params":{"level":"error"}}');
    await untilGone(await pidOf(peer, 1));
    expect((await askAndAnswer(call(2, 'x'))).result.echo).toMatchObject({ name: 'x' });
  });

  it('takes back what a process asked that could not be made ready (P-ANSWER)', async () => {
    const bridge = await openBridge('asks-on-handshake', { ...settings, recoveryTimeoutMs: 300 });
    const peer = await open(bridge.url);
    await shakeHands(peer, '2025-06-18', { roots: {} });
    const level = peer.ask('{"jsonrpc":"2.0","id":"level","method":"logging/setLevel","params":{"level":"error"}}');
    const question = JSON.parse((await peer.until((line) => JSON.parse(line).method === 'roots/list')).at(-1) ?? '');
    await peer.tell(JSON.stringify({ jsonrpc: '2.0', id: question.id, result: { roots: [] } }));
    await level;
    await untilGone(await pidOf(peer, 1));
    const messages = (await peer.ask(call(2, 'x'))).map((line) => JSON.parse(line));
    expect(messages.map(({ method, error }) => method ?? error.data.code)).toEqual([
      'roots/list',
      'notifications/cancelled',
      'CHILD_LOST',
    ]);
  });

  it('stays awake while its server is to tell it of changes (P-IDLE)', async () => {
    const bridge = await openBridge(['dies-once', '/nonexistent', '0'], settings);
    const subscriber = await open(bridge.url);
    await shakeHands(subscriber);
    await subscriber.ask('{"jsonrpc":"2.0","id":9,"method":"resources/subscribe","params":{"uri":"a:1"}}');
    const idle = await open(bridge.url);
    await shakeHands(idle);
    const pid = await pidOf(subscriber, 1);
    await untilGone(await pidOf(idle, 1)); // both were looked at
    expect(await pidOf(subscriber, 2)).toBe(pid);
    await subscriber.ask('{"jsonrpc":"2.0","id":10,"method":"resources/unsubscribe","params":{"uri":"a:1"}}');
    await untilGone(pid);
  });
});

it('a session whose server keeps its state to itself keeps its process, too', async () => {
  const sleepy = await openBridge(['dies-once', '/nonexistent', '0'], settings);
  const bridge = await openBridge(['dies-once', '/nonexistent', '0'], { ...settings, recovery: 'end' });
  const [other, peer] = [new StreamablePeer(sleepy.url), new StreamablePeer(bridge.url)];
  await shakeHands(peer);
  const pid = await pidOf(peer, 1);
  await shakeHands(other);
  await untilGone(await pidOf(other, 1));
  expect(await pidOf(peer, 2)).toBe(pid);
});
