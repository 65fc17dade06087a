import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createNetServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask, clientOf, never } from '../../support/rest-client.ts';
import { type Misbehaviour, startScriptedSite } from '../../support/scripted-site.ts';

/** Answers the first time as scripted and then with `{"ok":true}`. */
function once429(status: number, headers: Record<string, string>): Misbehaviour {
  let asked = 0;
  return (response) => {
    asked += 1;
    if (asked === 1) response.writeHead(status, headers).end('{}');
    else response.end('{"ok":true}');
  };
}

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
    await expect(ask(site)).rejects.toMatchObject({
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
    await expect(ask(site)).rejects.toThrow('Jira answered 502 to GET /it. The fault is on its side: try again later.');
  });

  it('is seen behind a 200 that says that the login failed', async () => {
    const site = await startScriptedSite({ 'GET /it': [200, {}, { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }] });
    await expect(ask(site)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
  });
});

describe('an answer that is not what it should be', () => {
  const html = ((response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Log in</p>')) as Misbehaviour;
  const cutOff = ((response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{"issues":[');
    setImmediate(() => response.destroy());
  }) as Misbehaviour;

  it.each([
    ['HTML', html, 'text/html that is not JSON'],
    ['half a JSON text', ((response) => response.end('{"a":')) as Misbehaviour, 'not JSON'],
    ['a body that breaks off', cutOff, 'broke off before its end'],
  ])('%s is an error, and the next call works', async (_, misbehaviour, message) => {
    const site = await startScriptedSite({ 'GET /bad': misbehaviour, 'GET /good': { ok: true } });
    const client = clientOf(site.url);
    await expect(client.request({ path: '/bad', signal: never })).rejects.toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining(message),
    });
    expect(await client.request({ path: '/good', signal: never })).toEqual({ ok: true });
  });

  it.each([
    [302, 'POST'],
    [304, 'GET'],
  ] as const)('a %i without an address to go to is no success of a %s', async (status, method) => {
    const site = await startScriptedSite({ [`${method} /it`]: [status] });
    await expect(ask(site, { method })).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
  });

  it('a body over the limit is given up', async () => {
    const site = await startScriptedSite({ 'GET /it': { text: 'x'.repeat(2_000) } });
    await expect(ask(site, {}, { maxBodyBytes: 1_000 })).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
  });
});

describe('rate limits', () => {
  it.each([
    [429, '0'],
    [503, '0'],
    [429, new Date(0).toUTCString()],
  ])('a safe request that is refused with %i and Retry-After %s is repeated', async (status, retryAfter) => {
    const site = await startScriptedSite({ 'GET /it': once429(status, { 'retry-after': retryAfter }) });
    expect(await ask(site)).toEqual({ ok: true });
    expect(site.requests).toHaveLength(2);
  });

  it('waits as long as the site asks', async () => {
    const site = await startScriptedSite({ 'GET /it': once429(429, { 'retry-after': '1' }) });
    const start = performance.now();
    await ask(site);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it('a longer wait than the limit fails at once and says how long', async () => {
    const site = await startScriptedSite({ 'GET /it': [429, {}, { 'retry-after': '120' }] });
    await expect(ask(site)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining('Call again in 120 s.'),
      details: { retryAfterMs: 120_000 },
    });
    expect(site.requests).toHaveLength(1);
  });

  it.each([
    ['a write', { method: 'POST' } as const, { 'retry-after': '0' }],
    ['a refusal without Retry-After', {}, {}],
  ])('%s is not repeated', async (_, request, headers) => {
    const site = await startScriptedSite({ 'GET /it': [429, {}, headers], 'POST /it': [429, {}, headers] });
    await expect(ask(site, request)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(site.requests).toHaveLength(1);
  });

  it('are not waited for without end', async () => {
    const site = await startScriptedSite({ 'GET /it': [429, {}, { 'retry-after': '0' }] });
    await expect(ask(site)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(site.requests).toHaveLength(3);
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

  it('the deadline covers the waits between repetitions', async () => {
    const site = await startScriptedSite({ 'GET /it': [429, {}, { 'retry-after': '5' }] });
    await expect(ask(site, {}, { deadlineMs: 50 })).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });

  it('a cancelled request hangs up', async () => {
    const controller = new AbortController();
    let hungUp: Promise<unknown> | undefined;
    const site = await startScriptedSite({
      'GET /it': ((response) => {
        hungUp = once(response, 'close');
        controller.abort();
      }) as Misbehaviour,
    });
    await expect(ask(site, { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
    await hungUp;
  });
});

describe('a site that is not there', () => {
  it('is an error that names it and the variable', async () => {
    const client = clientOf('http://127.0.0.1:1');
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
