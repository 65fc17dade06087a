import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newIssue } from './new-issue.ts';
import { adf, SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  // Many of these write to one issue, which has a limit and tests of its own.
  site = await startDemoSite({ rateLimits: { issueWritesPerTwoSeconds: 0 } });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const chenId = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

describe('creating an issue', () => {
  it('keeps what was sent, and finds it by search at once', async () => {
    const key = await newIssue(ben, {
      description: adf('Paint the gangway zebra'),
      labels: ['paint'],
      priority: { name: 'Low' },
      assignee: { accountId: chenId },
      components: [{ name: 'Web' }],
      parent: { key: 'DEMO-1' },
      duedate: '2027-05-01',
      customfield_10016: 3,
    });
    const { body } = await ben.get(`/rest/api/3/issue/${key}`);
    expect(body.fields).toMatchObject({
      summary: 'A new task',
      description: adf('Paint the gangway zebra'),
      labels: ['paint'],
      status: { name: 'To Do' },
      priority: { name: 'Low' },
      assignee: { displayName: 'Chen Wei' },
      reporter: { displayName: 'Ben Okafor' },
      parent: { key: 'DEMO-1' },
      duedate: '2027-05-01',
      customfield_10016: 3,
      resolution: null,
    });
    expect(await ben.keys('description ~ zebra AND labels = paint')).toEqual([key]);
  });

  it.each([
    [
      { description: 'plain text' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    ],
    [
      { description: { type: 'doc', version: 1, content: [{ type: 'nonsense' }] } },
      { description: /Atlassian Document/ },
    ],
    [{ project: { key: 'NOPE' } }, { project: 'Specify a valid project ID or key' }],
    [{ issuetype: { name: 'Nope' } }, { issuetype: 'Specify a valid issue type' }],
    [{ summary: '' }, { summary: 'You must specify a summary of the issue.' }],
    [{ summary: 'a\nb' }, { summary: /newline/ }],
    [{ summary: 'a'.repeat(256) }, { summary: /255/ }],
    [{ assignee: { name: 'ben' } }, { assignee: /accountId/ }],
    [{ assignee: { accountId: 'nobody' } }, { assignee: "User 'nobody' does not exist." }],
    [{ priority: { name: 'Urgent' } }, { priority: 'Specify a valid priority' }],
    [{ labels: ['two words'] }, { labels: /contains spaces/ }],
    [{ issuetype: { name: 'Sub-task' } }, { parent: /sub-task/ }],
    [{ issuetype: { name: 'Sub-task' }, parent: { key: 'OPS-1' } }, { parent: /project of its parent/ }],
    [{ colour: 'red' }, { colour: "Field 'colour' cannot be set. It is not on the appropriate screen, or unknown." }],
    [
      { summary: '', labels: 'x', duedate: 'tomorrow' },
      { summary: /summary/, labels: /array/, duedate: /yyyy-MM-dd/ },
    ],
  ])('refuses %j field by field', async (fields, errors) => {
    const before = await ben.keys('created >= -1m');
    const { status, body } = await ben.post('/rest/api/3/issue', {
      fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x', ...fields },
    });
    expect([status, body.errorMessages]).toEqual([400, []]);
    expect(Object.keys(body.errors)).toEqual(Object.keys(errors));
    for (const [field, message] of Object.entries(errors)) expect(body.errors[field]).toMatch(message);
    expect(await ben.keys('created >= -1m')).toEqual(before);
  });

  it('refuses keys that the body does not have', async () => {
    expect((await ben.post('/rest/api/3/issue', { feilds: {} })).status).toBe(400);
  });
});
