import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { configuredClient } from '../../support/configured-client.ts';
import { never } from '../../support/rest-client.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';
import { startProxy } from '../../support/start-proxy.ts';
import { startTlsSite, tlsFile } from '../../support/start-tls-site.ts';

const JIRA_CA_FILE = tlsFile('ca.pem');
const it_ = { path: '/it', signal: never };

/** Variables of this process, which package proxy-from-env reads, until the test ends. */
function withVariables(variables: Record<string, string>): Record<string, string> {
  for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
    vi.stubEnv(name, undefined);
    vi.stubEnv(name.toUpperCase(), undefined);
  }
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  return variables;
}

describe('a proxy', () => {
  it('tunnels to a site with https, which it finds and which sees no proxy', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy({ port: site.port });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', JIRA_PROXY: proxy.url, JIRA_CA_FILE });
    expect(await client.request(it_)).toEqual({ ok: true });
    expect(proxy.requests).toEqual(['CONNECT jira.example:443']);
    expect(site.requests).toMatchObject([{ url: '/it', host: 'jira.example', authorization: 'Bearer token-of-mia' }]);
  });

  it('keeps its tunnels, and no more than JIRA_MAX_CONNECTIONS', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy({ port: site.port });
    const { client } = configuredClient({
      JIRA_URL: 'https://jira.example',
      JIRA_PROXY: proxy.url,
      JIRA_CA_FILE,
      JIRA_MAX_CONNECTIONS: '2',
    });
    await Promise.all(Array.from({ length: 12 }, () => client.request(it_)));
    expect(site.requests).toHaveLength(12);
    expect(proxy.requests).toHaveLength(2);
  });

  it('shows a client certificate to the site', async () => {
    const site = await startTlsSite({ wantsClientCertificate: true });
    const proxy = await startProxy({ port: site.port });
    const { client } = configuredClient({
      JIRA_URL: 'https://jira.example',
      JIRA_PROXY: proxy.url,
      JIRA_CA_FILE,
      JIRA_CLIENT_CERT_FILE: tlsFile('client.pem'),
      JIRA_CLIENT_KEY_FILE: tlsFile('client.key'),
    });
    await client.request(it_);
    expect(site.requests).toMatchObject([{ clientName: 'client of the tests' }]);
  });

  it('does not make the site trusted', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy({ port: site.port });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', JIRA_PROXY: proxy.url });
    await expect(client.request(it_)).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
    expect(site.requests).toEqual([]);
  });

  it('forwards to a site with http', async () => {
    const site = await startScriptedSite({ 'POST /it': { ok: true } });
    const proxy = await startProxy({ port: Number(new URL(site.url).port) });
    const { client } = configuredClient({ JIRA_URL: 'http://jira.example', JIRA_PROXY: proxy.url });
    const request = { ...it_, method: 'POST', query: { a: 'b' }, body: { c: 'd' } } as const;
    expect(await client.request(request)).toEqual({ ok: true });
    expect(proxy.requests).toEqual(['POST http://jira.example/it?a=b']);
    expect(site.requests).toMatchObject([{ headers: { host: 'jira.example' }, body: { c: 'd' } }]);
  });

  it.each(['https://jira.example', 'http://jira.example'])(
    'with a password is given it for %s, and nothing shows it (P-SECRET)',
    async (url) => {
      const { port } = url.startsWith('https')
        ? await startTlsSite()
        : new URL((await startScriptedSite({ 'GET /it': { ok: true } })).url);
      const proxy = await startProxy({ port: Number(port), credentials: 'mia:p@ss-of-mia' });
      const address = (password: string): string => `http://mia:${password}@127.0.0.1:${proxy.port}`;
      const right = configuredClient({ JIRA_URL: url, JIRA_PROXY: address('p%40ss-of-mia'), JIRA_CA_FILE });
      expect(await right.client.request(it_)).toEqual({ ok: true });

      const wrong = configuredClient({ JIRA_URL: url, JIRA_PROXY: address('wr%40ng-of-mia'), JIRA_CA_FILE });
      const failure = await wrong.client.request(it_).catch((error: unknown) => error);
      expect(failure).toMatchObject({
        code: 'UPSTREAM_UNREACHABLE',
        message: expect.stringContaining(`Jira at ${url} through the proxy http://127.0.0.1:${proxy.port} cannot be`),
      });
      expect(failure).toMatchObject({ message: expect.stringContaining('the proxy answered 407') });
      const shown = JSON.stringify([failure, String(failure), right.logLines, wrong.logLines]);
      expect(shown).not.toMatch(/(?:p@ss|p%40ss|wr@ng|wr%40ng)-of-mia/);
    },
  );

  it.each(['https://jira.example', 'http://jira.example'])(
    'may itself be one with https, and must be trusted then: %s',
    async (url) => {
      const { port } = url.startsWith('https')
        ? await startTlsSite()
        : new URL((await startScriptedSite({ 'GET /it': { ok: true } })).url);
      const proxy = await startProxy({ port: Number(port), credentials: 'mia:pass-of-mia', secure: true });
      const JIRA_PROXY = proxy.url.replace('//', '//mia:pass-of-mia@');
      const { client } = configuredClient({ JIRA_URL: url, JIRA_PROXY, JIRA_CA_FILE });
      expect(await client.request(it_)).toEqual({ ok: true });
      const stranger = configuredClient({ JIRA_URL: url, JIRA_PROXY });
      await expect(stranger.client.request(it_)).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
      expect(proxy.requests).toHaveLength(1);
    },
  );

  it.each([204, 403, 502])('that answers %i to CONNECT is not taken for the site', async (connectStatus) => {
    const proxy = await startProxy({ connectStatus });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', JIRA_PROXY: proxy.url });
    await expect(client.request(it_)).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringContaining(`the proxy answered ${connectStatus}`),
    });
  });

  it('that is not there is an error that names it', async () => {
    const { client } = configuredClient(
      { JIRA_URL: 'https://jira.example', JIRA_PROXY: 'http://mia:p@127.0.0.1:1' },
      'JIRA',
      { maxRetries: 0 },
    );
    await expect(client.request(it_)).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringMatching(/through the proxy http:\/\/127\.0\.0\.1:1 .*ECONNREFUSED/),
    });
  });

  it.each([false, true])(
    'that is silent is hung up on when the call is cancelled, and does not use up the connections: secure %s',
    async (secure) => {
      const proxy = await startProxy({ silent: true, secure });
      const { client } = configuredClient({
        JIRA_URL: 'https://jira.example',
        JIRA_PROXY: proxy.url,
        JIRA_CA_FILE,
        JIRA_MAX_CONNECTIONS: '1',
      });
      for (const calls of [1, 2]) {
        const controller = new AbortController();
        const call = client.request({ path: '/it', signal: controller.signal });
        await vi.waitFor(() => expect(proxy.requests).toHaveLength(calls));
        controller.abort();
        await expect(call).rejects.toMatchObject({ code: 'CANCELLED' });
        await vi.waitFor(async () => expect(await proxy.openConnections()).toBe(0));
      }
    },
  );
});

describe('the variables of all programs', () => {
  it('HTTPS_PROXY is used for https', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy({ port: site.port });
    const variables = withVariables({ HTTPS_PROXY: `127.0.0.1:${proxy.port}`, HTTP_PROXY: 'http://127.0.0.1:1' });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', JIRA_CA_FILE, ...variables });
    await client.request(it_);
    expect(proxy.requests).toEqual(['CONNECT jira.example:443']);
  });

  it('http_proxy is used for http', async () => {
    const site = await startScriptedSite({ 'GET /it': { ok: true } });
    const proxy = await startProxy({ port: Number(new URL(site.url).port) });
    const variables = withVariables({ http_proxy: proxy.url });
    const { client } = configuredClient({ JIRA_URL: 'http://jira.example', ...variables });
    await client.request(it_);
    expect(proxy.requests).toEqual(['GET http://jira.example/it']);
  });

  it.each([
    ['NO_PROXY names its host', { NO_PROXY: 'other.test, .example' }, 'https://jira.example'],
    ['it is this machine', {}, 'https://localhost'],
  ])('no proxy is used for a site where %s', async (_, variables, url) => {
    const proxy = await startProxy();
    const site = await startTlsSite();
    const all = withVariables({ HTTPS_PROXY: proxy.url, ...variables });
    const JIRA_URL = `${url}:${site.port}`;
    const { client } = configuredClient({ JIRA_URL, JIRA_SSL_VERIFY: 'no', ...all }, 'JIRA', { maxRetries: 0 });
    await client.request(it_).catch(() => {}); // there is no jira.example without a proxy
    expect(proxy.requests).toEqual([]);
  });

  it('NO_PROXY leaves the other hosts to the proxy (lesson 22)', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy({ port: site.port });
    const variables = withVariables({ HTTPS_PROXY: proxy.url, NO_PROXY: 'other.example' });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', JIRA_CA_FILE, ...variables });
    await client.request(it_);
    expect(proxy.requests).toHaveLength(1);
  });

  it('JIRA_PROXY=direct goes before them', async () => {
    const site = await startTlsSite();
    const proxy = await startProxy();
    const variables = withVariables({ HTTPS_PROXY: proxy.url });
    const { client } = configuredClient(
      { JIRA_URL: `https://jira.example:${site.port}`, JIRA_PROXY: 'direct', ...variables },
      'JIRA',
      { maxRetries: 0 },
    );
    await expect(client.request(it_)).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' }); // no such host
    expect(proxy.requests).toEqual([]);
  });

  it('a proxy of another kind is an error that names the variable', async () => {
    const variables = withVariables({ ALL_PROXY: 'socks5://mia:p-of-mia@127.0.0.1:1080' });
    const { client } = configuredClient({ JIRA_URL: 'https://jira.example', ...variables });
    const failure = client.request(it_);
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining('ALL_PROXY'),
    });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('p-of-mia') });
  });
});
