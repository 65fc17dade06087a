import { beforeAll, describe, expect, it } from 'vitest';
import { workInConfluence, workInJira } from '../e2e/work-day.ts';
import { fixtureChild } from '../support/bins.ts';
import { openDemoSite } from '../support/demo-site.ts';
import { ensureProgram } from '../support/ensure-program.ts';
import { exchange, onEachEvent, type StreamEvent } from '../support/event-stream.ts';
import { connectV1, connectV2, overSse, overStreamable } from '../support/sdk-clients.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { startNginx } from '../support/start-nginx.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

/** A package may have to be fetched. */
const INSTALL_MS = 300_000;

const TAGS = ['r1', 'r2', 'r3'];

beforeAll(() => void ensureProgram('nginx'), INSTALL_MS);

async function startThree(args: readonly string[], env: Record<string, string> = {}) {
  const replicas = await Promise.all(TAGS.map((tag) => startBridge(['--replica-tag', tag, ...args], { env })));
  return startNginx(replicas.map(({ url }) => url));
}

/** The first event of a new stream, whose client then leaves. */
async function endpointEvent(url: string, headers: Record<string, string> = {}): Promise<StreamEvent> {
  const { body } = await exchange('GET', `${url}/sse`, headers);
  const event = await new Promise<StreamEvent>((resolve) => onEachEvent(body, resolve));
  body.destroy();
  return event;
}

describe('three replicas behind nginx.conf', () => {
  it('find the replica of a session by its id alone, in both eras', async () => {
    const nginx = await startThree(['--', ...fixtureChild('echo')]);
    const open = async (n: number): Promise<WirePeer> =>
      n % 2 === 0 ? SsePeer.open(nginx.url) : new StreamablePeer(nginx.url);
    const peers = await Promise.all(Array.from({ length: 12 }, (_, n) => open(n)));
    await Promise.all(peers.map((peer) => shakeHands(peer)));
    const pids = await Promise.all(
      peers.map(async (peer) => {
        const seen = new Set<number>();
        for (let id = 1; id <= 20; id += 1) {
          const answers = await peer.ask(JSON.stringify({ jsonrpc: '2.0', id, method: 'x', params: { id } }));
          const { result } = JSON.parse(answers.at(-1) ?? '');
          expect(result.echo).toEqual({ id });
          seen.add(result.pid);
        }
        return [...seen];
      }),
    );
    expect(pids.map(({ length }) => length)).toEqual(Array(12).fill(1));
    expect(new Set(pids.flat()).size).toBe(12);
  });

  it('find the session of a stream that broke by its Last-Event-ID (P-RESUME)', async () => {
    const nginx = await startThree(['--', ...fixtureChild('echo')]);
    for (let n = 0; n < 6; n += 1) {
      const first = await endpointEvent(nginx.url);
      expect(await endpointEvent(nginx.url, { 'Last-Event-ID': first.id ?? '' })).toMatchObject({ data: first.data });
    }
  });

  it('share the sessions among them', async () => {
    const nginx = await startThree(['--', ...fixtureChild('echo')]);
    const tags = new Set<string>();
    for (let n = 0; n < 6; n += 1) {
      const peer = new StreamablePeer(nginx.url);
      await shakeHands(peer);
      tags.add(peer.sessionId?.split('.')[0] ?? '');
    }
    expect([...tags].sort((a, b) => a.localeCompare(b))).toEqual(TAGS);
  });

  it('bring an event when it is sent, and are quiet about the rest', async () => {
    const nginx = await startThree(['--keep-alive', '20ms', '--', ...fixtureChild('echo')]);
    const { body, headers } = await exchange('GET', `${nginx.url}/sse`);
    let text = '';
    for await (const chunk of body) {
      text += String(chunk);
      if (text.includes(': keep-alive')) break;
    }
    expect([headers['content-type'], text]).toEqual(['text/event-stream', expect.stringMatching(/^event: endpoint$/m)]);
    for (const path of ['/', '/metrics', '/dashboard']) {
      expect((await exchange('GET', nginx.url + path)).status).toBe(404);
    }
  });

  it('serve a work day to the official clients', async () => {
    const { environment } = await openDemoSite();
    const nginx = await startThree([], environment);
    for (const client of [
      await connectV1(overSse.v1(nginx.url)),
      await connectV1(overStreamable.v1(nginx.url)),
      await connectV2(overStreamable.v2(nginx.url)),
    ]) {
      await workInJira(client);
    }
    await workInConfluence(await connectV2(overSse.v2(nginx.url)));
  });
});
