import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newIssue } from './new-issue.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

describe('JQL about planning and work', () => {
  it.each([
    ['worklogAuthor = currentUser() AND worklogAuthor = "Chen Wei" AND parent = DEMO-1', ['DEMO-5']],
    ['attachments is not EMPTY ORDER BY key', ['DEMO-5', 'DEMO-9', 'OPS-1']],
    ['sprint = "DEMO Sprint 12" AND priority = Highest ORDER BY rank', ['DEMO-5', 'DEMO-32']],
    ['sprint in closedSprints() AND sprint not in openSprints() AND parent = DEMO-5', ['DEMO-6']],
    ['sprint in futureSprints() AND priority = High', ['DEMO-29']],
    ['originalEstimate = 3d AND remainingEstimate > 1d', ['DEMO-5']],
    ['issue in linkedIssues(DEMO-5) ORDER BY key', ['DEMO-9', 'DEMO-14']],
    ['issue in linkedIssues(DEMO-5, "is blocked by")', ['DEMO-9']],
    ['issuetype in subTaskIssueTypes() AND project = OPS', ['OPS-7']],
    ['fixVersion in unreleasedVersions() AND component = Payments AND type = Epic', ['DEMO-1']],
  ])('finds with %s', async (jql, keys) => {
    expect(await ben.keys(jql)).toEqual(keys);
  });

  it('finds by the minute what was changed since, in words of time and by the clock', async () => {
    const key = await newIssue(ben);
    const clock = (moment: number) => new Date(moment).toISOString().slice(0, 16).replace('T', ' ');
    const [before, after] = [clock(Date.now() - 60_000), clock(Date.now() + 120_000)];
    const among = `key in (${key}, DEMO-38)`;
    expect(await ben.keys(`updated >= -5m AND ${among}`)).toEqual([key]);
    expect(await ben.keys(`updated >= "${before}" AND ${among}`)).toEqual([key]);
    expect(await ben.keys(`updated >= "${after.replace(/-/g, '/')}" AND ${among}`)).toEqual([]);
    expect(await ben.keys(`worklogDate >= startOfDay(-30d) AND ${among}`)).toEqual([]);
  });

  it('does not tell by its links of an issue out of sight', async () => {
    const chen = new SiteClient(site, ...tokens.chen);
    expect(await ben.keys('issue in linkedIssues(DEMO-26)')).toEqual(['OPS-3']);
    expect(await chen.keys('issue in linkedIssues(DEMO-26)')).toEqual([]);
    const { status } = await chen.post('/rest/api/3/search/jql', { jql: 'issue in linkedIssues(OPS-3)' });
    expect(status).toBe(400);
  });
});

describe('what the lists of issues are paged by', () => {
  it('does not take the token of one list for another', async () => {
    const page = (list: string, token = '') =>
      ben.get(`/rest/software/1.0/${list}/issue?maxResults=2&fields=summary${token}`);
    const { nextPageToken } = (await page('sprint/12')).body;
    expect((await page('sprint/12', `&nextPageToken=${nextPageToken}`)).status).toBe(200);
    expect((await page('board/1', `&nextPageToken=${nextPageToken}`)).status).toBe(400);
  });
});

describe('what projects and fields are asked for', () => {
  it('tells the statuses of each type of issue', async () => {
    const { body } = await ben.get('/rest/api/3/project/OPS/statuses');
    expect(body.map(({ name }: { name: string }) => name)).toEqual(['Task', 'Bug', 'Sub-task']);
    expect(body[0].statuses.map(({ name }: { name: string }) => name)).toContain('In Review');
  });

  it('finds fields by their words and by whether they are custom', async () => {
    const ids = async (query: string) =>
      (await ben.get(`/rest/api/3/field/search?${query}`)).body.values.map(({ id }: { id: string }) => id);
    expect(await ids('type=custom&query=POINTS')).toEqual(['customfield_10016']);
    expect(await ids('type=system&query=points')).toEqual([]);
    expect(await ids('id=summary,labels')).toEqual(['summary', 'labels']);
    expect((await ben.get('/rest/api/3/field/search?type=odd')).status).toBe(400);
  });

  it('shows more of a project in a search where it is asked to', async () => {
    const search = async (query: string) => (await ben.get(`/rest/api/3/project/search?${query}`)).body.values[0];
    expect(await search('keys=OPS')).not.toHaveProperty('lead');
    expect(await search('keys=OPS&expand=lead,description')).toMatchObject({ lead: { displayName: 'Emil Larsen' } });
  });
});
