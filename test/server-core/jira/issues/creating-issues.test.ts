import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';
import { textOf } from '../../../support/server-core-client.ts';

const task = { project_key: 'DEMO', summary: 'Kettle leaks', issue_type: 'Task' };

describe.each(deployments)('creating issues on %s', (deployment) => {
  it('sets every field that has an argument, and others by what people call them', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    const created = await data('create-jira-issue', {
      ...task,
      description: '# Why\n\n- **steam** escapes',
      assignee: 'chen.wei@example.com',
      labels: ['kitchen', 'steam'],
      priority: 'high',
      components: ['Web', 'Payments'],
      parent_key: 'DEMO-1',
      fields: { 'story points': 5, 'Fix versions': ['2.5'], duedate: '2027-01-31' },
    });
    expect(created).toMatchObject({ key: expect.stringMatching(/^DEMO-\d+$/), assignee: 'Chen Wei' });
    expect(created['url']).toContain(`/browse/${String(created['key'])}`);

    const issue = await text('get-jira-issue', { issue_key: created['key'], fields: ['*all'] });
    for (const shown of [
      '**Assignee:** Chen Wei',
      '**Labels:** kitchen, steam',
      '**Priority:** High',
      'Payments',
      '2.5',
      '**Story Points:** 5',
      '2027-01-31',
      'DEMO-1',
      '**steam** escapes',
    ]) {
      expect(issue).toContain(shown);
    }
  });

  it('makes a sub-task of an issue', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { key } = await data('create-jira-issue', { ...task, issue_type: 'Sub-task', parent_key: 'DEMO-5' });
    const parent = await data('get-jira-issue', { issue_key: 'DEMO-5', include: ['subtasks'] });
    expect(parent['text']).toContain(`- ${String(key)} Kettle leaks (To Do)`);
  });

  it('takes a raw text as the site has it', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const adf = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'raw' }] }] };
    const description = deployment === 'cloud' ? JSON.stringify(adf) : 'h1. raw {noformat}*{noformat}';
    const { key } = await data('create-jira-issue', { ...task, description, description_format: 'raw' });
    const read = await data('get-jira-issue', { issue_key: key, fields: ['description'], format: 'raw' });
    expect(read['text']).toBe(`## Description\n\n\`\`\`\n${description}\n\`\`\``);
  });

  it('tells of each of several issues whether it was created', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    const issues = [task, { ...task, issue_type: 'Nonsense' }, { ...task, summary: 'Lid is loose' }];
    const { created, failed } = await data('create-jira-issues', { issues });
    expect(created).toMatchObject([
      { index: 0, key: expect.stringMatching(/^DEMO-/) },
      { index: 2, key: expect.stringMatching(/^DEMO-/) },
    ]);
    expect(failed).toEqual([{ index: 1, error: expect.stringContaining('issue type') }]);
    const [, last] = created as { key: string }[];
    expect(await text('get-jira-issue', { issue_key: last?.key })).toContain('Lid is loose');
  });

  it('creates none of several where one names a person who is not there', async () => {
    const { data, failure } = await jiraOnDemoSite(deployment);
    const count = async () =>
      (await data('search-jira-issues', { jql: 'project = DEMO', include_total: true, max_results: 1 }))['total'];
    const before = await count();
    const issues = [task, { ...task, assignee: 'Zoe Nobody' }];
    expect(await failure('create-jira-issues', { issues })).toMatchObject({ code: 'NO_MATCH' });
    expect(await count()).toBe(before);
  });

  it.each([
    [{ fields: { 'Sotry Points': 5 } }, 'no field "Sotry Points"'],
    [{ fields: { Summary: 'x' } }, 'fields.Summary: summary is given twice, or has an argument of its own'],
    [{ assignee: 'Zoe Nobody' }, 'fits "Zoe Nobody"'],
  ])('sends nothing where %j does not fit', async (more, words) => {
    const { failure, data } = await jiraOnDemoSite(deployment);
    const { message } = await failure('create-jira-issue', { ...task, summary: 'Never made', ...more });
    expect(message).toContain(words);
    const { issues } = await data('search-jira-issues', { jql: 'summary ~ "Never made"' });
    expect(issues).toEqual([]);
  });
});

const fieldsOfSite = [
  { id: 'customfield_1', name: 'Team', schema: { type: 'option', custom: 'x:select' } },
  { id: 'customfield_2', name: 'Regions', schema: { type: 'array', items: 'option', custom: 'x:multiselect' } },
  { id: 'customfield_3', name: 'Reviewer', schema: { type: 'user', custom: 'x:userpicker' } },
  {
    id: 'customfield_4',
    name: 'Notes',
    schema: { type: 'string', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:textarea' },
  },
  { id: 'customfield_5', name: 'Twin', schema: { type: 'number' } },
  { id: 'customfield_6', name: 'Twin', schema: { type: 'number' } },
];
const cloudSite = () =>
  startScriptedSite({
    'GET /rest/api/3/field': fieldsOfSite,
    'GET /rest/api/3/user/assignable/search': [{ accountId: 'id-of-ann', displayName: 'Ann Lee' }],
    'POST /rest/api/3/issue': { key: 'A-1' },
  });

describe('custom fields', () => {
  it('get from plain texts what they hold: options, people, rich texts', async () => {
    const site = await cloudSite();
    const { data } = await jiraAt(site.env);
    const fields = { team: 'Crew', Regions: ['North', 'South'], Reviewer: 'Ann Lee', Notes: '**hot**' };
    await data('create-jira-issue', { ...task, fields });
    const { body } = site.requests.at(-1) ?? {};
    expect(body).toMatchObject({
      fields: {
        customfield_1: { value: 'Crew' },
        customfield_2: [{ value: 'North' }, { value: 'South' }],
        customfield_3: { accountId: 'id-of-ann' },
        customfield_4: { type: 'doc' },
      },
    });
  });

  it('go as they are where the caller gives objects', async () => {
    const site = await cloudSite();
    const { data } = await jiraAt(site.env);
    const fields = { customfield_1: { id: '7' }, customfield_4: { type: 'doc', version: 1, content: [] } };
    await data('create-jira-issue', { ...task, fields });
    expect(site.requests.at(-1)?.body).toMatchObject({ fields });
  });

  it('are refused by a name that two of them have, with the ids of both', async () => {
    const site = await cloudSite();
    const { failure } = await jiraAt(site.env);
    expect(await failure('create-jira-issue', { ...task, fields: { Twin: 1 } })).toEqual({
      code: 'AMBIGUOUS_MATCH',
      message: expect.stringContaining('Twin (customfield_5), Twin (customfield_6)'),
    });
    expect(site.requests.map(({ line }) => line)).not.toContain('POST /rest/api/3/issue');
  });
});

it('the fields of a site are asked for once, however many issues name some', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/field': fieldsOfSite,
    'POST /rest/api/3/issue/bulk': { issues: [{ key: 'A-1' }, { key: 'A-2' }], errors: [] },
  });
  const { data } = await jiraAt(site.env);
  const issue = { ...task, fields: { Team: 'Crew' } };
  await data('create-jira-issues', { issues: [issue, issue] });
  expect(site.requests.map(({ line }) => line)).toEqual(['GET /rest/api/3/field', 'POST /rest/api/3/issue/bulk']);
});

it('a new issue is told with its key and comes as a resource', async () => {
  const { call } = await jiraOnDemoSite('cloud');
  const result = await call('create-jira-issue', { ...task, description: 'Hot.' });
  expect(textOf(result)).toMatch(/^Created Jira issue DEMO-\d+$/);
  expect(result.content[1]).toMatchObject({
    type: 'resource',
    resource: {
      uri: expect.stringMatching(/^jira:\/\/issue\/DEMO-/),
      text: expect.stringMatching(/Kettle leaks\n\nHot\.$/),
    },
  });
});
