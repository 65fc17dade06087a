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

const agile = '/rest/agile/1.0';
const keys = async (path: string): Promise<string[]> => {
  const { status, body, text } = await client.get(`${agile}${path}`);
  if (status !== 200) throw new Error(text);
  return body.issues.map(({ key }: { key: string }) => key);
};

describe('boards on Data Center', () => {
  it('list their issues with a total, narrowed by JQL', async () => {
    const { body } = await client.get(`${agile}/board/1/issue?maxResults=3&jql=${encodeURIComponent('status = Done')}`);
    expect([body.startAt, body.maxResults, body.issues.length]).toEqual([0, 3, 3]);
    expect(body.total).toBeGreaterThan(3);
    expect(
      body.issues.every((issue: { fields: { status: { name: string } } }) => issue.fields.status.name === 'Done'),
    ).toBe(true);
  });

  it('plan issues into sprints and back into the backlog', async () => {
    const key = await client.newIssue();
    expect(await keys('/board/1/backlog?maxResults=100')).toContain(key);
    expect((await client.post(`${agile}/sprint/13/issue`, { issues: [key] })).status).toBe(204);
    expect(await keys('/sprint/13/issue?maxResults=100')).toContain(key);
    expect(await keys('/board/1/backlog?maxResults=100')).not.toContain(key);
    expect((await client.post(`${agile}/backlog/issue`, { issues: [key] })).status).toBe(204);
    expect(await keys('/board/1/backlog?maxResults=100')).toContain(key);
  });

  it('put issues into epics and take them out', async () => {
    const key = await client.newIssue();
    expect(await keys('/epic/none/issue?maxResults=100')).toContain(key);
    await client.post(`${agile}/epic/DEMO-3/issue`, { issues: [key] });
    expect(await keys('/epic/DEMO-3/issue?maxResults=100')).toContain(key);
    expect((await client.fields(key)).customfield_10014).toBe('DEMO-3');
    await client.post(`${agile}/epic/none/issue`, { issues: [key] });
    expect(await keys('/epic/DEMO-3/issue?maxResults=100')).not.toContain(key);
  });

  it('make, rename and delete sprints', async () => {
    const { status, body } = await client.post(`${agile}/sprint`, { name: 'Later', originBoardId: 1 });
    expect([status, body.state, body.self]).toEqual([201, 'future', `${site.url}/jira${agile}/sprint/${body.id}`]);
    expect((await client.post(`${agile}/sprint/${body.id}`, { goal: 'rest' })).body.goal).toBe('rest');
    expect((await client.delete(`${agile}/sprint/${body.id}`)).status).toBe(204);
    expect((await client.get(`${agile}/sprint/${body.id}`)).status).toBe(404);
  });

  it('have no lists by token, which only the cloud has', async () => {
    expect((await client.get('/rest/software/1.0/board/1/issue')).status).toBe(404);
  });
});
