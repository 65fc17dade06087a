import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, storage } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

describe('comments and labels', () => {
  it('lists footer and inline comments apart, and replies under their parent', async () => {
    const footer = (await ben.get(`${pages}/163843/footer-comments?body-format=storage`)).body.results;
    expect(footer).toHaveLength(2);
    expect(footer[0].body.storage.value).toContain('include the login');
    const replies = (await ben.get(`/wiki/api/v2/footer-comments/${footer[0].id}/children`)).body.results;
    expect(replies).toMatchObject([{ parentCommentId: footer[0].id }]);
    const inline = (await ben.get(`${pages}/163843/inline-comments`)).body.results;
    expect(inline).toMatchObject([
      { resolutionStatus: 'open', properties: { inlineOriginalSelection: 'with one hand' } },
    ]);
  });

  it('adds a comment and a reply to it', async () => {
    const id = await newPage(ben, 'To be commented');
    const comment = await ben.post('/wiki/api/v2/footer-comments', {
      pageId: id,
      body: storage('<p>First &ndash; xylophone</p>'),
    });
    expect([comment.status, comment.body.pageId]).toEqual([201, id]);
    const reply = await ben.post('/wiki/api/v2/footer-comments', {
      parentCommentId: comment.body.id,
      body: storage('<p>Second</p>'),
    });
    expect(reply.body).toMatchObject({
      parentCommentId: comment.body.id,
      body: { storage: { value: '<p>Second</p>' } },
    });
    expect(await ben.titles('type = comment AND text ~ xylophone')).toEqual(['Re: To be commented']);
  });

  it.each([
    { body: storage('<p>x</p>') },
    { pageId: '163841', body: storage('<p>') },
    { pageId: 163841, body: storage('<p/>') },
    { pageId: '163841' },
  ])('refuses the comment %j', async (comment) => {
    expect((await ben.post('/wiki/api/v2/footer-comments', comment)).status).toBe(400);
  });

  it('edits a comment on top of the version that the client has seen, and deletes it with its replies', async () => {
    const pageId = await newPage(ben, 'To be discussed');
    const footer = '/wiki/api/v2/footer-comments';
    const { id } = (await ben.post(footer, { pageId, body: storage('<p>Frist</p>') })).body;
    const reply = (await ben.post(footer, { parentCommentId: id, body: storage('<p>First?</p>') })).body.id;
    const edit = { version: { number: 2, message: 'typo' }, body: storage('<p>First</p>') };
    expect((await ben.put(`${footer}/${id}`, edit)).body).toMatchObject({
      version: { number: 2, message: 'typo' },
      body: { storage: { value: '<p>First</p>' } },
    });
    const stale = await ben.put(`${footer}/${id}`, edit);
    expect([stale.status, stale.body.errors[0].title]).toEqual([409, expect.stringContaining('Current Version: [2]')]);
    expect((await ben.put(`${footer}/${id}`, { ...edit, version: { number: 3 }, resolved: true })).status).toBe(400);
    expect((await ben.put(`/wiki/api/v2/inline-comments/${id}`, edit)).status).toBe(404);
    expect((await ben.delete(`${footer}/${id}`)).status).toBe(204);
    expect((await ben.get(`${footer}/${reply}`)).status).toBe(404);
    expect((await ben.get(`${pages}/${pageId}/footer-comments`)).body.results).toEqual([]);
  });

  it('sorts comments by when they were made or changed', async () => {
    const ids = async (sort: string) =>
      (await ben.get(`${pages}/163843/footer-comments?sort=${sort}`)).body.results.map(({ id }: { id: string }) => id);
    const oldestFirst = await ids('created-date');
    expect(await ids('-created-date')).toEqual([...oldestFirst].reverse());
    expect((await ben.get(`${pages}/163843/footer-comments?sort=colour`)).status).toBe(400);
  });

  it('adds labels through v1, reads them through v2, and removes them', async () => {
    const id = await newPage(ben, 'Labelled');
    const added = await ben.post(`/wiki/rest/api/content/${id}/label`, [
      { prefix: 'global', name: 'Birds' },
      { prefix: 'global', name: 'release' },
    ]);
    expect(added.body.results.map(({ name }: { name: string }) => name)).toEqual(['birds', 'release']);
    expect((await ben.get(`${pages}/${id}/labels`)).body.results).toMatchObject([
      { name: 'birds', prefix: 'global' },
      { name: 'release' },
    ]);
    const sorted = (await ben.get(`${pages}/${id}/labels?sort=-name&prefix=global`)).body.results;
    expect(sorted).toMatchObject([{ name: 'release' }, { name: 'birds' }]);
    expect((await ben.get(`${pages}/${id}/labels?prefix=team`)).body.results).toEqual([]);
    expect((await ben.delete(`/wiki/rest/api/content/${id}/label?name=birds`)).status).toBe(204);
    expect(await ben.titles('label = birds')).toEqual([]);
    expect(
      (await ben.post(`/wiki/rest/api/content/${id}/label`, [{ prefix: 'global', name: 'two words' }])).status,
    ).toBe(400);
  });
});

it.each([
  ['GET', '/wiki/rest/api/content'],
  ['POST', '/wiki/rest/api/content'],
  ['GET', '/wiki/rest/api/content/163841'],
  ['PUT', '/wiki/rest/api/content/163841'],
  ['GET', '/wiki/rest/api/content/163841/child/attachment'],
])('says by 410 that %s %s is gone', async (method, path) => {
  const { status, body } = await ben.send(method, path, method === 'GET' ? undefined : {});
  expect([status, body.statusCode]).toEqual([410, 410]);
});
