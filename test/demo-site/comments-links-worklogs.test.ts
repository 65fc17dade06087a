import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { adf, SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  // Many of these write to one issue, which has a limit and tests of its own.
  site = await startDemoSite({ rateLimits: { issueWritesPerTwoSeconds: 0 } });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const chenId = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

describe('what hangs on an issue', () => {
  it('keeps comments: added, edited, listed in pages, deleted', async () => {
    const key = await newIssue(ben);
    const path = `/rest/api/3/issue/${key}/comment`;
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.push((await ben.post(path, { body: adf(text) })).body.id);
    const page = (await ben.get(`${path}?startAt=1&maxResults=1`)).body;
    expect(page).toMatchObject({ startAt: 1, maxResults: 1, total: 3, comments: [{ id: ids[1], body: adf('two') }] });
    expect((await ben.get(`${path}?orderBy=-created`)).body.comments[0].id).toBe(ids[2]);
    expect((await ben.get(`${path}?orderBy=author`)).status).toBe(400);
    expect((await ben.put(`${path}/${ids[0]}`, { body: adf('uno') })).body.body).toEqual(adf('uno'));
    expect((await ben.delete(`${path}/${ids[1]}`)).status).toBe(204);
    expect(await ben.keys('comment ~ uno')).toEqual([key]);
    expect((await ben.get(`${path}/${ids[1]}`)).status).toBe(404);
  });

  it.each([{ body: 'plain' }, { body: '' }, {}, { body: { type: 'doc' } }])(
    'refuses the comment %j',
    async (comment) => {
      const { status, body } = await ben.post('/rest/api/3/issue/DEMO-4/comment', comment);
      expect(status).toBe(400);
      expect(body.errors.comment).toMatch(/^Comment body/);
    },
  );

  it('links issues and shows each side its own words', async () => {
    const [a, b] = [await newIssue(ben), await newIssue(ben)];
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: a }, outwardIssue: { key: b } };
    expect((await ben.post('/rest/api/3/issueLink', link)).status).toBe(201);
    const linked = async (key: string) =>
      (await ben.get(`/rest/api/3/issue/${key}?fields=issuelinks`)).body.fields.issuelinks;
    expect(await linked(a)).toMatchObject([{ type: { outward: 'blocks' }, outwardIssue: { key: b } }]);
    expect(await linked(b)).toMatchObject([{ type: { inward: 'is blocked by' }, inwardIssue: { key: a } }]);
    expect((await ben.delete(`/rest/api/3/issueLink/${(await linked(a))[0].id}`)).status).toBe(204);
    expect(await linked(b)).toEqual([]);
    expect((await ben.post('/rest/api/3/issueLink', { ...link, type: { name: 'Loves' } })).status).toBe(404);
  });

  it('shows one link by its id, and keeps in both histories that it came and went', async () => {
    const [a, b] = [await newIssue(ben), await newIssue(ben)];
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: a }, outwardIssue: { key: b } };
    await ben.post('/rest/api/3/issueLink', link);
    await ben.post('/rest/api/3/issueLink', link);
    const { issuelinks } = (await ben.get(`/rest/api/3/issue/${a}`)).body.fields;
    expect(issuelinks).toHaveLength(1);
    const path = `/rest/api/3/issueLink/${issuelinks[0].id}`;
    expect((await ben.get(path)).body).toMatchObject({ inwardIssue: { key: a }, outwardIssue: { key: b } });
    const farah = new SiteClient(site, ...tokens.farah);
    expect([(await farah.get(path)).status, (await farah.delete(path)).status]).toEqual([200, 403]);
    await ben.delete(path);
    expect((await ben.get(path)).status).toBe(404);
    expect(await historyOf(ben, a)).toEqual([
      ['Link', null, `This issue blocks ${b}`],
      ['Link', `This issue blocks ${b}`, null],
    ]);
    expect((await historyOf(ben, b))[0]).toEqual(['Link', null, `This issue is blocked by ${a}`]);
  });

  it('links nothing when the comment that comes with the link is wrong', async () => {
    const [a, b] = [await newIssue(ben), await newIssue(ben)];
    const link = { type: { name: 'Relates' }, inwardIssue: { key: a }, outwardIssue: { key: b } };
    const shown = async () => (await ben.get(`/rest/api/3/issue/${a}`)).body.fields;
    expect((await ben.post('/rest/api/3/issueLink', { ...link, comment: { body: 'plain' } })).status).toBe(400);
    expect(await shown()).toMatchObject({ issuelinks: [], comment: { total: 0 } });
    expect((await ben.post('/rest/api/3/issueLink', { ...link, comment: { body: adf('see') } })).status).toBe(201);
    expect(await shown()).toMatchObject({ issuelinks: [{}], comment: { comments: [{ body: adf('see') }] } });
  });

  it('keeps remote links, and replaces one that has the same global id', async () => {
    const path = '/rest/api/3/issue/DEMO-4/remotelink';
    const link = (title: string) => ({ globalId: 'g-1', object: { url: 'https://example.com/x', title } });
    expect((await ben.post(path, link('first'))).status).toBe(201);
    expect((await ben.post(path, link('second'))).status).toBe(200);
    expect((await ben.get(path)).body).toMatchObject([{ globalId: 'g-1', object: { title: 'second' } }]);
    expect((await ben.post(path, { object: { url: 'https://example.com' } })).body.errors).toHaveProperty('title');
  });

  it('shows and deletes one remote link by its id', async () => {
    const key = await newIssue(ben);
    const path = `/rest/api/3/issue/${key}/remotelink`;
    const { id } = (await ben.post(path, { object: { url: 'https://example.com/y', title: 'Y' } })).body;
    expect((await ben.get(`${path}/${id}`)).body).toMatchObject({ id, object: { title: 'Y' } });
    expect((await ben.delete(`${path}/${id}`)).status).toBe(204);
    expect((await ben.delete(`${path}/${id}`)).status).toBe(404);
    expect((await historyOf(ben, key)).map(([field]) => field)).toEqual(['RemoteIssueLink', 'RemoteIssueLink']);
  });

  it('logs work and sums it up', async () => {
    const key = await newIssue(ben);
    const { status, body } = await ben.post(`/rest/api/3/issue/${key}/worklog`, {
      timeSpent: '1h 30m',
      comment: adf('did it'),
    });
    expect([status, body.timeSpentSeconds, body.timeSpent]).toEqual([201, 5_400, '1h 30m']);
    expect((await ben.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      timespent: 5_400,
      worklog: { total: 1 },
    });
    expect((await ben.post(`/rest/api/3/issue/${key}/worklog`, { timeSpent: 'ages' })).status).toBe(400);
  });

  it.each([
    ['2026-03-04T10:30:00.000+0000', '2026-03-04T10:30:00.000+0000'],
    ['2026-03-04T10:30:00.000+0530', '2026-03-04T05:00:00.000+0000'],
    ['2026-03-04T10:30:00.000-08:00', '2026-03-04T18:30:00.000+0000'],
    ['2026-03-04T10:30:00Z', '2026-03-04T10:30:00.000+0000'],
  ])('logs work that was started at %s', async (started, shown) => {
    const { status, body } = await ben.post('/rest/api/3/issue/DEMO-4/worklog', { timeSpent: '1h', started });
    expect([status, body.started]).toEqual([201, shown]);
  });

  it.each([
    '2026-03-04T10:30:00.000',
    '2026-03-04',
    '2026-02-31T10:30:00.000+0000',
    '2026-03-04T25:30:00.000+0000',
    'yesterday',
    1_772_620_200_000,
  ])('refuses work that was started at %s, which is no moment', async (started) => {
    const { status } = await ben.post('/rest/api/3/issue/DEMO-4/worklog', { timeSpent: '1h', started });
    expect(status).toBe(400);
  });

  it('adds and removes watchers', async () => {
    const key = await newIssue(ben);
    const path = `/rest/api/3/issue/${key}/watchers`;
    expect((await ben.post(path, JSON.stringify(chenId))).status).toBe(204);
    expect((await ben.get(path)).body).toMatchObject({ watchCount: 2, isWatching: true });
    expect((await ben.delete(`${path}?accountId=${encodeURIComponent(chenId)}`)).status).toBe(204);
    expect((await ben.get(path)).body.watchCount).toBe(1);
  });

  it('moves issues into a sprint, but not into one that is over', async () => {
    const key = await newIssue(ben);
    expect((await ben.post('/rest/agile/1.0/sprint/12/issue', { issues: [key] })).status).toBe(204);
    expect(await ben.keys(`sprint in openSprints() AND key = ${key}`)).toEqual([key]);
    expect((await ben.post('/rest/agile/1.0/sprint/11/issue', { issues: [key] })).status).toBe(400);
  });
});
