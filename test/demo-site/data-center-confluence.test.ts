import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { type Answer, SiteClient, storage } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
let ana: SiteClient;
let farah: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  [ben, ana, farah] = [person('ben'), person('ana'), person('farah')];
});
afterAll(() => site.close());

const api = '/confluence/rest/api';
const content = `${api}/content`;
const body = (value: string) => ({ storage: storage(value) });
const person = (name: string) => new SiteClient(site, name, `demo-personal-${name}`);
const titles = (answer: Answer): string[] => answer.body.results.map(({ title }: { title: string }) => title);
const ids = (answer: Answer): string[] => answer.body.results.map(({ id }: { id: string }) => id);

async function newPage(title: string, more: Record<string, unknown> = {}): Promise<string> {
  const page = { type: 'page', title, space: { key: 'TEAM' }, body: body('<p>one</p>'), ...more };
  const answer = await ben.post(content, page);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body.id;
}

const edit = (number: number, more: Record<string, unknown>) => ({ type: 'page', version: { number }, ...more });

describe('Data Center', () => {
  it('is where its environment says, and takes its token', async () => {
    expect(site.environment).toEqual({
      JIRA_URL: `${site.url}/jira`,
      JIRA_DEPLOYMENT: 'data-center',
      JIRA_PERSONAL_TOKEN: 'demo-personal-ben',
      CONFLUENCE_URL: `${site.url}/confluence`,
      CONFLUENCE_DEPLOYMENT: 'data-center',
      CONFLUENCE_PERSONAL_TOKEN: 'demo-personal-ben',
    });
    const authorization = `Bearer ${site.environment['CONFLUENCE_PERSONAL_TOKEN']}`;
    const { body: me } = await new SiteClient(site, '').send('GET', `${api}/user/current`, undefined, {
      authorization,
    });
    expect(me).toMatchObject({
      type: 'known',
      username: 'ben',
      displayName: 'Ben Okafor',
      userKey: expect.any(String),
    });
  });

  it.each([
    ['nothing', ''],
    ['the email and API token of the cloud', `Basic ${btoa('ben.okafor@example.com:demo-token-ben')}`],
    ['the token of somebody else', `Basic ${btoa('ben:demo-personal-ana')}`],
    ['a token of OAuth', 'Bearer demo-access-ben'],
  ])('refuses %s with 401', async (_, authorization) => {
    const stranger = new SiteClient(site, '');
    const { status, body: refused } = await stranger.send('GET', `${api}/space`, undefined, { authorization });
    expect([status, refused.statusCode, refused.reason]).toEqual([401, 401, 'Unauthorized']);
  });

  it('has nothing of the cloud, and nothing beside its products', async () => {
    const paths = [
      '/confluence/api/v2/pages',
      '/confluence/wiki/rest/api/search',
      '/wiki/rest/api/search',
      '/rest/api',
    ];
    const answers = await Promise.all(
      [...paths, '/_edge/tenant_info', '/confluences/rest'].map((path) => ben.get(path)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  it('has the same pages as the cloud', async () => {
    const cloud = await startDemoSite();
    const there = await new SiteClient(cloud).get('/wiki/api/v2/pages?limit=250');
    const fresh = await startDemoSite({ deployment: 'data-center' });
    const here = await new SiteClient(fresh, 'ben', 'demo-personal-ben').get(`${content}?limit=200`);
    expect(titles(here).sort()).toEqual(titles(there).sort());
    expect(ids(here).sort()).toEqual(ids(there).sort());
    await Promise.all([cloud.close(), fresh.close()]);
  });
});

describe('a page on Data Center', () => {
  it('shows the parts that are asked for and says which others there are', async () => {
    const { body: short } = await ben.get(`${content}/163843?expand=`);
    expect(short).toMatchObject({
      id: '163843',
      type: 'page',
      status: 'current',
      title: 'Checkout on a phone',
      _links: { base: `${site.url}/confluence`, context: '/confluence' },
      _expandable: { body: '', version: '', space: '/rest/api/space/DEMO', children: '/rest/api/content/163843/child' },
    });
    expect(short).not.toHaveProperty('space');
    const { body: long } = await ben.get(
      `${content}/163843?expand=body.storage,version,ancestors.version,metadata.labels`,
    );
    expect(long.body.storage).toMatchObject({
      representation: 'storage',
      value: expect.stringContaining('<h2>Goal</h2>'),
    });
    expect(long.version).toMatchObject({ number: 3, by: { username: 'ben' } });
    expect(
      long.ancestors.map(({ title, version }: { title: string; version: { number: number } }) => [
        title,
        version.number,
      ]),
    ).toEqual([
      ['Ferry Booking Home', 1],
      ['Product requirements', 1],
    ]);
    expect(long.metadata.labels.results.map(({ name }: { name: string }) => name)).toContain('mobile');
    expect(long._expandable).not.toHaveProperty('body');
  });

  it('mentions people by their user key', async () => {
    const { userKey } = (await ben.get(`${api}/user?username=ana`)).body;
    const { value } = (await ben.get(`${content}/163843?expand=body.storage`)).body.body.storage;
    expect(value).toContain(`ri:userkey="${userKey}"`);
    expect(value).not.toContain('ri:account-id');
    expect((await ben.get(`${api}/user?key=${userKey}`)).body.username).toBe('ana');
    const mention = `<p><ac:link><ri:user ri:userkey="${userKey}" /></ac:link></p>`;
    const id = await newPage('Mentions somebody', { body: body(mention) });
    expect((await ben.get(`${content}/${id}?expand=body.storage`)).body.body.storage.value).toBe(mention);
    expect(ids(await ben.get(`${content}/search?cql=mention=ana%20AND%20id=${id}`))).toEqual([id]);
  });

  it('is made at the root of its space or below another, and found by space and title', async () => {
    const id = await newPage('Made here');
    const child = await newPage('Made below', { ancestors: [{ id: Number(id) }] });
    expect(ids(await ben.get(`${content}?spaceKey=TEAM&title=Made%20below`))).toEqual([child]);
    expect(ids(await ben.get(`${content}/${id}/child/page`))).toEqual([child]);
    expect(titles(await ben.get(`${api}/space/TEAM/content/page?depth=root&limit=100`))).toContain('Made here');
    expect(titles(await ben.get(`${api}/space/TEAM/content/page?depth=root&limit=100`))).not.toContain('Made below');
  });

  it.each([
    ['a title that is taken', { title: 'Onboarding' }, 400, /already exists/],
    ['no title', { title: '' }, 400, /title/],
    ['a space that is not there', { space: { key: 'NOPE' } }, 404, /No space with key/],
    ['a parent in another space', { ancestors: [{ id: '163843' }] }, 400, /another space/],
    ['a parent that is not there', { ancestors: [{ id: '1' }] }, 404, /No content found/],
    ['a body that is not well-formed', { body: body('<p>') }, 400, /./],
    ['a body in wiki markup', { body: { wiki: { representation: 'wiki', value: 'x' } } }, 400, /storage/],
    ['a type that is not here', { type: 'blogpost' }, 400, /pages and comments/],
  ])('is not made with %s', async (_, more, status, message) => {
    const page = { type: 'page', title: 'Never made', space: { key: 'TEAM' }, body: body('<p/>'), ...more };
    const answer = await ben.post(content, page);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ statusCode: status, message: expect.stringMatching(message) });
    expect(ids(await ben.get(`${content}?title=Never%20made`))).toEqual([]);
  });

  it('is changed on top of the version that the client has seen, and nothing else changes', async () => {
    const id = await newPage('Changing');
    const answer = await ben.put(
      `${content}/${id}`,
      edit(2, { title: 'Changed', version: { number: 2, message: 'why' } }),
    );
    expect(answer.body).toMatchObject({
      title: 'Changed',
      version: { number: 2, message: 'why', by: { username: 'ben' } },
    });
    expect(answer.body.body.storage.value).toBe('<p>one</p>');
    const late = await ana.put(`${content}/${id}`, edit(2, { title: 'Mine', body: body('<p>mine</p>') }));
    expect([late.status, late.body.message]).toEqual([409, expect.stringContaining('Current version is: 2')]);
    expect((await ben.put(`${content}/${id}`, { type: 'page', title: 'x' })).status).toBe(400);
    expect((await ben.get(`${content}/${id}`)).body.title).toBe('Changed');
  });

  it('is moved by naming its new parent, but not below itself', async () => {
    const [from, to] = [await newPage('Mover'), await newPage('Target')];
    const below = await newPage('Below the mover', { ancestors: [{ id: from }] });
    expect((await ben.put(`${content}/${from}`, edit(2, { ancestors: [{ id: below }] }))).status).toBe(400);
    expect((await ben.get(`${content}/${from}`)).body.version.number).toBe(1);
    const moved = await ben.put(`${content}/${from}`, edit(2, { ancestors: [{ id: to }] }));
    expect(moved.body.ancestors.map(({ id }: { id: string }) => id)).toEqual([to]);
    expect(titles(await ben.get(`${content}/${to}/descendant/page`))).toEqual(['Mover', 'Below the mover']);
  });

  it('goes to the trash, comes back from it, and goes for good', async () => {
    const id = await newPage('Short-lived');
    expect((await ben.delete(`${content}/${id}?status=trashed`)).status).toBe(404);
    expect((await ben.delete(`${content}/${id}`)).status).toBe(204);
    expect((await ben.get(`${content}/${id}`)).status).toBe(404);
    expect((await ben.get(`${content}/${id}?status=trashed`)).body.status).toBe('trashed');
    const back = await ben.put(`${content}/${id}`, { id, status: 'current', version: { number: 2 } });
    expect([back.status, back.body.status]).toEqual([200, 'current']);
    await ben.delete(`${content}/${id}`);
    expect((await ben.delete(`${content}/${id}?status=trashed`)).status).toBe(204);
    expect((await ben.get(`${content}/${id}?status=any`)).status).toBe(404);
  });

  it('gives its older versions to who asks for historical ones', async () => {
    const old = await ben.get(
      `${content}/163843?status=historical&version=1&expand=body.storage,version,history.nextVersion`,
    );
    expect(old.body).toMatchObject({
      id: '163843',
      status: 'historical',
      version: { number: 1, by: { username: 'ana' } },
      history: { latest: false, nextVersion: { number: 2 } },
      body: { storage: { value: '<p>First thoughts on the checkout.</p>' } },
    });
    expect((await ben.get(`${content}/163843?version=1`)).status).toBe(404);
    expect((await ben.get(`${content}/163843?status=historical&version=9`)).status).toBe(404);
    expect((await ben.get(`${content}/163843?version=3`)).body.status).toBe('current');
    const { body: history } = await ben.get(`${content}/163843/history`);
    expect(history).toMatchObject({ latest: true, createdBy: { username: 'ana' }, previousVersion: { number: 2 } });
    expect([history.lastUpdated.number, history.nextVersion]).toEqual([3, undefined]);
  });

  it('is hidden from who may not see it, and kept from who may not edit it', async () => {
    expect((await ben.get(`${content}/163862`)).status).toBe(404);
    expect((await ana.get(`${content}/163862`)).body.title).toBe('Hiring plan');
    const answer = await ben.put(`${content}/163857`, edit(2, { title: 'On-call handbook' }));
    expect([answer.status, answer.body.statusCode, answer.body.reason]).toEqual([403, 403, 'Forbidden']);
    expect((await farah.post(content, { type: 'page', title: 'x', space: { key: 'TEAM' } })).status).toBe(403);
  });
});
