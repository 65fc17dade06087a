import { describe, expect, it } from 'vitest';
import { ask, clientOf, never } from '../../support/rest-client.ts';
import { type Misbehaviour, startScriptedSite } from '../../support/scripted-site.ts';

const quick = { backoffMs: 1 };

/** Answers the first time as scripted and then with `{"ok":true}`. */
function first(status: number, headers: Record<string, string>): Misbehaviour {
  let asked = 0;
  return (response) => {
    asked += 1;
    if (asked === 1) response.writeHead(status, headers).end('{}');
    else response.end('{"ok":true}');
  };
}

describe('a request that is refused for its rate', () => {
  it.each([
    ['no Retry-After', {}],
    ['a Retry-After of 0', { 'retry-after': '0' }],
    ['a Retry-After in the past', { 'retry-after': new Date(0).toUTCString() }],
    ['a Retry-After of a month', { 'retry-after': '2592000' }],
    ['a Retry-After that is none', { 'retry-after': 'soon' }],
    ['the reason of a burst', { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '0.01' }],
    ['the reason of writes to one issue', { 'ratelimit-reason': 'jira-per-issue-on-write', 'retry-after': '0.01' }],
  ])('is repeated, reading or writing, with %s', async (_, headers) => {
    const site = await startScriptedSite({ 'GET /it': first(429, headers), 'POST /it': first(429, headers) });
    expect(await ask(site, {}, quick)).toEqual({ ok: true });
    expect(await ask(site, { method: 'POST', body: { a: 1 } }, quick)).toEqual({ ok: true });
    expect(site.requests.map(({ line }) => line)).toEqual(['GET /it', 'GET /it', 'POST /it', 'POST /it']);
    expect(site.requests.at(-1)?.body).toEqual({ a: 1 });
  });

  it('waits as long as the site asks (lesson 18)', async () => {
    const site = await startScriptedSite({ 'GET /it': first(429, { 'retry-after': '1' }) });
    const start = performance.now();
    await ask(site, {}, quick);
    expect(performance.now() - start).toBeGreaterThan(950);
  });

  it.each(['GET', 'POST'] as const)('is repeated twice and then fails with the reason: %s', async (method) => {
    const headers = { 'ratelimit-reason': 'jira-burst-based', 'retry-after': '0.01' };
    const site = await startScriptedSite({ [`${method} /it`]: [429, {}, headers] });
    await expect(ask(site, { method })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringMatching(
        /\(jira-burst-based\) and refused \w+ \/it\. Nothing was done\. Call again in 1 s/,
      ),
      details: { service: 'Jira', status: 429, reason: 'jira-burst-based', retryAfterMs: 10 },
    });
    expect(site.requests).toHaveLength(3);
  });

  it('is not repeated where the site asks for a longer wait than the limit, and tells how long', async () => {
    const site = await startScriptedSite({ 'GET /it': [429, {}, { 'retry-after': '120' }] });
    await expect(ask(site)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining('Call again in 120 s.'),
      details: { retryAfterMs: 120_000 },
    });
    expect(site.requests).toHaveLength(1);
  });

  it('is not repeated where the wait would outlast the deadline', async () => {
    const site = await startScriptedSite({ 'POST /it': [429, {}, { 'retry-after': '5' }] });
    await expect(ask(site, { method: 'POST' }, { deadlineMs: 2_000 })).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      details: { retryAfterMs: 5_000 },
    });
    expect(site.requests).toHaveLength(1);
  });

  it('stops waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const site = await startScriptedSite({
      'GET /it': ((response) => {
        response.writeHead(429, { 'retry-after': '9' }).end('{}', () => setImmediate(() => controller.abort()));
      }) as Misbehaviour,
    });
    await expect(ask(site, { signal: controller.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('a quota that is used up', () => {
  it.each([
    ['Retry-After', () => ({ 'retry-after': '2' }), 2_000],
    ['X-RateLimit-Reset', () => ({ 'x-ratelimit-reset': new Date(Date.now() + 600_000).toISOString() }), 600_000],
    ['neither', () => ({}), undefined],
  ])('fails at once, and tells how long by %s', async (_, headers, wait) => {
    const reason = 'jira-quota-tenant-based';
    const site = await startScriptedSite({ 'GET /it': [429, {}, { 'ratelimit-reason': reason, ...headers() }] });
    const failure = await ask(site, {}, quick).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringContaining(`no allowance of requests left (${reason})`),
      details: { reason },
    });
    const { retryAfterMs } = (failure as { details: { retryAfterMs?: number } }).details;
    if (wait === undefined) expect(retryAfterMs).toBeUndefined();
    else expect(Math.abs((retryAfterMs ?? 0) - wait)).toBeLessThan(60_000);
    expect(site.requests).toHaveLength(1);
  });
});

describe('a gateway that gets no answer', () => {
  it.each([502, 503, 504])('%i is repeated for what changes nothing only', async (status) => {
    const site = await startScriptedSite({ 'GET /it': first(status, {}), 'POST /it': first(status, {}) });
    expect(await ask(site, {}, quick)).toEqual({ ok: true });
    await expect(ask(site, { method: 'POST' }, quick)).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' });
    expect(site.requests.map(({ line }) => line)).toEqual(['GET /it', 'GET /it', 'POST /it']);
  });

  it('a write that is said to be safe is repeated too', async () => {
    const site = await startScriptedSite({ 'POST /it': first(503, {}) });
    expect(await ask(site, { method: 'POST', safe: true }, quick)).toEqual({ ok: true });
  });

  it('500 is not repeated', async () => {
    const site = await startScriptedSite({ 'GET /it': [500, {}] });
    await expect(ask(site, {}, quick)).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' });
    expect(site.requests).toHaveLength(1);
  });
});

describe('a connection that breaks before an answer', () => {
  const breaks = (): Misbehaviour => {
    let asked = 0;
    return (response) => {
      asked += 1;
      if (asked === 1) response.destroy();
      else response.end('{"ok":true}');
    };
  };

  it('is made again for what changes nothing', async () => {
    const site = await startScriptedSite({ 'GET /it': breaks() });
    expect(await ask(site, {}, quick)).toEqual({ ok: true });
  });

  it('is not made again for a write, whose outcome is unknown', async () => {
    const site = await startScriptedSite({ 'POST /it': breaks() });
    const client = clientOf(site.url, quick);
    await expect(client.request({ method: 'POST', path: '/it', signal: never })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringContaining('unknown whether the change was made'),
    });
    expect(site.requests).toHaveLength(1);
  });
});
