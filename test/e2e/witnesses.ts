import { expect } from 'vitest';
import { SsePeer } from '../support/sse-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

export type OpenPeer = (url: string) => Promise<WirePeer>;

const openSse: OpenPeer = (url) => SsePeer.open(url);
const openStreamable: OpenPeer = async (url) => new StreamablePeer(url);

/** How a client of each era opens its session. */
export const eras: readonly (readonly [era: 'sse' | 'streamable', open: OpenPeer])[] = [
  ['sse', openSse],
  ['streamable', openStreamable],
];

/** Resolves to a client that has shaken hands. */
export async function ready(open: OpenPeer, url: string): Promise<WirePeer> {
  const peer = await open(url);
  await shakeHands(peer, '2025-06-18', { roots: {} });
  return peer;
}

export function toolCall(id: number | string, params: object = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params });
}

/** The `ping` of nobody else. */
export const ping = '{"jsonrpc":"2.0","id":"ping","method":"ping"}';

/**
 * Opens a session of each era beside the one under test. The returned function checks that they go on in the same child,
 * which a session of these tests would not outlive, and that nothing has come to them but what they asked for.
 */
export async function openWitnesses(url: string): Promise<() => Promise<void>> {
  const peers = await Promise.all(eras.map(([, open]) => ready(open, url)));
  return async () => {
    const answers = await Promise.all(peers.map((peer) => peer.ask(ping)));
    expect(answers).toEqual(peers.map(() => ['{"jsonrpc":"2.0","id":"ping","result":{}}']));
  };
}
