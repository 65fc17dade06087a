import { expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';
import { eras, ready, toolCall } from './witnesses.ts';

const SESSIONS = 20;
const CALLS = 10;

it('gives 20 sessions that use the same ids at once their own answers, each from a child of its own (P-ISOLATE)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  const names = Array.from({ length: SESSIONS }, (_, index) => `session ${index}`);
  const pids = await Promise.all(
    names.map(async (name, index) => {
      const peer = index % 2 === 0 ? await SsePeer.open(bridge.url) : new StreamablePeer(bridge.url);
      await shakeHands(peer);
      return pidsThatAnswer(peer, name);
    }),
  );

  for (const ofOneSession of pids) expect(new Set(ofOneSession).size).toBe(1);
  expect(new Set(pids.flat()).size).toBe(SESSIONS);
});

it('never hands a used child to a later session (P-ISOLATE)', async () => {
  const bridge = await startBridge(['--', ...fixtureChild('echo')]);
  const pids: number[] = [];
  for (let session = 0; session < 5; session += 1) {
    const peer = new StreamablePeer(bridge.url);
    await shakeHands(peer);
    pids.push(...new Set(await pidsThatAnswer(peer, `session ${session}`)));
    await peer.close();
  }
  expect(new Set(pids).size).toBe(5);
});

it.each(eras)(
  'while every other session in the %s era dies with its child, the rest get all of their own answers (P-ISOLATE, P-ANSWER)',
  async (_, open) => {
    const bridge = await startBridge(['--', ...fixtureChild('dies-with-calls-open')]);
    const peers = await Promise.all(Array.from({ length: SESSIONS }, () => ready(open, bridge.url)));
    const fates = peers.map(async (peer, index) => {
      if (index % 2 === 0) {
        const [line = ''] = await peer.ask(toolCall(index, { name: 'die', signal: 'SIGKILL' }));
        return JSON.parse(line).error.data.signal;
      }
      for (let call = 0; call < CALLS; call += 1) {
        const params = { session: index, call };
        const request = { jsonrpc: '2.0', id: call, method: 'vendor/echo', params };
        const lines = await peer.ask(JSON.stringify(request));
        expect(lines.map((line) => JSON.parse(line).result.echo)).toEqual([params]);
      }
      return 'all answered';
    });
    expect(await Promise.all(fates)).toEqual(
      peers.map((_peer, index) => (index % 2 === 0 ? 'SIGKILL' : 'all answered')),
    );
  },
);

async function pidsThatAnswer(peer: WirePeer, name: string): Promise<number[]> {
  const pids: number[] = [];
  for (let id = 1; id <= CALLS; id += 1) {
    const params = { name, call: id };
    const lines = await peer.ask(JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params }));
    const { result } = JSON.parse(lines.join(''));
    expect(result.echo).toEqual(params);
    pids.push(result.pid);
  }
  return pids;
}
