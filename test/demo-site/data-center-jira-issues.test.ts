import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { DataCenterJiraClient } from './data-center-jira-client.ts';

let site: DemoSite;
let client: DataCenterJiraClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  client = new DataCenterJiraClient(site);
});
afterAll(() => site.close());

const epicLink = 'customfield_10014';
const epicName = 'customfield_10011';
const newEpic = { project: { key: 'DEMO' }, issuetype: { name: 'Epic' }, summary: 'Piers' };

describe('searching on Data Center', () => {
  const search = async (query: Record<string, string>) =>
    (await client.get(`/rest/api/2/search?${new URLSearchParams(query).toString()}`)).body;
  const keysOf = (page: { issues: { key: string }[] }) => page.issues.map(({ key }) => key);

  it('pages by offset and tells the total', async () => {
    const all = await search({ jql: 'project = OPS ORDER BY key' });
    expect([all.startAt, all.maxResults, all.total]).toEqual([0, 50, 8]);
    const page = await search({ jql: 'project = OPS ORDER BY key', startAt: '6', maxResults: '5' });
    expect([page.total, keysOf(page)]).toEqual([8, ['OPS-7', 'OPS-8']]);
    const { body } = await client.post('/rest/api/2/search', { jql: 'project = OPS ORDER BY key', startAt: 6 });
    expect(keysOf(body)).toEqual(['OPS-7', 'OPS-8']);
    const past = await search({ jql: 'project = OPS', startAt: '100' });
    expect([past.total, past.issues]).toEqual([8, []]);
  });

  it('finds everything without JQL, newest first, and takes an order alone', async () => {
    const key = await client.newIssue();
    const all = await search({ maxResults: '1' });
    expect([all.total > 40, keysOf(all)]).toEqual([true, [key]]);
    expect(keysOf(await search({ jql: 'ORDER BY key ASC', maxResults: '2' }))).toEqual(['DEMO-1', 'DEMO-2']);
  });

  it('gives the fields that were named, once their names and schemas', async () => {
    const page = await search({ jql: 'key = DEMO-5', fields: 'summary,customfield_10014', expand: 'names,schema' });
    expect(page.issues[0].fields).toEqual({ summary: 'Pay with the wallet of the phone', [epicLink]: 'DEMO-1' });
    expect(page.names).toEqual({ summary: 'Summary', [epicLink]: 'Epic Link' });
    expect(page.schema[epicLink].custom).toBe('com.pyxis.greenhopper.jira:gh-epic-link');
    expect(page.issues[0]).not.toHaveProperty('names');
  });

  it('leaves comments out of a list unless they were asked for', async () => {
    expect((await search({ jql: 'key = DEMO-5' })).issues[0].fields).not.toHaveProperty('comment');
    expect((await search({ jql: 'key = DEMO-5', fields: '*all' })).issues[0].fields.comment.total).toBeGreaterThan(0);
  });

  it.each(['/rest/api/2/search/jql?jql=project%3DDEMO', '/rest/api/3/myself', '/rest/api/2/project/search'])(
    'has nothing of the newer API of the cloud: %s',
    async (path) => {
      expect((await client.get(path)).status).toBe(404);
    },
  );

  it('refuses a body that is no search', async () => {
    for (const body of [{ jql: 1 }, { fields: 'summary' }, { startAt: -1 }, { maxResults: 'x' }]) {
      expect((await client.post('/rest/api/2/search', body)).status).toBe(400);
    }
  });
});

describe('issues on Data Center', () => {
  it('live below the context path, with addresses that work', async () => {
    const { body } = await client.get('/rest/api/2/issue/DEMO-5');
    expect(body.self).toBe(`${site.url}/jira/rest/api/2/issue/10005`);
    const again = await client.download(body.self);
    expect(((await again.json()) as { key: string }).key).toBe('DEMO-5');
  });

  it('name their epic in a custom field, and a parent only where they are sub-tasks', async () => {
    const story = await client.fields('DEMO-5');
    expect([story[epicLink], story.parent]).toEqual(['DEMO-1', undefined]);
    const subtask = await client.fields('DEMO-6');
    expect([subtask[epicLink], subtask.parent.key]).toEqual([null, 'DEMO-5']);
    expect((await client.fields('DEMO-1'))[epicName]).toBe('Checkout that works on a phone');
  });

  it('move between epics by that field', async () => {
    const epic = await client.post('/rest/api/2/issue', { fields: { ...newEpic, [epicName]: 'Piers' } });
    expect(epic.status).toBe(201);
    const key = await client.newIssue({ [epicLink]: epic.body.key });
    expect((await client.fields(key))[epicLink]).toBe(epic.body.key);
    expect(await client.keys(`"Epic Link" = ${epic.body.key}`)).toEqual([key]);
    await client.put(`/rest/api/2/issue/${key}`, { fields: { [epicLink]: null } });
    expect((await client.fields(key))[epicLink]).toBeNull();
    const wrong = await client.put(`/rest/api/2/issue/${key}`, { fields: { [epicLink]: 'DEMO-999' } });
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([400, [epicLink]]);
    const orphan = await client.post('/rest/api/2/issue', { fields: { ...newEpic, issuetype: { name: 'Sub-task' } } });
    expect([orphan.status, Object.keys(orphan.body.errors)]).toEqual([400, ['parent']]);
    const { changelog } = (await client.get(`/rest/api/2/issue/${key}?expand=changelog`)).body;
    expect(changelog.histories[0].items[0]).toMatchObject({ field: 'Epic Link', fromString: epic.body.key });
  });

  it('show their sprints as Java prints them', async () => {
    const { customfield_10020: sprints } = await client.fields('DEMO-5');
    expect(sprints).toHaveLength(2);
    expect(sprints[1]).toMatch(
      /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@\w+\[id=12,rapidViewId=1,state=ACTIVE,name=DEMO Sprint 12,startDate=20/,
    );
  });

  it('tell their history with expand=changelog and nowhere else', async () => {
    const { changelog } = (await client.get('/rest/api/2/issue/DEMO-5?expand=changelog')).body;
    expect(changelog.histories.flatMap(({ items }: { items: { field: string }[] }) => items)).toContainEqual(
      expect.objectContaining({ field: 'status', toString: 'In Progress' }),
    );
    expect((await client.get('/rest/api/2/issue/DEMO-5/changelog')).status).toBe(404);
  });

  it('are made in bulk, each on its own', async () => {
    const fields = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'Bulk', description: '*b*' };
    const { status, body } = await client.post('/rest/api/2/issue/bulk', {
      issueUpdates: [{ fields }, { fields: { ...fields, assignee: { name: 'nobody' } } }],
    });
    expect([status, body.issues.length, body.errors[0].failedElementNumber]).toEqual([201, 1, 1]);
    expect((await client.fields(body.issues[0].key)).description).toBe('*b*');
  });

  it('say what they can be made of', async () => {
    const types = (await client.get('/rest/api/2/issue/createmeta/DEMO/issuetypes')).body;
    expect([types.total, types.isLast, types.values[0].name]).toEqual([5, true, 'Epic']);
    const required = async (type: string) => {
      const { values } = (await client.get(`/rest/api/2/issue/createmeta/DEMO/issuetypes/${type}`)).body;
      return values
        .filter((field: { required: boolean }) => field.required)
        .map(({ fieldId }: { fieldId: string }) => fieldId);
    };
    expect(await required('10000')).toEqual(['summary', 'issuetype', 'project', epicName]);
    expect(await required('10003')).toEqual(['summary', 'issuetype', 'project', 'parent']);
  });

  it('stay hidden with their project', async () => {
    const chen = new DataCenterJiraClient(site, 'demo-personal-chen');
    expect((await chen.get('/rest/api/2/issue/OPS-1')).status).toBe(404);
    const projects = (await chen.get('/rest/api/2/project')).body;
    expect(projects.map(({ key }: { key: string }) => key)).toEqual(['DEMO']);
    const farah = new DataCenterJiraClient(site, 'demo-personal-farah');
    expect((await farah.post('/rest/api/2/issue/DEMO-5/comment', { body: 'x' })).status).toBe(403);
  });
});

it('tells everybody that it is a server, and which one', async () => {
  const response = await fetch(`${site.url}/jira/rest/api/2/serverInfo`);
  expect(await response.json()).toMatchObject({ deploymentType: 'Server', baseUrl: `${site.url}/jira` });
});
