import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, clientOf, never } from '../../support/rest-client.ts';
import { type Misbehaviour, startScriptedSite } from '../../support/scripted-site.ts';

/** Options of a client that repeats without waiting. */
const quick = { backoffMs: 1 };

describe('a request', () => {
  it('carries query, body and authorization', async () => {
    const site = await startScriptedSite({ 'POST /it': { ok: true } });
    await ask(site, { method: 'POST', query: { a: 'b c&d', list: ['x', 'y'], none: undefined }, body: { é: 1 } });
    const [request] = site.requests;
    expect(Object.fromEntries(request?.query ?? [])).toEqual({ a: 'b c&d', list: 'x,y' });
    expect(request).toMatchObject({ body: { é: 1 }, headers: { authorization: 'Bearer token-of-mia' } });
  });

  it.each([
    [204, undefined],
    [200, undefined],
    [201, undefined],
  ])('that is answered with %i and no body gives nothing', async (status, body) => {
    const site = await startScriptedSite({ 'POST /it': [status, body] });
    expect(await ask(site, { method: 'POST' })).toBeUndefined();
  });

  it('shares eight connections with the rest of a first burst', async () => {
    let open = 0;
    let most = 0;
    const slow: Misbehaviour = (response) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.end('{}');
      });
    };
    const site = await startScriptedSite({ 'GET /it': slow });
    const client = clientOf(site.url);
    await Promise.all(Array.from({ length: 30 }, () => client.request({ path: '/it', signal: never })));
    const ports = new Set(site.requests.map(({ clientPort }) => clientPort));
    expect(ports.size).toBe(8);
    expect(most).toBeLessThanOrEqual(8);
  });

  it('is repeated on a fresh connection when the kept one was closed meanwhile', async () => {
    let connections = 0;
    const server = createNetServer((socket) => {
      connections += 1;
      const first = connections === 1;
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: keep-alive\r\n\r\n{}');
        if (first) socket.once('data', () => socket.resetAndDestroy());
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await client.request({ path: '/one', signal: never });
    expect(await client.request({ path: '/two', signal: never })).toEqual({});
    expect(connections).toBe(2);
  });
});

describe('an error answer', () => {
  it.each([
    [400, 'REQUEST_REFUSED'],
    [401, 'AUTHENTICATION_FAILED'],
    [403, 'PERMISSION_DENIED'],
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [410, 'GONE'],
    [500, 'UPSTREAM_ERROR'],
    [503, 'UPSTREAM_ERROR'],
  ])('%i is %s and carries the words of the site', async (status, code) => {
    const site = await startScriptedSite({
      'GET /it': [status, { errorMessages: ['Kettle not ready'], errors: { lid: 'Close it.' } }],
    });
    await expect(ask(site, {}, quick)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(`Jira answered ${status} to GET /it. Kettle not ready; lid: Close it.`),
      details: { service: 'Jira', status },
    });
  });

  it.each([
    [
      'of Confluence v2',
      { errors: [{ status: 400, code: 'X', title: 'Title taken', detail: 'Choose another' }] },
      'Title taken: Choose another.',
    ],
    ['of Confluence v1', { statusCode: 400, message: 'Could not parse cql' }, 'Could not parse cql.'],
  ])('%s gives its words', async (_, body, words) => {
    const site = await startScriptedSite({ 'GET /it': [400, body] });
    await expect(ask(site)).rejects.toThrow(words);
  });

  it.each([500, 502, 503, 504])('%i to a change does not say that nothing was done', async (status) => {
    const site = await startScriptedSite({ 'POST /it': [status, {}] });
    await expect(ask(site, { method: 'POST' })).rejects.toMatchObject({
      code: 'UPSTREAM_ERROR',
      message: expect.stringContaining('unknown whether the change was made'),
    });
  });

  it('without words still says what to do', async () => {
    const site = await startScriptedSite({
      'GET /it': ((response) => response.writeHead(502).end('<html>')) as Misbehaviour,
    });
    await expect(ask(site, {}, quick)).rejects.toThrow(
      'Jira answered 502 to GET /it. The fault is on its side: try again later.',
    );
  });

  it('is seen behind a 200 that says that the login failed', async () => {
    const site = await startScriptedSite({ 'GET /it': [200, {}, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }] });
    await expect(ask(site)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });
});

describe('time', () => {
  const silence = (() => {}) as Misbehaviour;

  it.each([
    ['GET', 'call again'],
    ['POST', 'It is unknown whether the change was made'],
  ] as const)('a %s without an answer ends at the deadline', async (method, advice) => {
    const site = await startScriptedSite({ [`${method} /it`]: silence });
    await expect(ask(site, { method }, { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      message: expect.stringContaining(advice),
    });
  });

  it('a cancelled request hangs up', async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> | undefined;
    const site = await startScriptedSite({
      'GET /it': ((response) => {
        hungUp = once(response, 'close');
        controller.abort();
      }) as Misbehaviour,
      'GET /next': { ok: true },
    });
    const client = clientOf(site.url);
    await expect(client.request({ path: '/it', signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await hungUp;
    expect(await client.request({ path: '/next', signal: never })).toEqual({ ok: true });
  });

  it('a request that is cancelled while others hold all connections ends at once, and is not sent', async () => {
    const controller = new AbortController();
    const answer: (() => void)[] = [];
    const site = await startScriptedSite({
      'GET /held': ((response) => {
        answer.push(() => response.end('{}'));
        if (answer.length === 8) controller.abort();
      }) as Misbehaviour,
      'GET /it': { ok: true },
    });
    const client = clientOf(site.url);
    const held = Array.from({ length: 8 }, () => client.request({ path: '/held', signal: never }));
    await expect(client.request({ path: '/it', signal: controller.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    for (const go of answer) go();
    await Promise.all(held);
    expect(await client.request({ path: '/it', signal: never })).toEqual({ ok: true });
    expect(site.requests.filter(({ line }) => line === 'GET /it')).toHaveLength(1);
  });
});

describe('a site that is not there', () => {
  it('is an error that names it and the variable', async () => {
    const client = clientOf('http://127.0.0.1:1', quick);
    await expect(client.request({ path: '/it', signal: never })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringMatching(/http:\/\/127\.0\.0\.1:1 .*ECONNREFUSED.*JIRA_URL/),
    });
  });

  it('speaks no HTTP: that is an error too', async () => {
    const server = createNetServer((socket) => socket.end('220 ready\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const client = clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await expect(client.request({ path: '/it', signal: never })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
    });
  });
});
