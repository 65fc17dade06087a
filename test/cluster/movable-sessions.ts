import { expect } from 'vitest';
import { SsePeer } from '../support/sse-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { send, usual } from '../support/streamable-session.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

export type Era = 'sse' | 'streamable';

/** Makes a call, a line, in an open session: of the replica at `url`, which need not be the one that opened it. */
type GoOn = (url: string, line: string) => Promise<void>;

function openPeer(era: Era, url: string): Promise<WirePeer> {
  return era === 'sse' ? SsePeer.open(url) : Promise.resolve(new StreamablePeer(url));
}

/** Opens sessions at once; resolves when all are ready for calls. */
export async function openPeers(era: Era, count: number, url: string): Promise<WirePeer[]> {
  const peers = await Promise.all(Array.from({ length: count }, () => openPeer(era, url)));
  await Promise.all(peers.map((peer) => shakeHands(peer)));
  return peers;
}

/** Opens a session that can go on at any replica. */
export async function openMovable(era: Era, url: string): Promise<GoOn> {
  if (era === 'sse') {
    const { endpoint } = await shaken(await SsePeer.open(url));
    return async (next, line) => {
      const lastEvent = `${endpoint.searchParams.get('sessionId')}.0.1`; // the answer to initialize
      await (await SsePeer.open(next, { 'Last-Event-ID': lastEvent })).ask(line);
    };
  }
  const { sessionId = '' } = await shaken(new StreamablePeer(url));
  return async (next, line) => {
    const { status } = await send('POST', `${next}/mcp`, { ...usual, 'Mcp-Session-Id': sessionId }, line);
    expect(status).toBe(200);
  };
}

async function shaken<Peer extends WirePeer>(peer: Peer): Promise<Peer> {
  await shakeHands(peer);
  return peer;
}
