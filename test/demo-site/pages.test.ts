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

describe('pages', () => {
  it('is created below the home page, found by search, updated and deleted', async () => {
    const id = await newPage(ben, 'Gulls', '<p>They steal <strong>chips</strong> &amp; bread.</p>');
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
    const id = await newPage(ben, 'Bytes', body);
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
    const own = await newPage(ben, 'Port');
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
