import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { workInConfluence, workInJira } from '../e2e/work-day.ts';
import { bridgeBin, fixtureChild, repositoryRoot } from '../support/bins.ts';
import { openDemoSite } from '../support/demo-site.ts';
import { ensureProgram } from '../support/ensure-program.ts';
import { exchange, onEachEvent, type StreamEvent } from '../support/event-stream.ts';
import { connectV1, connectV2, overSse, overStreamable } from '../support/sdk-clients.ts';
import { SsePeer } from '../support/sse-peer.ts';
import { startBridge } from '../support/start-bridge.ts';
import { type NginxOptions, startNginx } from '../support/start-nginx.ts';
import { StartedProgram } from '../support/started-program.ts';
import { StreamablePeer } from '../support/streamable-peer.ts';
import { shakeHands, type WirePeer } from '../support/wire-peer.ts';

/** A package may have to be fetched. */
const INSTALL_MS = 300_000;

const TAGS = ['r1', 'r2', 'r3'];

beforeAll(() => void ensureProgram('nginx'), INSTALL_MS);

async function startThree(args: readonly string[], env: Record<string, string> = {}, options: NginxOptions = {}) {
  const replicas = await Promise.all(TAGS.map((tag) => startBridge(['--replica-tag', tag, ...args], { env })));
  return startNginx(
    replicas.map(({ url }) => url),
    options,
  );
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
    const nginx = await startThree(
      ['--keep-alive', '50ms', '--', ...fixtureChild('echo')],
      {},
      { readTimeout: '500ms' },
    );
    const { body, headers } = await exchange('GET', `${nginx.url}/sse`);
    let text = '';
    for await (const chunk of body) {
      text += String(chunk);
      if (text.split(': keep-alive').length > 20) break; // a stream that says so little outlives the read timeout
    }
    expect([headers['content-type'], text]).toEqual(['text/event-stream', expect.stringMatching(/^event: endpoint$/m)]);
    for (const path of ['/', '/metrics', '/ready', '/dashboard']) {
      expect((await exchange('GET', nginx.url + path)).status).toBe(404);
    }
  });

  it('go on with their sessions and streams while nginx reads its configuration again', async () => {
    const nginx = await startThree(['--', ...fixtureChild('echo')]);
    const peers: WirePeer[] = [await SsePeer.open(nginx.url), new StreamablePeer(nginx.url)];
    for (const peer of peers) await shakeHands(peer);
    await nginx.reload();
    for (const peer of peers) {
      const answers = await peer.ask(JSON.stringify({ jsonrpc: '2.0', id: 'after', method: 'x', params: { n: 1 } }));
      expect(JSON.parse(answers.at(-1) ?? '')).toMatchObject({ id: 'after', result: { echo: { n: 1 } } });
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

describe('the command that prints an nginx.conf', () => {
  it('prints it on stdout and ends, or says in one line what is wrong', async () => {
    const run = async (...words: string[]) => {
      const program = new StartedProgram(process.execPath, [bridgeBin, 'nginx', ...words]);
      return { ...(await program.exited), stdout: program.stdout.text, stderr: program.stderr.text };
    };
    const printed = readFileSync(path.join(repositoryRoot, 'nginx.conf'), 'utf8').trimEnd();
    expect(await run()).toEqual({ code: 0, signal: null, stdout: printed, stderr: '' });
    expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--no-affinity') });
    expect(await run('--listen', 'x')).toEqual({
      code: 2,
      signal: null,
      stdout: '',
      stderr:
        'mcp-jira-confluence-sse nginx: --listen: expected a port or address:port, got "x" (see mcp-jira-confluence-sse nginx --help)',
    });
  });
});
