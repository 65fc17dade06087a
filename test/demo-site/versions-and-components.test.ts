import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
const chenId = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

describe('versions', () => {
  it('are made, found, and given to issues', async () => {
    const { status, body } = await ben.post('/rest/api/3/version', {
      name: ' 3.0 ',
      projectId: 10_000,
      description: 'Big one',
      startDate: '2027-04-01',
      releaseDate: '2027-06-01',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: '3.0', released: false, archived: false, userReleaseDate: '01/Jun/27' });
    expect((await ben.get(`/rest/api/3/version/${body.id}`)).body).toEqual(body);
    expect(names((await ben.get('/rest/api/3/project/DEMO/versions')).body)).toContain('3.0');
    const key = await newIssue(ben, { fixVersions: [{ id: body.id }] });
    expect(await ben.keys('fixVersion = "3.0"')).toEqual([key]);
  });

  it('are listed in pages, by state, words and order', async () => {
    const listed = async (query: string) =>
      names((await ben.get(`/rest/api/3/project/DEMO/version?${query}`)).body.values);
    expect(await listed('status=released')).toEqual(['2.4']);
    expect(await listed('query=delay')).toEqual(['2.6']);
    expect((await listed('status=unreleased&orderBy=-name&maxResults=50')).slice(-2)).toEqual(['2.6', '2.5']);
    expect((await ben.get('/rest/api/3/project/DEMO/version?maxResults=1')).body).toMatchObject({ isLast: false });
    expect((await ben.get('/rest/api/3/project/DEMO/version?orderBy=color')).status).toBe(400);
  });

  it('hand over what they did not fix when they are released, and the history says so', async () => {
    const id = async (name: string) => (await ben.post('/rest/api/3/version', { name, projectId: 10_000 })).body.id;
    const [now, later] = [await id('4.0'), await id('4.1')];
    const [open, done] = [
      await newIssue(ben, { fixVersions: [{ id: now }] }),
      await newIssue(ben, { fixVersions: [{ id: now }] }),
    ];
    await ben.post(`/rest/api/3/issue/${done}/transitions`, { transition: { id: '51' } });
    const self = `${site.url}/rest/api/3/version/${later}`;
    const released = await ben.put(`/rest/api/3/version/${now}`, { released: true, moveUnfixedIssuesTo: self });
    expect(released.body).toMatchObject({ name: '4.0', released: true });
    expect(await ben.keys('fixVersion = "4.0"')).toEqual([done]);
    expect(await ben.keys('fixVersion = "4.1"')).toEqual([open]);
    expect(await historyOf(ben, open)).toEqual([
      ['Fix Version', '4.0', null],
      ['Fix Version', null, '4.1'],
    ]);
  });

  it.each([
    [{ projectId: 10_000 }, 'name'],
    [{ projectId: 10_000, name: '2.5' }, 'name'],
    [{ projectId: 10_000, name: 'x'.repeat(256) }, 'name'],
    [{ projectId: 10_000, name: 'x', releaseDate: '1/Jun/27' }, 'releaseDate'],
    [{ projectId: 10_000, name: 'x', startDate: '2027-06-02', releaseDate: '2027-06-01' }, 'startDate'],
    [{ name: 'x' }, 'project'],
  ])('are refused where %j is wrong, by the name of the field', async (version, field) => {
    const { status, body } = await ben.post('/rest/api/3/version', version);
    expect([status, Object.keys(body.errors)]).toEqual([400, [field]]);
  });

  it('are for those who may write and see the project, as the document has it', async () => {
    const [farah, chen] = [new SiteClient(site, ...tokens.farah), new SiteClient(site, ...tokens.chen)];
    expect((await farah.post('/rest/api/3/version', { name: 'x', projectId: 10_000 })).status).toBe(404);
    expect((await farah.put('/rest/api/3/version/10001', { name: 'x' })).status).toBe(400);
    expect((await farah.get('/rest/api/3/version/10001')).body.name).toBe('2.5');
    expect((await chen.post('/rest/api/3/version', { name: 'x', projectId: 10_001 })).status).toBe(404);
  });
});

describe('components', () => {
  it('are made, changed, and given to issues, each with a line of history', async () => {
    const made = await ben.post('/rest/api/3/component', { name: 'Search', project: 'DEMO', leadAccountId: chenId });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Search',
      lead: { accountId: chenId },
      project: 'DEMO',
      projectId: 10_000,
    });
    const path = `/rest/api/3/component/${made.body.id}`;
    const changed = await ben.put(path, { leadAccountId: '', description: 'Timetables' });
    expect(changed.body).toMatchObject({ name: 'Search', description: 'Timetables' });
    expect(changed.body).not.toHaveProperty('lead');
    expect((await ben.get(path)).body).toEqual(changed.body);
    const key = await newIssue(ben, { components: [{ name: 'Web' }] });
    await ben.put(`/rest/api/3/issue/${key}`, { update: { components: [{ add: { name: 'search' } }] } });
    expect(await ben.keys('component = Search')).toEqual([key]);
    expect(await historyOf(ben, key)).toEqual([['Component', null, 'Search']]);
  });

  it.each([
    [{ project: 'DEMO' }, 'name'],
    [{ project: 'DEMO', name: 'web' }, 'name'],
    [{ project: 'DEMO', name: 'x', assigneeType: 'NOBODY' }, 'assigneeType'],
    [{ project: 'DEMO', name: 'x', leadAccountId: 'nobody' }, 'leadAccountId'],
    [{ name: 'x' }, 'project'],
  ])('are refused where %j is wrong, by the name of the field', async (component, field) => {
    const { status, body } = await ben.post('/rest/api/3/component', component);
    expect([status, Object.keys(body.errors)]).toEqual([400, [field]]);
  });

  it('are for those who may write and see the project', async () => {
    const [farah, chen] = [new SiteClient(site, ...tokens.farah), new SiteClient(site, ...tokens.chen)];
    expect((await farah.post('/rest/api/3/component', { name: 'x', project: 'DEMO' })).status).toBe(403);
    expect((await farah.put('/rest/api/3/component/10000', { name: 'x' })).status).toBe(403);
    expect((await chen.get('/rest/api/3/component/10010')).status).toBe(404);
  });

  it('belong to one site and are as new on another', async () => {
    await ben.put('/rest/api/3/component/10000', { description: 'changed' });
    const other = await startDemoSite();
    const { body } = await new SiteClient(other).get('/rest/api/3/component/10000');
    await other.close();
    expect(body.description).toBe('booking-web, the site');
  });
});
