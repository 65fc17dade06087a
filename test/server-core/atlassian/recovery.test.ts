import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { wireObject } from '../../../server-core/atlassian/wire-value.ts';
import { clientOf, never } from '../../support/rest-client.ts';
import { type Misbehaviour, startScriptedSite } from '../../support/scripted-site.ts';

const options = { deadlineMs: 2_000, backoffMs: 1, maxBodyBytes: 20 * 1024 * 1024 };

/** Sends a request that is answered badly, and after it one on the same client that must be answered well. */
async function badThenGood(bad: Misbehaviour | object, clientOptions = options): Promise<unknown> {
  const site = await startScriptedSite({ 'GET /bad': bad, 'GET /good': { ok: true } });
  const client = clientOf(site.url, clientOptions);
  const outcome = await client
    .request({ path: '/bad', signal: never })
    .then((answer) => wireObject(answer, 'an issue'))
    .catch((error: unknown) => error);
  expect(await client.request({ path: '/good', signal: never })).toEqual({ ok: true });
  return outcome;
}

describe('the next call works after', () => {
  it('204 where an object is usual, which is an error of the reader', async () => {
    expect(await badThenGood([204])).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('not an issue'),
    });
  });

  it('null where an object is usual, which is an error of the reader', async () => {
    const bad: Misbehaviour = (response) => response.end('null');
    expect(await badThenGood(bad)).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('not an issue'),
    });
  });

  it('HTML instead of JSON', async () => {
    const bad: Misbehaviour = (response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>Log in</p>');
    expect(await badThenGood(bad)).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('text/html that is not JSON'),
    });
  });

  it('JSON that ends too early', async () => {
    const bad: Misbehaviour = (response) => response.end('{"issues":[');
    expect(await badThenGood(bad)).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('not JSON'),
    });
  });

  it('a body that breaks off', async () => {
    const bad: Misbehaviour = (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"issues":[');
      setImmediate(() => response.destroy());
    };
    expect(await badThenGood(bad)).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('broke off before its end'),
    });
  });

  it('an answer that is slow to begin', async () => {
    expect(await badThenGood(() => {}, { ...options, deadlineMs: 300 })).toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
  });

  it('an answer that is slow to end, on which it hangs up', async () => {
    let hungUp: Promise<unknown> | undefined;
    const bad: Misbehaviour = (response) => {
      hungUp = once(response, 'close');
      response.write('{');
    };
    expect(await badThenGood(bad, { ...options, deadlineMs: 300 })).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    await hungUp;
  });

  it('a redirect elsewhere', async () => {
    expect(await badThenGood([302, {}, { location: 'https://login.example/' }])).toMatchObject({
      code: 'REDIRECT_REFUSED',
    });
  });

  it('more than 20 MiB, of which the rest is not read', async () => {
    let hungUp: Promise<unknown> | undefined;
    const bad: Misbehaviour = (response) => {
      hungUp = once(response, 'close');
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024 * 1024, 'x'))) {}
        response.once('drain', more);
      };
      more();
    };
    expect(await badThenGood(bad, { ...options, deadlineMs: 20_000 })).toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('larger than 20971520 bytes'),
    });
    await hungUp;
  });

  it.each([
    [302, 'POST'],
    [304, 'GET'],
  ] as const)('a %i without an address to go to, which is no success of a %s', async (status, method) => {
    const site = await startScriptedSite({ [`${method} /it`]: [status], 'GET /good': { ok: true } });
    const client = clientOf(site.url, options);
    await expect(client.request({ method, path: '/it', signal: never })).rejects.toMatchObject({
      code: 'INVALID_RESPONSE',
    });
    expect(await client.request({ path: '/good', signal: never })).toEqual({ ok: true });
  });
});

it('an answer of nearly 20 MiB is read whole', async () => {
  const text = 'x'.repeat(19 * 1024 * 1024);
  const site = await startScriptedSite({ 'GET /it': { text } });
  const answer = wireObject(await clientOf(site.url).request({ path: '/it', signal: never }), 'a text');
  expect(answer['text'] === text).toBe(true);
});
