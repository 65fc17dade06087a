import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { adf, SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({ rateLimits: { issueWritesPerTwoSeconds: 0 } });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const estimated = (originalEstimate: string) => newIssue(ben, { timetracking: { originalEstimate } });
const worklog = (key: string, rest = '') => `/rest/api/3/issue/${key}/worklog${rest}`;
const timeOf = async (key: string) => (await ben.get(`/rest/api/3/issue/${key}`)).body.fields.timetracking;

describe('time tracking', () => {
  it('starts what remains at the estimate, and takes what is logged from it', async () => {
    const key = await estimated('1d');
    expect(await timeOf(key)).toMatchObject({ originalEstimate: '1d', remainingEstimateSeconds: 28_800 });
    await ben.post(worklog(key), { timeSpent: '3h' });
    expect(await timeOf(key)).toEqual({
      originalEstimate: '1d',
      originalEstimateSeconds: 28_800,
      remainingEstimate: '5h',
      remainingEstimateSeconds: 18_000,
      timeSpent: '3h',
      timeSpentSeconds: 10_800,
    });
    await ben.post(worklog(key), { timeSpent: '2d' });
    expect((await timeOf(key)).remainingEstimate).toBe('0m');
  });

  it.each([
    ['adjustEstimate=leave', '1d'],
    ['adjustEstimate=new&newEstimate=2h', '2h'],
    ['adjustEstimate=manual&reduceBy=30m', '7h 30m'],
  ])('adjusts what remains by %s', async (query, remaining) => {
    const key = await estimated('1d');
    expect((await ben.post(worklog(key, `?${query}`), { timeSpentSeconds: 3_600 })).status).toBe(201);
    expect((await timeOf(key)).remainingEstimate).toBe(remaining);
  });

  it.each(['adjustEstimate=new', 'adjustEstimate=manual&reduceBy=lots', 'adjustEstimate=sometimes'])(
    'logs nothing with %s',
    async (query) => {
      const key = await newIssue(ben);
      expect((await ben.post(worklog(key, `?${query}`), { timeSpent: '1h' })).status).toBe(400);
      expect((await ben.get(worklog(key))).body.total).toBe(0);
    },
  );

  it('deletes a worklog, gives its time back, and keeps all of it in the history', async () => {
    const key = await estimated('4h');
    const { id } = (await ben.post(worklog(key), { timeSpent: '1h' })).body;
    expect((await ben.get(worklog(key, `/${id}`))).body.timeSpent).toBe('1h');
    expect((await ben.delete(worklog(key, `/${id}`))).status).toBe(204);
    expect((await ben.delete(worklog(key, `/${id}`))).status).toBe(404);
    expect(await timeOf(key)).toMatchObject({ remainingEstimate: '4h' });
    expect(await historyOf(ben, key)).toEqual([
      ['timeestimate', '14400', '10800'],
      ['timespent', null, '3600'],
      ['WorklogId', null, id],
      ['timeestimate', '10800', '14400'],
      ['timespent', '3600', null],
      ['WorklogId', id, null],
    ]);
  });

  it('changes estimates as fields, in whole or one of them', async () => {
    const key = await estimated('4h');
    const update = { timetracking: [{ edit: { remainingEstimate: '1h' } }] };
    expect((await ben.put(`/rest/api/3/issue/${key}`, { update })).status).toBe(204);
    expect(await timeOf(key)).toMatchObject({ originalEstimate: '4h', remainingEstimate: '1h' });
    expect(await ben.keys(`originalEstimate = 4h AND remainingEstimate < 2h AND key = ${key}`)).toEqual([key]);
    const wrong = { fields: { timetracking: { originalEstimate: 'soon' } } };
    expect((await ben.put(`/rest/api/3/issue/${key}`, wrong)).body.errors).toHaveProperty('timetracking');
  });
});

describe('what only some may read', () => {
  it('is a comment or a worklog for a role: those who have it see it, and a guest does not', async () => {
    const key = await newIssue(ben);
    const visibility = { type: 'role', value: 'Developers' };
    const said = await ben.post(`/rest/api/3/issue/${key}/comment`, { body: adf('between us'), visibility });
    expect(said.body.visibility).toEqual({ ...visibility, identifier: 'Developers' });
    const logged = await ben.post(worklog(key), { timeSpent: '1h', visibility });
    const farah = new SiteClient(site, ...tokens.farah);
    expect((await farah.get(`/rest/api/3/issue/${key}/comment`)).body.total).toBe(0);
    expect((await farah.get(`/rest/api/3/issue/${key}/comment/${said.body.id}`)).status).toBe(404);
    expect((await farah.get(worklog(key, `/${logged.body.id}`))).status).toBe(404);
    expect((await farah.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      comment: { total: 0 },
      worklog: { total: 0 },
    });
    expect(await farah.keys('comment ~ "between us"')).toEqual([]);
    expect(await ben.keys('comment ~ "between us"')).toEqual([key]);
    await ben.put(`/rest/api/3/issue/${key}/comment/${said.body.id}`, { body: adf('for all'), visibility: null });
    expect((await farah.get(`/rest/api/3/issue/${key}/comment`)).body.total).toBe(1);
  });

  it('is refused where it names neither a role nor a group', async () => {
    const { status } = await ben.post('/rest/api/3/issue/DEMO-4/comment', {
      body: adf('x'),
      visibility: { type: 'friends', value: 'x' },
    });
    expect(status).toBe(400);
  });
});
