import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { SiteClient, tokens, upload } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({ maxUploadBytes: 20_000 });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const attach = (key: string, form: FormData) => ben.post(`/rest/api/3/issue/${key}/attachments`, form);
const content = (id: string, query = '') => `${site.url}/rest/api/3/attachment/content/${id}${query}`;
const signedIn = () => ({ authorization: `Basic ${Buffer.from(`${site.email}:${site.apiToken}`).toString('base64')}` });

describe('attachments of issues', () => {
  it('keeps the bytes, the name and the type of an upload, and gives them back', async () => {
    const key = await newIssue(ben);
    const bytes = new Uint8Array([0, 255, 13, 10, 45, 45, 128]);
    const { status, body } = await attach(key, upload('Kopie "Größe".bin', bytes, 'application/x-demo'));
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { id: expect.any(String), filename: 'Kopie "Größe".bin', mimeType: 'application/x-demo', size: 7 },
    ]);
    const answer = await fetch(content(body[0].id, '?redirect=false'), { headers: signedIn() });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-demo']);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    const shown = (await ben.get(`/rest/api/3/issue/${key}?fields=attachment`)).body.fields.attachment;
    expect(shown).toEqual(body);
  });

  it('redirects a download to an address that needs no credentials and takes no other id', async () => {
    const answer = await fetch(content('10900'), { headers: signedIn(), redirect: 'manual' });
    expect(answer.status).toBe(303);
    const target = new URL(answer.headers.get('location') ?? '', site.url);
    const media = await fetch(target);
    expect([media.status, await media.text()]).toEqual([200, expect.stringContaining('insufficient_funds')]);
    target.pathname = target.pathname.replace('10900', '10901');
    expect((await fetch(target)).status).toBe(403);
    expect((await fetch(content('10900'))).status).toBe(401);
  });

  it('tells of one file by itself, with a number for its id', async () => {
    const { body } = await ben.get('/rest/api/3/attachment/10901');
    expect(body).toMatchObject({ id: 10_901, filename: 'wallet-button.png', mimeType: 'image/png' });
    const png = Buffer.from(await (await fetch(body.content, { headers: signedIn() })).arrayBuffer());
    expect(png.length).toBe(body.size);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([48, 32]);
    expect((await fetch(body.thumbnail, { headers: signedIn() })).status).toBe(200);
    expect((await ben.get('/rest/api/3/attachment/thumbnail/10900')).status).toBe(404);
  });

  it('writes into the history what was attached and what was deleted', async () => {
    const key = await newIssue(ben);
    const form = upload('one.txt', 'one');
    form.append('file', new Blob(['two']), 'two.txt');
    const ids = (await attach(key, form)).body.map(({ id }: { id: string }) => id);
    expect((await ben.delete(`/rest/api/3/attachment/${ids[0]}`)).status).toBe(204);
    expect((await ben.get(`/rest/api/3/attachment/${ids[0]}`)).status).toBe(404);
    expect(await ben.keys(`attachments is not EMPTY AND key = ${key}`)).toEqual([key]);
    expect(await historyOf(ben, key)).toEqual([
      ['Attachment', null, 'one.txt'],
      ['Attachment', null, 'two.txt'],
      ['Attachment', 'one.txt', null],
    ]);
  });

  it('refuses a form without the header against forgery, one without a file, and one that is too large', async () => {
    const path = '/rest/api/3/issue/DEMO-6/attachments';
    const send = (form: FormData, headers = {}) => ben.send('POST', path, form, headers);
    expect((await send(upload('a.txt', 'a'), { 'x-atlassian-token': '' })).status).toBe(403);
    const wrong = new FormData();
    wrong.append('upload', new Blob(['a']), 'a.txt');
    expect((await send(wrong)).status).toBe(400);
    expect((await send(upload('a.txt', 'a'.repeat(30_000)))).status).toBe(413);
    const many = new FormData();
    for (let index = 0; index < 61; index += 1) many.append('file', new Blob(['']), `${index}`);
    expect((await send(many)).status).toBe(413);
    expect((await ben.get('/rest/api/3/issue/DEMO-6?fields=attachment')).body.fields.attachment).toEqual([]);
  });

  it('lets guests read and not write, and shows nothing of a project out of sight', async () => {
    const [farah, chen] = [new SiteClient(site, ...tokens.farah), new SiteClient(site, ...tokens.chen)];
    expect((await farah.get('/rest/api/3/attachment/10900')).status).toBe(200);
    expect((await farah.delete('/rest/api/3/attachment/10900')).status).toBe(403);
    expect((await farah.post('/rest/api/3/issue/DEMO-5/attachments', upload('a', 'a'))).status).toBe(403);
    const [hidden] = (await ben.get('/rest/api/3/issue/OPS-1?fields=attachment')).body.fields.attachment;
    expect((await chen.get(`/rest/api/3/attachment/${hidden.id}`)).status).toBe(404);
    expect((await chen.get(`/rest/api/3/attachment/content/${hidden.id}?redirect=false`)).status).toBe(404);
  });
});
