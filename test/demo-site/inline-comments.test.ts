import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, storage, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const comments = '/wiki/api/v2/inline-comments';
const on = (pageId: string, textSelection: string, count = 1, index = 0) => ({
  pageId,
  body: storage('<p>?</p>'),
  inlineCommentProperties: { textSelection, textSelectionMatchCount: count, textSelectionMatchIndex: index },
});

async function storageOf(pageId: string): Promise<string> {
  return (await ben.get(`${pages}/${pageId}?body-format=storage`)).body.body.storage.value;
}

describe('an inline comment', () => {
  it('marks the text that it is about, without a new version of the page', async () => {
    const id = await newPage(ben, 'Tides', '<p>low, high &amp; low</p>');
    const { status, body } = await ben.post(comments, on(id, 'low', 2, 1));
    expect(status).toBe(201);
    const { inlineMarkerRef, inlineOriginalSelection } = body.properties;
    expect([inlineOriginalSelection, body.resolutionStatus]).toEqual(['low', 'open']);
    expect(await storageOf(id)).toBe(
      `<p>low, high &amp; <ac:inline-comment-marker ac:ref="${inlineMarkerRef}">low</ac:inline-comment-marker></p>`,
    );
    expect((await ben.get(`${pages}/${id}`)).body.version.number).toBe(1);
    expect((await ben.delete(`${comments}/${body.id}`)).status).toBe(204);
    expect(await storageOf(id)).toBe('<p>low, high &amp; low</p>');
    expect((await ben.get(`${comments}/${body.id}`)).status).toBe(404);
  });

  it.each([
    ['a text that is not there', on('163848', 'pier')],
    ['a text that is there more often', on('163848', 'The', 1)],
    ['an index behind the last', on('163848', 'decline', 1, 1)],
    ['an index below zero', on('163848', 'decline', 1, -1)],
    ['an empty text', on('163848', '')],
    ['a text inside a code macro', on('163848', 'authorise', 2)],
    ['no text', { pageId: '163848', body: storage('<p>?</p>') }],
  ])('is refused with 400 for %s', async (_, comment) => {
    const before = await storageOf('163848');
    expect((await ben.post(comments, comment)).status).toBe(400);
    expect(await storageOf('163848')).toBe(before);
  });

  it('is resolved and opened again, on top of the version that is there', async () => {
    const id = await newPage(ben, 'Knots', '<p>a bowline</p>');
    const comment = (await ben.post(comments, on(id, 'bowline'))).body.id;
    const put = (number: number, fields: object) =>
      ben.put(`${comments}/${comment}`, { version: { number }, ...fields });
    expect((await put(2, { resolved: true })).body).toMatchObject({
      resolutionStatus: 'resolved',
      resolutionLastModifierId: '5f1c0a7e9d2b4c0068a1f302',
      version: { number: 2 },
      body: { storage: { value: '<p>?</p>' } },
    });
    expect((await put(2, { resolved: false })).status).toBe(409);
    const again = await put(3, { resolved: false, body: storage('<p>Still?</p>') });
    expect(again.body).toMatchObject({ resolutionStatus: 'reopened', body: { storage: { value: '<p>Still?</p>' } } });
    expect((await put(4, {})).status).toBe(400);
    expect((await ben.put(`${comments}/${comment}`, { resolved: true })).status).toBe(400);
  });

  it('dangles when its text has gone from the page', async () => {
    const id = await newPage(ben, 'Gone', '<p>here today</p>');
    const comment = (await ben.post(comments, on(id, 'today'))).body.id;
    const page = { id, status: 'current', title: 'Gone', body: storage('<p>here</p>'), version: { number: 2 } };
    await ben.put(`${pages}/${id}`, page);
    expect((await ben.get(`${comments}/${comment}`)).body.resolutionStatus).toBe('dangling');
  });

  it('is listed by how it stands, with its replies below it', async () => {
    const list = async (pageId: string, query: string) =>
      (await ben.get(`${pages}/${pageId}/inline-comments?${query}`)).body.results;
    expect(await list('163844', 'resolution-status=resolved')).toMatchObject([
      { resolutionStatus: 'resolved', properties: { inlineOriginalSelection: '95 of 100 visitors' } },
    ]);
    expect(await list('163844', 'resolution-status=open&resolution-status=reopened')).toEqual([]);
    expect((await ben.get(`${comments}/229382`)).body).toMatchObject({
      parentCommentId: '229381',
      resolutionStatus: 'resolved',
    });
    const [thread] = await list('163848', '');
    const replies = async () => (await ben.get(`${comments}/${thread.id}/children?body-format=storage`)).body.results;
    expect((await replies()).map((one: { parentCommentId: string }) => one.parentCommentId)).toEqual([
      thread.id,
      thread.id,
    ]);
    const answer = { parentCommentId: thread.id, body: storage('<p>Done.</p>') };
    const reply = await ben.post(comments, answer);
    expect(reply.body).toMatchObject({ pageId: '163848', properties: thread.properties });
    expect(await replies()).toHaveLength(3);
    expect((await ben.put(`${comments}/${reply.body.id}`, { version: { number: 2 }, resolved: true })).status).toBe(
      400,
    );
    await ben.delete(`${comments}/${thread.id}`);
    expect((await ben.get(`${comments}/${reply.body.id}`)).status).toBe(404);
  });

  it('is not for guests to write, and not to be seen on a hidden page', async () => {
    const farah = new SiteClient(site, ...tokens.farah);
    expect((await farah.post(comments, on('163843', 'Goal'))).status).toBe(403);
    expect((await farah.put(`${comments}/229380`, { version: { number: 2 }, resolved: true })).status).toBe(403);
    expect((await farah.delete(`${comments}/229380`)).status).toBe(403);
    expect((await ben.post(comments, on('163862', 'summer'))).status).toBe(404);
  });
});
