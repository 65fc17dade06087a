import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { conversation, type Turn } from '../support/conversation.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StdioPeer } from '../support/stdio-peer.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

const server = fixtureChild('says-what-it-is-told');

async function overStreamable(url: string): Promise<{ peer: WirePeer; ready: () => Promise<void> }> {
  const peer = new StreamablePeer(url);
  return { peer, ready: () => peer.listen() };
}

const ready = async (): Promise<void> => {};

/** Messages about one request come in order, and so do those about none. Over HTTP they come on several streams. */
function byStream(lines: readonly string[]): Record<string, string[]> {
  const streams: Record<string, string[]> = {};
  for (const line of lines) {
    const { id, method, params } = JSON.parse(line);
    const stream = method === undefined ? `answer to ${JSON.stringify(id)}` : (params?.progressToken ?? 'the rest');
    streams[stream] = [...(streams[stream] ?? []), line];
  }
  return streams;
}

/** All lines that the client got, and all that the server got. */
async function hold(turns: readonly Turn[], opened: Promise<{ peer: WirePeer; ready: () => Promise<void> }>) {
  const { peer, ready: makeReady } = await opened;
  await shakeHands(peer);
  await makeReady();
  const heard: string[] = [];
  for (const { kind, line } of turns) {
    if (kind === 'request') heard.push(...(await peer.ask(line)));
    else await peer.tell(line);
  }
  const missing = turns.flatMap(({ says }) => says).length - heard.length;
  let more = 0;
  if (missing > 0) heard.push(...(await peer.until(() => ++more === missing)));
  const [history = ''] = await peer.ask('{"jsonrpc":"2.0","id":"history","method":"history"}');
  await peer.close();
  return { heard: byStream(heard), read: JSON.parse(history).result.slice(2) as string[] };
}

it('any conversation is the same over stdio and over both eras, byte for byte, both ways (P-BYTES)', async () => {
  const { url } = await startBridge(['--max-children', '64', '--disconnect-grace', '0', '--', ...server]);
  await fc.assert(
    fc.asyncProperty(conversation, async (turns) => {
      const said = byStream(turns.flatMap(({ says }) => says));
      const read = turns.map(({ line }) => line);
      const overStdio = hold(turns, Promise.resolve({ peer: new StdioPeer(server), ready }));
      const overSse = hold(
        turns,
        SsePeer.open(url).then((peer) => ({ peer, ready })),
      );
      const results = await Promise.all([overStdio, overSse, hold(turns, overStreamable(url))]);
      for (const result of results) expect(result).toEqual({ heard: said, read });
    }),
    { numRuns: 60 },
  );
});
