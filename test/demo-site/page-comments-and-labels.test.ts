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

  it('pins an inline comment only to a text that is there', async () => {
    const id = await newPage(ben, 'Inline', '<p>one two one</p>');
    const comment = (textSelection: string, textSelectionMatchCount: number) => ({
      pageId: id,
      body: storage('<p>?</p>'),
      inlineCommentProperties: { textSelection, textSelectionMatchCount, textSelectionMatchIndex: 0 },
    });
    expect((await ben.post('/wiki/api/v2/inline-comments', comment('one', 2))).status).toBe(201);
    expect((await ben.post('/wiki/api/v2/inline-comments', comment('one', 1))).status).toBe(400);
    expect((await ben.post('/wiki/api/v2/inline-comments', comment('three', 1))).status).toBe(400);
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
])('says by 410 that %s %s is gone', async (method, path) => {
  const { status, body } = await ben.send(method, path, method === 'GET' ? undefined : {});
  expect([status, body.statusCode]).toEqual([410, 410]);
});
