import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, tokens, upload } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const content = '/wiki/rest/api/content';
const childrenOf = (pageId: string) => `${content}/${pageId}/child/attachment`;

/** A request that does not follow where it is sent. */
function unfollowed(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, site.url), { redirect: 'manual', headers });
}

const asBen = () => ({
  authorization: `Basic ${Buffer.from(`${site.email}:${site.apiToken}`).toString('base64')}`,
});

describe('attachments of a page', () => {
  it('are listed with what they are, and found by name and media type', async () => {
    const all = (await ben.get(`${pages}/163843/attachments`)).body.results;
    expect(all).toMatchObject([
      {
        id: 'att327681',
        status: 'current',
        title: 'checkout-times.csv',
        pageId: '163843',
        mediaType: 'text/csv',
        comment: 'with the new seat map',
        fileSize: 42,
        version: { number: 2 },
        downloadLink: expect.stringMatching(/^\/download\/attachments\/163843\/checkout-times\.csv\?/),
      },
      { title: 'interview-notes.txt', version: { number: 1 } },
    ]);
    const titles = async (query: string) =>
      (await ben.get(`${pages}/163843/attachments?${query}`)).body.results.map(({ title }: { title: string }) => title);
    expect(await titles('filename=interview-notes.txt')).toEqual(['interview-notes.txt']);
    expect(await titles('mediaType=text/csv')).toEqual(['checkout-times.csv']);
    expect(await titles('mediaType=image/png')).toEqual([]);
    expect(await titles('sort=modified-date')).toEqual(['interview-notes.txt', 'checkout-times.csv']);
    expect((await ben.get(`${pages}/163843/attachments?sort=colour`)).status).toBe(400);
  });

  it('are downloaded from an address that needs no token and expires', async () => {
    const answer = await unfollowed(`${childrenOf('163846')}/att327683/download`, asBen());
    expect(answer.status).toBe(302);
    const media = answer.headers.get('location') ?? '';
    const file = await unfollowed(media);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(file.headers.get('content-disposition')).toContain('overview.png');
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect((await unfollowed(media.replace('att327683', 'att327681'))).status).toBe(403);
    expect((await unfollowed(`${childrenOf('163846')}/att327683/download`)).status).toBe(401);
  });

  it('are downloaded by the link that they show, in any version', async () => {
    const { downloadLink } = (await ben.get('/wiki/api/v2/attachments/att327681')).body;
    expect((await ben.get(`/wiki${downloadLink}`)).text).toContain('seat,48');
    expect((await ben.get(`${childrenOf('163843')}/att327681/download?version=1`)).text).toContain('seat,52');
    expect((await ben.get(`${childrenOf('163843')}/att327681/download?version=3`)).status).toBe(400);
    expect((await ben.get(`${childrenOf('163844')}/att327681/download`)).status).toBe(404);
  });

  it('are added once, updated by name or by id, and keep their versions', async () => {
    const id = await newPage(ben, 'With files');
    const form = upload('Größe.txt', 'one');
    form.append('comment', 'first');
    form.append('minorEdit', 'true');
    const [added] = (await ben.post(childrenOf(id), form)).body.results;
    expect(added).toMatchObject({
      type: 'attachment',
      title: 'Größe.txt',
      metadata: { mediaType: 'text/plain', comment: 'first' },
      extensions: { fileSize: 3 },
      version: { number: 1, minorEdit: true },
      container: { id },
    });
    const twice = await ben.post(childrenOf(id), upload('Größe.txt', 'again'));
    expect([twice.status, twice.body.message]).toEqual([400, expect.stringContaining('Größe.txt')]);
    expect((await ben.put(childrenOf(id), upload('Größe.txt', 'second'))).body.results).toMatchObject([
      { id: added.id, version: { number: 2 } },
    ]);
    const third = await ben.post(`${childrenOf(id)}/${added.id}/data`, upload('renamed.txt', 'third'));
    expect(third.body).toMatchObject({ id: added.id, title: 'Größe.txt', version: { number: 3 } });
    const { body } = await ben.get(`/wiki/api/v2/attachments/${added.id}?include-versions=true`);
    expect(body.versions.results.map(({ number }: { number: number }) => number)).toEqual([3, 2, 1]);
    expect((await ben.get(`${childrenOf(id)}/${added.id}/download?version=2`)).text).toBe('second');
    expect((await ben.get(`${pages}/${id}`)).body.version.number).toBe(1);
  });

  it('takes all files of a form or none', async () => {
    const id = await newPage(ben, 'With two files');
    const form = upload('a.txt', 'a');
    form.append('file', new Blob(['b']), 'b.txt');
    expect((await ben.post(childrenOf(id), form)).body.results).toHaveLength(2);
    const half = upload('c.txt', 'c');
    half.append('file', new Blob(['b']), 'b.txt');
    expect((await ben.post(childrenOf(id), half)).status).toBe(400);
    expect((await ben.get(`${pages}/${id}/attachments`)).body.results).toHaveLength(2);
    expect((await ben.post(childrenOf(id), new FormData())).status).toBe(400);
  });

  it('go to the trash first, and out of it when they are purged', async () => {
    const id = await newPage(ben, 'With a file to lose');
    const [{ id: attachment }] = (await ben.post(childrenOf(id), upload('lost.txt', 'x'))).body.results;
    expect((await ben.delete(`/wiki/api/v2/attachments/${attachment}?purge=true`)).status).toBe(400);
    expect((await ben.delete(`/wiki/api/v2/attachments/${attachment}`)).status).toBe(204);
    expect((await ben.get(`/wiki/api/v2/attachments/${attachment}`)).status).toBe(404);
    expect((await ben.get(`${pages}/${id}/attachments`)).body.results).toEqual([]);
    expect((await ben.get(`${pages}/${id}/attachments?status=trashed`)).body.results).toHaveLength(1);
    expect((await ben.post(childrenOf(id), upload('lost.txt', 'x'))).status).toBe(200);
    expect((await ben.delete(`/wiki/api/v2/attachments/${attachment}?purge=true`)).status).toBe(204);
    expect((await ben.get(`${pages}/${id}/attachments?status=trashed`)).body.results).toEqual([]);
  });

  it('are seen by who sees the page, and changed by who may edit it', async () => {
    const [ana, farah] = [new SiteClient(site, ...tokens.ana), new SiteClient(site, ...tokens.farah)];
    const [{ id }] = (await ana.post(childrenOf('163862'), upload('plan.txt', 'two people'))).body.results;
    expect((await ben.get(`/wiki/api/v2/attachments/${id}`)).status).toBe(404);
    expect((await ben.get(`${childrenOf('163862')}/${id}/download`)).status).toBe(404);
    expect((await ben.post(childrenOf('163857'), upload('x.txt', 'x'))).status).toBe(403);
    expect((await farah.get('/wiki/api/v2/attachments/att327681')).status).toBe(200);
    expect((await farah.post(childrenOf('163843'), upload('x.txt', 'x'))).status).toBe(403);
    expect((await farah.delete('/wiki/api/v2/attachments/att327681')).status).toBe(403);
  });

  it('are found by CQL', async () => {
    expect(await ben.titles('type = attachment AND container = 163843 order by title')).toEqual([
      'checkout-times.csv',
      'interview-notes.txt',
    ]);
    expect(await ben.titles('type in (page, attachment) AND title ~ "overview"')).toEqual(['overview.png']);
  });
});
