import { describe, expect, it } from 'vitest';
import { fixtureChild } from '../support/bins.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

const eras: readonly [era: string, open: (url: string) => Promise<WirePeer>][] = [
  ['sse', (url) => SsePeer.open(url)],
  ['streamable', async (url) => new StreamablePeer(url)],
];

describe.each(eras)('what a server says in the middle of a call, in the %s era', (_, open) => {
  async function peerOf(child: string): Promise<WirePeer> {
    const bridge = await startBridge(['--', ...fixtureChild(child)]);
    const peer = await open(bridge.url);
    await shakeHands(peer, '2025-06-18', { sampling: {}, elicitation: {}, roots: {} });
    return peer;
  }

  it('brings every step of its progress before the answer', async () => {
    const peer = await peerOf('progress');
    const lines = await peer.ask(
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"work","_meta":{"progressToken":"t-1"}}}',
    );
    expect(lines.map((line) => JSON.parse(line)).slice(0, -1)).toEqual(
      [1, 2, 3].map((progress) => ({
        jsonrpc: '2.0',
        method: 'notifications/progress',
        params: { progressToken: 't-1', progress, total: 3 },
      })),
    );
  });

  it('brings its log messages before the answer', async () => {
    const peer = await peerOf('logs-before-answer');
    const lines = await peer.ask('{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"work"}}');
    expect(lines.map((line) => JSON.parse(line).params?.data)).toEqual(['first', 'second', undefined]);
  });

  it.each(['sampling/createMessage', 'elicitation/create', 'roots/list'])(
    'passes %s to the client and its answer back',
    async (name) => {
      const peer = await peerOf('asks-the-client');
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: { message: 'Well?' } } };
      const answered = peer.ask(JSON.stringify(call));
      const [question = ''] = await peer.until((line) => JSON.parse(line).method === name);
      expect(JSON.parse(question).params).toEqual({ message: 'Well?' });
      await peer.tell(JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(question).id, result: { said: name } }));
      const { result } = JSON.parse((await answered).at(-1) ?? '');
      expect(JSON.parse(result.content[0].text)).toEqual({ said: name });
    },
  );

  it('drops what is no JSON-RPC on its stdout', async () => {
    const peer = await peerOf('noisy-stdout');
    const lines = await peer.ask('{"jsonrpc":"2.0","id":1,"method":"vendor/call","params":{"n":1}}');
    expect(lines.map((line) => JSON.parse(line).result?.echo)).toEqual([{ n: 1 }]);
  });
});
