import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, storage, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const pages = '/wiki/api/v2/pages';

async function newPage(title: string, body = '<p>Hello</p>', parentId?: string): Promise<string> {
  const answer = await ben.post(pages, { spaceId: '65537', status: 'current', title, parentId, body: storage(body) });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body.id;
}

describe('a CQL search', () => {
  it.each([
    ['type = page AND title = "Booking API"', ['Booking API']],
    [
      'type = page AND title ~ "decision*" order by title',
      ['Decision: cache timetables at the edge', 'Decision: one payment provider'],
    ],
    ['type = page AND space.key = "TEAM" AND label = retrospective', ['Sprint 11 retrospective']],
    ['type = page and space = DEMO and text ~ "harbour"', []],
    ['type in (page, comment) AND text ~ "harbour feed"', ['Re: Delay notifications']],
    ['type = comment AND container = 163843 AND creator = "ana.costa@example.com"', ['Re: Checkout on a phone']],
    ['id = 163847', ['Booking API']],
    ['parent = 163851 order by created desc', ['Release 2.5', 'Release 2.4']],
    ['type = page AND ancestor = 163846 AND NOT label in (decision)', ['Booking API', 'Payment flow']],
    [
      'type = page AND space = TEAM AND title !~ sprint AND lastmodified >= now("-12d") order by lastModified desc',
      ['Meeting notes', 'On-call handbook'],
    ],
    ['type = page AND created < "2020-01-01"', []],
    ['space = NOSUCH', []],
    ['type = page AND (title ~ "retro" OR text ~ "laptop")', ['Onboarding']],
    ['type = page AND text ~ "plantuml"', []],
    ['type = page AND text ~ "startuml"', ['Payment flow']],
    [
      'type = page AND contributor = currentUser() AND label = requirements order by title',
      ['Checkout on a phone', 'Timetable search'],
    ],
  ])('finds with %s', async (cql, titles) => {
    expect(await ben.titles(cql)).toEqual(titles);
  });

  it('always has something from the last seven days', async () => {
    expect(
      (await ben.titles("type = page AND lastmodified >= now('-7d') ORDER BY lastmodified DESC")).length,
    ).toBeGreaterThan(5);
  });

  it.each([
    'title =',
    'foo = 1',
    'type = nonsense',
    'text = "x"',
    'created > soon',
    'title ~ "open',
    '',
    'id = abc',
    'title is EMPTY',
  ])('refuses %j with 400', async (cql) => {
    for (const path of ['search', 'content/search']) {
      const { status, body } = await ben.get(`/wiki/rest/api/${path}?cql=${encodeURIComponent(cql)}`);
      expect([status, body.statusCode, typeof body.message]).toEqual([400, 400, 'string']);
    }
  });

  it('pages with addresses that are relative to the base', async () => {
    const titles: string[] = [];
    let path: string | undefined =
      `/rest/api/search?limit=4&cql=${encodeURIComponent('type = page AND space = DEMO ORDER BY id')}`;
    while (path !== undefined) {
      const { body } = await ben.get(`/wiki${path}`);
      expect(body).toMatchObject({ totalSize: 13, _links: { base: `${site.url}/wiki`, context: '/wiki' } });
      titles.push(...body.results.map(({ title }: { title: string }) => title));
      path = body._links.next;
    }
    expect(new Set(titles).size).toBe(13);
  });

  it('expands what is asked for and nothing else', async () => {
    const get = async (expand: string) =>
      (await ben.get(`/wiki/rest/api/content/search?cql=id=163847&expand=${expand}`)).body.results[0];
    expect(await get('')).not.toHaveProperty('body');
    expect(await get('space,version,body.storage,ancestors')).toMatchObject({
      space: { key: 'DEMO' },
      version: { number: 2, by: { displayName: 'Ben Okafor' } },
      body: { storage: { representation: 'storage' } },
      ancestors: [{ title: 'Ferry Booking Home' }, { title: 'Architecture' }],
    });
  });
});

describe('pages', () => {
  it('is created below the home page, found by search, updated and deleted', async () => {
    const id = await newPage('Gulls', '<p>They steal <strong>chips</strong> &amp; bread.</p>');
    expect((await ben.get(`${pages}/${id}`)).body).toMatchObject({
      parentId: '163841',
      version: { number: 1 },
      body: {},
    });
    expect(await ben.titles('text ~ "chips" AND creator = currentUser()')).toEqual(['Gulls']);
    const update = {
      id,
      status: 'current',
      title: 'Gulls and terns',
      body: storage('<p>Both.</p>'),
      version: { number: 2, message: 'terns' },
    };
    expect((await ben.put(`${pages}/${id}`, update)).body).toMatchObject({
      title: 'Gulls and terns',
      version: { number: 2, message: 'terns' },
    });
    const { results } = (await ben.get(`${pages}/${id}/versions?body-format=storage`)).body;
    expect(results.map((version: { number: number }) => version.number)).toEqual([2, 1]);
    expect(results[1].page.body.storage.value).toContain('chips');
    expect((await ben.get(`${pages}/${id}?version=1&body-format=storage`)).body.title).toBe('Gulls');
    expect((await ben.delete(`${pages}/${id}`)).status).toBe(204);
    expect(await ben.titles('text ~ "Both"')).toEqual([]);
    const [gone, trashed] = [await ben.get(`${pages}/${id}`), await ben.get(`${pages}/${id}?status=trashed`)];
    expect([gone.status, trashed.status, trashed.body.status]).toEqual([404, 200, 'trashed']);
    expect((await ben.delete(`${pages}/${id}?purge=true`)).status).toBe(204);
    expect((await ben.get(`${pages}/${id}?status=trashed`)).status).toBe(404);
  });

  it('gives back the very bytes that were stored', async () => {
    const body =
      '<ac:structured-macro ac:name="x:y" data-z="1"><ac:plain-text-body><![CDATA[a < b ]]]]><![CDATA[> c]]></ac:plain-text-body></ac:structured-macro><p>&nbsp;&#8211;</p>';
    const id = await newPage('Bytes', body);
    expect((await ben.get(`${pages}/${id}?body-format=storage`)).body.body.storage.value).toBe(body);
  });

  it.each([1, 2, 4])('refuses version %i of a page at version 2 with 409', async (number) => {
    const id = '163847';
    const { status, body } = await ben.put(`${pages}/${id}`, {
      id,
      status: 'current',
      title: 'Booking API',
      body: storage('<p/>'),
      version: { number },
    });
    expect(status).toBe(409);
    expect(body.errors[0]).toMatchObject({
      status: 409,
      code: 'CONFLICT',
      title: expect.stringContaining('Current Version: [2]'),
    });
  });

  it.each([
    ['a title that is taken', { title: 'Booking API' }],
    ['no title', { title: ' ' }],
    ['a space key for a space id', { spaceId: 'DEMO' }],
    ['no space', { spaceId: undefined }],
    ['an unclosed element', { body: storage('<p>a<b>c</p>') }],
    ['an HTML void element', { body: storage('<p>a<br>c</p>') }],
    ['a body of another representation', { body: { representation: 'wiki', value: 'h1. x' } }],
    ['a body without a value', { body: { representation: 'storage' } }],
    ['a parent in another space', { parentId: '163854' }],
  ])('refuses %s with 400', async (_, fields) => {
    const { status, body } = await ben.post(pages, {
      spaceId: '65537',
      status: 'current',
      title: 'x',
      body: storage('<p/>'),
      ...fields,
    });
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ status: 400, code: 'INVALID_REQUEST_PARAMETER', title: expect.any(String) });
  });

  it('takes a nested body as well', async () => {
    const answer = await ben.post(pages, { spaceId: '65538', title: 'Nested', body: { storage: storage('<p>n</p>') } });
    expect([answer.status, answer.body.spaceId]).toEqual([200, '65538']);
  });

  it('tells a wrong id from an unknown one', async () => {
    expect((await ben.get(`${pages}/abc`)).status).toBe(400);
    expect((await ben.get(`${pages}/99`)).body.errors[0]).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await ben.get(`${pages}/..%2F..%2Fx`)).status).toBe(400);
  });

  it('pages lists by cursor, in the body and in the Link header', async () => {
    const titles: string[] = [];
    let path: string | undefined = '/wiki/api/v2/spaces/65538/pages?limit=3&sort=title';
    while (path !== undefined) {
      const { body, headers } = await ben.get(path);
      titles.push(...body.results.map(({ title }: { title: string }) => title));
      path = body._links.next;
      if (path !== undefined) expect(headers.get('link')).toContain(`<${path}>; rel="next"`);
    }
    expect(titles.slice(0, 2)).toEqual(['Definition of done', 'How we work']);
    expect(titles).toEqual([...titles].sort((a, b) => (a < b ? -1 : 1)));
    expect((await ben.get(`${pages}?cursor=nonsense`)).status).toBe(400);
    expect((await ben.get(`${pages}?limit=0`)).status).toBe(400);
  });

  it('filters by title and space', async () => {
    const { results } = (await ben.get(`${pages}?title=Booking%20API&space-id=65537`)).body;
    expect(results.map(({ id }: { id: string }) => id)).toEqual(['163847']);
    expect((await ben.get(`${pages}?title=Booking%20API&space-id=65538`)).body.results).toEqual([]);
    expect((await ben.get('/wiki/api/v2/spaces?keys=TEAM')).body.results).toMatchObject([
      { id: '65538', key: 'TEAM', homepageId: '163854' },
    ]);
  });

  it('knows children and ancestors', async () => {
    const titles = (await ben.get(`${pages}/163842/children`)).body.results.map(
      ({ title }: { title: string }) => title,
    );
    expect(titles).toEqual(['Checkout on a phone', 'Timetable search', 'Delay notifications']);
    const ids = (await ben.get(`${pages}/163843/ancestors`)).body.results.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(['163841', '163842']);
  });
});

describe('deleting a page', () => {
  let elsewhere: DemoSite;
  beforeAll(async () => {
    elsewhere = await startDemoSite();
  });
  afterAll(() => elsewhere.close());

  it('moves up the drafts that were below it', async () => {
    const own = await newPage('Port');
    const draft = { spaceId: '65537', status: 'draft', title: 'Starboard', parentId: own, body: storage('<p/>') };
    const { id } = (await ben.post(pages, draft)).body;
    expect((await ben.delete(`${pages}/${own}`)).status).toBe(204);
    expect((await ben.get(`${pages}/${id}`)).body).toMatchObject({ status: 'draft', parentId: '163841' });
  });

  it('moves up the pages below it that are hidden from who deletes it', async () => {
    const [client, ana] = [new SiteClient(elsewhere), new SiteClient(elsewhere, ...tokens.ana)];
    const hidden = async () => (await ana.get(`${pages}/163862`)).body;
    expect(await hidden()).toMatchObject({ title: 'Hiring plan', parentId: '163854' });
    expect((await client.delete(`${pages}/163854`)).status).toBe(204);
    expect(await hidden()).toMatchObject({ parentId: null });
    expect((await ana.get(`${pages}/163862/ancestors`)).body.results).toEqual([]);
    expect((await client.get(`${pages}/163862`)).status).toBe(404);
  });

  it('leaves a space without a home page, where new pages are made at the root', async () => {
    const client = new SiteClient(elsewhere);
    await client.delete(`${pages}/163854`);
    const { status, body } = await client.post(pages, { spaceId: '65538', title: 'Homeless', body: storage('<p/>') });
    expect([status, body.parentId]).toEqual([200, null]);
  });
});

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
    const id = await newPage('To be commented');
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
    const id = await newPage('Inline', '<p>one two one</p>');
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
    const id = await newPage('Labelled');
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
