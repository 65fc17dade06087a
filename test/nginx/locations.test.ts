import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureProgram } from '../support/ensure-program.ts';
import { exchange, onEachEvent, readText } from '../support/event-stream.ts';
import { Inbox } from '../support/inbox.ts';
import { breaks, saying, standIn } from '../support/stand-in-replica.ts';
import { startNginx } from '../support/start-nginx.ts';
import { tlsFile } from '../support/start-tls-site.ts';

/** A package may have to be fetched. */
const INSTALL_MS = 300_000;

beforeAll(() => void ensureProgram('nginx'), INSTALL_MS);

const SECRET_PART = 'BBBBBBBBBBBBBBBBBBBBBB';

async function inFrontOfOne(args: readonly string[] = [], answer = saying('replica')) {
  const replica = await standIn(answer);
  return { replica, nginx: await startNginx([replica.url], { args }) };
}

async function ask(method: string, url: string, headers = {}, body?: string) {
  const answer = await exchange(method, url, headers, body);
  return { status: answer.status, headers: answer.headers, text: await readText(answer.body) };
}

describe('nginx', () => {
  it('passes on what carries messages, and /health, and no other path', async () => {
    const { replica, nginx } = await inFrontOfOne();
    for (const path of ['/sse', '/messages?sessionId=r1.a', '/mcp', '/health']) {
      expect(await ask('GET', nginx.url + path)).toMatchObject({ status: 200, text: 'replica' });
    }
    const seen = replica.requests.length;
    for (const path of ['/', '/metrics', '/ready', '/live', '/dashboard', '/cluster/x', '/mcp/', '/mcp/x', '/x/mcp']) {
      expect(await ask('GET', nginx.url + path)).toMatchObject({ status: 404 });
    }
    expect(replica.requests.length).toBe(seen);
  });

  it('tells the client of a stream not to use its connection again, and others to do so', async () => {
    const { nginx } = await inFrontOfOne();
    const connectionOf = async (method: string, path: string) =>
      (await ask(method, nginx.url + path, { Connection: 'keep-alive' })).headers.connection;
    expect([await connectionOf('GET', '/sse'), await connectionOf('GET', '/mcp')]).toEqual(['close', 'close']);
    expect([await connectionOf('POST', '/mcp'), await connectionOf('GET', '/health')]).toEqual([
      'keep-alive',
      'keep-alive',
    ]);
  });

  it('takes away the headers that only replicas and itself may send', async () => {
    const { replica, nginx } = await inFrontOfOne();
    await ask('POST', `${nginx.url}/mcp`, {
      'Mcp-Bridge-Retried': '1',
      'mcp-bridge-forward': 'signed',
      'Mcp-Session-Id': 'r1.x',
      Connection: 'close',
      'X-Forwarded-For': '192.0.2.1',
    });
    const [seen] = replica.requests;
    const names = Object.keys(seen?.headers ?? {});
    expect(names.filter((name) => name.startsWith('mcp-bridge'))).toEqual([]);
    expect(seen?.headers).toMatchObject({
      'mcp-session-id': 'r1.x',
      'x-forwarded-for': '192.0.2.1, 127.0.0.1',
      'x-forwarded-proto': 'http',
      host: new URL(nginx.url).host,
    });
    expect(seen?.headers.connection).not.toBe('close');
  });

  it('writes no session id into its logs, also where a replica fails (P-SECRET)', async () => {
    const { nginx } = await inFrontOfOne(['--max-body-bytes=1k'], breaks);
    const url = `${nginx.url}/messages?sessionId=r1.${SECRET_PART}`;
    expect(await ask('POST', url, { 'Last-Event-ID': `r1.${SECRET_PART}.0.1` })).toMatchObject({ status: 502 });
    expect(await ask('POST', url, {}, 'x'.repeat(2_000))).toMatchObject({ status: 413 });
    expect(await ask('GET', `${nginx.url}/nothing?${SECRET_PART}`)).toMatchObject({ status: 404 });
    expect(nginx.logs()).toMatch(/"POST \/messages" 502 .*"POST \/messages" 413 .*"GET \/nothing" 404 /s);
    expect(nginx.logs()).not.toContain(SECRET_PART);
  });

  it('refuses a body over the limit in words of JSON-RPC (P-BOUND)', async () => {
    const { replica, nginx } = await inFrontOfOne(['--max-body-bytes=64KiB']);
    expect(await ask('POST', `${nginx.url}/mcp`, {}, 'x'.repeat(65_536))).toMatchObject({ status: 200 });
    const refused = await ask('POST', `${nginx.url}/mcp`, {}, 'x'.repeat(65_537));
    expect(refused).toMatchObject({ status: 413, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(refused.text)).toMatchObject({ id: null, error: { data: { code: 'BODY_TOO_LARGE' } } });
    expect(replica.requests.length).toBe(1);
  });

  it('lets one address have so many requests and streams open, and no more (P-BOUND)', async () => {
    const { nginx } = await inFrontOfOne(['--connections-per-client=3'], (response, { url }) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      if (url !== '/sse') response.end();
    });
    const streams = await Promise.all([1, 2, 3].map(() => exchange('GET', `${nginx.url}/sse`)));
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await ask('POST', `${nginx.url}/mcp`);
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '5' } });
    expect(JSON.parse(refused.text)).toMatchObject({ error: { data: { code: 'TOO_MANY_CONNECTIONS' } } });
    streams[0]?.body.destroy();
    while ((await ask('POST', `${nginx.url}/mcp`)).status === 429); // until nginx has seen the client leave
  });

  it('with a path prefix takes requests under it alone, and gives replicas their own paths', async () => {
    const { replica, nginx } = await inFrontOfOne(['--path-prefix=/team.a/bridge']);
    const answers = [
      '/team.a/bridge/messages?sessionId=r1.a%2Eb',
      '/messages',
      '/teamXa/bridge/mcp',
      '/team.a/bridge/ready',
    ];
    const statuses = await Promise.all(answers.map(async (path) => (await ask('POST', nginx.url + path)).status));
    expect(statuses).toEqual([200, 404, 404, 404]);
    expect(replica.requests.map(({ url }) => url)).toEqual(['/messages?sessionId=r1.a%2Eb']);
  });

  it('with a path prefix sends a request that failed elsewhere without the prefix, too', async () => {
    const replicas = [await standIn(breaks), await standIn(saying('r2'))];
    const nginx = await startNginx(
      replicas.map(({ url }) => url),
      { args: ['--path-prefix=/bridge'] },
    );
    expect(await ask('POST', `${nginx.url}/bridge/messages?sessionId=r1.a`)).toMatchObject({ text: 'r2' });
    expect(replicas.map(({ requests }) => requests.map(({ url }) => url))).toEqual([
      ['/messages?sessionId=r1.a'],
      ['/messages?sessionId=r1.a'],
    ]);
  });

  it('that is named answers to its names, and refuses what is for others', async () => {
    const { replica, nginx } = await inFrontOfOne(['--server-name=mcp.example.com,mcp.example.org']);
    const hosts = ['mcp.example.com', 'mcp.example.org', 'evil.example', '127.0.0.1'];
    const statuses = await Promise.all(
      hosts.map(async (host) => (await ask('GET', `${nginx.url}/mcp`, { host })).status),
    );
    expect(statuses).toEqual([200, 200, 421, 421]);
    expect(replica.requests.length).toBe(2);
  });

  it('without affinity sends requests of one session to all replicas in turn', async () => {
    const replicas = await Promise.all(['r1', 'r2', 'r3'].map((name) => standIn(saying(name))));
    const nginx = await startNginx(
      replicas.map(({ url }) => url),
      { affinity: false },
    );
    // each worker has its own place in the round, and the kernel chooses the worker
    for (let n = 0; n < 12; n += 1) await ask('POST', `${nginx.url}/mcp`, { 'Mcp-Session-Id': 'r1.x' });
    expect(replicas.map(({ requests }) => requests.length).reduce((sum, count) => sum + count)).toBe(12);
    for (const { requests } of replicas) expect(requests.length).toBeGreaterThan(0);
  });

  it('keeps streams that are open over a reload, and serves new requests', async () => {
    let tell: ((text: string) => void) | undefined;
    const { replica, nginx } = await inFrontOfOne([], (response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      tell = (text) => void response.write(`data: ${text}\n\n`);
    });
    const { body } = await exchange('GET', `${nginx.url}/sse`);
    const events = new Inbox('the stream');
    onEachEvent(body, ({ data }) => events.push(data));
    tell?.('before');
    expect(await events.next()).toBe('before');
    await nginx.reload();
    tell?.('after');
    expect(await events.next()).toBe('after');
    replica.answer = saying('new');
    expect(await ask('POST', `${nginx.url}/mcp`)).toMatchObject({ status: 200, text: 'new' });
  });

  it('speaks TLS with a certificate, and tells the replica so', async () => {
    const files = ['--tls-certificate', tlsFile('site.pem'), '--tls-key', tlsFile('site.key')];
    const { replica, nginx } = await inFrontOfOne(files);
    const status = await new Promise((resolve, reject) => {
      const outgoing = request(
        {
          port: nginx.port,
          host: '127.0.0.1',
          path: '/mcp',
          servername: 'localhost',
          ca: readFileSync(tlsFile('ca.pem')),
          agent: false,
        },
        (incoming) => resolve(incoming.resume().statusCode),
      );
      outgoing.on('error', reject).end();
    });
    expect([status, replica.requests[0]?.headers['x-forwarded-proto']]).toEqual([200, 'https']);
  });
});
