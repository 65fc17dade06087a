import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, upload } from './site-client.ts';

let cloud: DemoSite;
let dataCenter: DemoSite;
let ben: SiteClient;
let onPremises: SiteClient;
beforeAll(async () => {
  [cloud, dataCenter] = await Promise.all([
    startDemoSite({ maxUploadBytes: 5_000, maxBodyBytes: 1_000 }),
    startDemoSite({ deployment: 'data-center' }),
  ]);
  ben = new SiteClient(cloud);
  onPremises = new SiteClient(dataCenter, 'ben', 'demo-personal-ben');
});
afterAll(() => Promise.all([cloud.close(), dataCenter.close()]));
afterEach(() => void vi.useRealTimers());

const files = '/rest/api/3/issue/DEMO-2/attachments';
const pageFiles = '/confluence/rest/api/content/163844/child/attachment';

describe('an upload', () => {
  it.each([
    ['neither value', {}],
    ['another value', { 'x-atlassian-token': 'yes' }],
  ])('is refused without the header against forged requests: %s', async (_, headers: Record<string, string>) => {
    const sent = { 'x-atlassian-token': '', ...headers };
    for (const [client, path] of [[ben, files] as const, [onPremises, pageFiles] as const]) {
      const { status, text } = await client.send('POST', path, upload('a.txt', 'a'), sent);
      expect([status, text]).toEqual([403, 'XSRF check failed']);
    }
  });

  it('is taken with either spelling of it', async () => {
    for (const token of ['no-check', 'nocheck']) {
      const { status } = await ben.send('POST', files, upload(`${token}.txt`, 'a'), { 'x-atlassian-token': token });
      expect(status).toBe(200);
    }
  });

  it('may be larger than other bodies, and up to its own limit', async () => {
    expect((await ben.post(files, upload('fits.txt', 'x'.repeat(4_000)))).status).toBe(200);
    expect((await ben.post(files, upload('large.txt', 'x'.repeat(5_000)))).status).toBe(413);
    expect((await ben.get('/rest/api/3/myself')).status).toBe(200);
  });

  it.each([
    ['no boundary', 'multipart/form-data; x=y', 'a'],
    ['another boundary', 'multipart/form-data; boundary=one', '--two\r\n\r\nx\r\n--two--\r\n'],
    ['no end', 'multipart/form-data; boundary=one', '--one\r\nContent-Disposition: form-data; name="file"\r\n\r\nx'],
    ['nothing in it', 'multipart/form-data; boundary=one', ''],
  ])('is a 400 with %s', async (_, type, body) => {
    const headers = { 'content-type': type, 'x-atlassian-token': 'no-check' };
    expect((await ben.send('POST', files, body, headers)).status).toBe(400);
  });

  it.each(['Überfahrt 2026 – Plan.txt', 'a "quoted" name.txt', "it's (100%).txt", '船.txt'])(
    'keeps its bytes, its type and the name %s',
    async (name) => {
      const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
      const added = await onPremises.post(pageFiles, upload(name, bytes, 'application/x-ferry'));
      expect(added.body.results[0]).toMatchObject({ title: name, extensions: { fileSize: 300 } });
      const { download } = added.body.results[0]._links;
      const got = await fetch(`${dataCenter.url}/confluence${download}`, {
        headers: { authorization: 'Bearer demo-personal-ben' },
      });
      expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
      expect(got.headers.get('content-type')).toBe('application/x-ferry');
      const [, encoded] = /filename\*=UTF-8''(\S+)$/.exec(got.headers.get('content-disposition') ?? '') ?? [];
      expect(decodeURIComponent(encoded ?? '')).toBe(name);
    },
  );
});

describe('a download', () => {
  const content = async () => {
    const { body } = await ben.post(files, upload(`${performance.now()}.txt`, 'the text'));
    return `/rest/api/3/attachment/content/${body[0].id}`;
  };
  const location = async () => {
    const { authorization } = {
      authorization: `Basic ${Buffer.from(`${cloud.email}:${cloud.apiToken}`).toString('base64')}`,
    };
    const answer = await fetch(`${cloud.url}${await content()}`, { headers: { authorization }, redirect: 'manual' });
    expect(answer.status).toBe(303);
    return new URL(answer.headers.get('location') ?? '', cloud.url);
  };

  it('is redirected to an address that works without signing in', async () => {
    const answer = await fetch(await location());
    expect([answer.status, await answer.text()]).toEqual([200, 'the text']);
  });

  it('is no longer at that address when its time is over', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00:00Z') });
    const address = await location();
    vi.setSystemTime(new Date('2026-11-22T10:00:59Z'));
    expect((await fetch(address)).status).toBe(200);
    vi.setSystemTime(new Date('2026-11-22T10:01:00Z'));
    expect((await fetch(address)).status).toBe(403);
  });

  it('is not at an address that somebody made up, prolonged, or took from another file or another site', async () => {
    const [address, other] = [await location(), await location()];
    const changed = (change: (to: URL) => void) => {
      const to = new URL(address);
      change(to);
      return to;
    };
    const next = await startDemoSite();
    const addresses = [
      changed((to) => to.searchParams.delete('signature')),
      changed((to) => to.searchParams.set('signature', 'é')),
      changed((to) => to.searchParams.set('expires', '99999999999999')),
      changed((to) => to.searchParams.set('expires', 'NaN')),
      changed((to) => {
        to.pathname = other.pathname;
      }),
      changed((to) => {
        to.port = new URL(next.url).port;
      }),
    ];
    const answers = await Promise.all(addresses.map((one) => fetch(one)));
    expect(answers.map(({ status }) => status)).toEqual(addresses.map(() => 403));
    await next.close();
  });

  it('needs signing in on Data Center', async () => {
    const added = await onPremises.post(pageFiles, upload('private.txt', 'x'));
    const { download } = added.body.results[0]._links;
    expect((await fetch(`${dataCenter.url}/confluence${download}`)).status).toBe(401);
  });
});
