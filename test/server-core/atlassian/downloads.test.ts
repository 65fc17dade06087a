import { describe, expect, it } from 'vitest';
import { configuredClient } from '../../support/configured-client.ts';
import { clientOf, never } from '../../support/rest-client.ts';
import { type Misbehaviour, type Script, startScriptedSite } from '../../support/scripted-site.ts';
import { startProxy } from '../../support/start-proxy.ts';
import { startTlsSite, tlsFile } from '../../support/start-tls-site.ts';

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff, 0xfe]);
const file: Misbehaviour = (response) => response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
const whole = { path: '/file', maxBytes: 1_000, signal: never };

describe('a download', () => {
  it('gives the bytes as they are, and their media type', async () => {
    const site = await startScriptedSite({ 'GET /file': file });
    const client = clientOf(site.url);
    expect(await client.download(whole)).toEqual({ bytes: picture, mediaType: 'image/png' });
    expect(site.requests).toMatchObject([{ headers: { authorization: 'Bearer token-of-mia' } }]);
  });

  it('takes a whole address on the site, and a query', async () => {
    const site = await startScriptedSite({ 'GET /file': file });
    const client = clientOf(site.url);
    await client.download({ ...whole, path: `${site.url}/file?version=2` });
    await client.download({ ...whole, path: '/file?version=3', query: { api: 'v2' } });
    expect(site.requests.map(({ query }) => query.toString())).toEqual(['version=2', 'version=3&api=v2']);
  });

  it('of an address elsewhere is refused, and nobody hears of it', async () => {
    const other = await startScriptedSite({ 'GET /file': file });
    const site = await startScriptedSite({});
    await expect(clientOf(site.url).download({ ...whole, path: `${other.url}/file` })).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining(`leads to ${other.url}/file`),
    });
    expect([...other.requests, ...site.requests]).toEqual([]);
  });

  it('that is larger than the limit is given up, and the next call works', async () => {
    const site = await startScriptedSite({ 'GET /file': file, 'GET /good': { ok: true } });
    const client = clientOf(site.url);
    await expect(client.download({ ...whole, maxBytes: 6 })).rejects.toMatchObject({
      code: 'INVALID_RESPONSE',
      message: expect.stringContaining('larger than 6 bytes'),
    });
    expect((await client.download({ ...whole, maxBytes: 7 })).bytes).toHaveLength(7);
    expect(await client.request({ path: '/good', signal: never })).toEqual({ ok: true });
  });

  it('that breaks off is an error and no half a file', async () => {
    const site = await startScriptedSite({
      'GET /file': ((response) => {
        response.writeHead(200, { 'content-length': '100' }).write(picture);
        setImmediate(() => response.destroy());
      }) as Misbehaviour,
    });
    await expect(clientOf(site.url).download(whole)).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
  });

  it('that is not there is the same error as of a request', async () => {
    const site = await startScriptedSite({});
    await expect(clientOf(site.url).download(whole)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a download that is redirected', () => {
  const to = (location: string): Script => [302, undefined, { location }];

  it('to another host goes there without credentials (lesson 24)', async () => {
    const store = await startScriptedSite({ 'GET /stored': file });
    const site = await startScriptedSite({ 'GET /file': to(`${store.url}/stored?token=x`) });
    expect(await clientOf(site.url).download(whole)).toMatchObject({ bytes: picture });
    expect(store.requests).toHaveLength(1);
    expect(store.requests[0]?.query.get('token')).toBe('x');
    expect(store.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(store.requests[0]?.headers).not.toHaveProperty('cookie');
  });

  it('back to the site from elsewhere has no credentials either', async () => {
    const store = await startScriptedSite({
      'GET /back': (response: { writeHead: (status: number, headers: object) => { end: () => void } }) =>
        response.writeHead(302, { location: `${site.url}/mine` }).end(),
    });
    const site = await startScriptedSite({ 'GET /file': to(`${store.url}/back`), 'GET /mine': file });
    await clientOf(site.url).download(whole);
    expect(site.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-of-mia', undefined]);
  });

  it('more than three times is given up', async () => {
    const site = await startScriptedSite({
      'GET /file': to('/1'),
      'GET /1': to('/2'),
      'GET /2': to('/3'),
      'GET /3': to('/4'),
      'GET /4': file,
    });
    await expect(clientOf(site.url).download(whole)).rejects.toMatchObject({ code: 'REDIRECT_REFUSED' });
    expect(site.requests).toHaveLength(4);
  });
});

describe('a download from a public site with https', () => {
  /** A proxy makes a site of public name out of one on loopback. */
  async function startPublicSite(location: string) {
    const site = await startTlsSite({ redirects: { '/file': location } });
    const proxy = await startProxy({ port: site.port });
    const { client } = configuredClient({
      JIRA_URL: 'https://jira.example',
      JIRA_PROXY: proxy.url,
      JIRA_CA_FILE: tlsFile('ca.pem'),
      JIRA_CLIENT_CERT_FILE: tlsFile('client.pem'),
      JIRA_CLIENT_KEY_FILE: tlsFile('client.key'),
    });
    return { site, proxy, client };
  }

  it('shows neither token nor client certificate to the host that it is led to', async () => {
    const { site, client } = await startPublicSite('https://files.example/stored');
    await client.download(whole);
    expect(site.requests).toEqual([
      { url: '/file', host: 'jira.example', authorization: 'Bearer token-of-mia', clientName: 'client of the tests' },
      { url: '/stored', host: 'files.example', authorization: undefined, clientName: undefined },
    ]);
  });

  it.each([
    ['http://files.example/stored', 'only https is followed'],
    ['https://127.0.0.1:8443/stored', 'an address of a private network'],
    ['https://localhost/stored', 'an address of a private network'],
    ['https://[::ffff:169.254.169.254]/latest/meta-data', 'an address of a private network'],
    ['file:///etc/passwd', 'only https is followed'],
  ])('does not go to %s', async (location, why) => {
    const { proxy, client } = await startPublicSite(location);
    await expect(client.download(whole)).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining(why),
    });
    expect(proxy.requests).toEqual(['CONNECT jira.example:443']);
  });
});
