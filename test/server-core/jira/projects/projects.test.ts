import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('projects on %s', (deployment) => {
  it('are listed, and found by key and by name', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-jira-projects')).toMatchObject({ projects: [{ key: 'DEMO' }, { key: 'OPS' }], total: 2 });
    expect(await data('get-jira-projects', { query: 'ferry' })).toMatchObject({ projects: [{ key: 'DEMO' }] });
    expect(await data('get-jira-projects', { query: 'op' })).toMatchObject({ projects: [{ key: 'OPS' }] });
  });

  it('come in pages', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const first = await data('get-jira-projects', { max_results: 1 });
    expect(first).toMatchObject({ projects: [{ key: 'DEMO' }] });
    expect(await data('get-jira-projects', { max_results: 1, page_token: first['next_page_token'] })).toMatchObject({
      projects: [{ key: 'OPS' }],
    });
  });

  it('are shown with what was asked for, and nothing else', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const project = await data('get-jira-project', { project_key: 'DEMO', include: ['components', 'versions'] });
    expect(project).toMatchObject({
      key: 'DEMO',
      name: 'Ferry Booking',
      lead: 'Ana Costa',
      components: expect.arrayContaining([{ id: '10000', name: 'Web', lead: 'Chen Wei' }]),
      versions: [{ name: '2.6' }, { name: '2.5' }, { name: '2.4', released: true }],
    });
    expect(project).not.toHaveProperty('statuses');
    expect(project).not.toHaveProperty('issue_types');
    expect(await data('get-jira-project', { project_key: 'DEMO', include: ['statuses'] })).toMatchObject({
      statuses: expect.arrayContaining(['Bug: To Do, In Progress, In Review, Blocked, Done']),
    });
  });

  it('say what a new issue must have and may have', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { fields } = await data('get-jira-create-fields', { project_key: 'DEMO', issue_type: 'bug' });
    expect(fields).toEqual(
      expect.arrayContaining([
        { id: 'summary', name: 'Summary', type: 'string', required: true },
        expect.objectContaining({ id: 'priority', allowed_values: ['Highest', 'High', 'Medium', 'Low', 'Lowest'] }),
      ]),
    );
  });

  it('name their issue types to a caller who names none of them', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('get-jira-create-fields', { project_key: 'DEMO', issue_type: 'Feature' })).toEqual({
      code: 'NO_MATCH',
      message: 'Project DEMO has no issue type "Feature". It has: Epic, Story, Task, Bug, Sub-task.',
    });
  });

  it('have fields, whose ids are found by name', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-jira-fields', { query: 'story points' })).toEqual({
      fields: [{ id: 'customfield_10016', name: 'Story Points', type: 'number', custom: true }],
      total: 1,
    });
  });

  it('get versions, which are released and archived', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { id } = await data('create-jira-version', {
      project_key: 'OPS',
      name: 'Winter',
      description: 'Before the storms',
      release_date: '2031-01-31',
    });
    const versions = async () =>
      (await data('get-jira-project', { project_key: 'OPS', include: ['versions'] }))['versions'];
    const version = { id, name: 'Winter', released: false, archived: false, release_date: '2031-01-31' };
    expect(await versions()).toEqual([version]);
    await data('update-jira-version', { version_id: id, released: true });
    expect(await versions()).toEqual([{ ...version, released: true }]);
    await data('update-jira-version', { version_id: id, archived: true, release_date: '2031-02-28' });
    expect(await versions()).toEqual([{ ...version, released: true, archived: true, release_date: '2031-02-28' }]);
  });

  it('get components, whose lead is named as people are', async () => {
    const { data, failure } = await jiraOnDemoSite(deployment);
    const { id } = await data('create-jira-component', { project_key: 'OPS', name: 'Docs', lead: 'Dana Novak' });
    const components = async () =>
      (await data('get-jira-project', { project_key: 'OPS', include: ['components'] }))['components'];
    expect(await components()).toContainEqual({ id, name: 'Docs', lead: 'Dana Novak' });
    await data('update-jira-component', { component_id: id, name: 'Manuals' });
    expect(await components()).toContainEqual({ id, name: 'Manuals', lead: 'Dana Novak' });
    await data('update-jira-component', { component_id: id, lead: 'ben.okafor@example.com' });
    expect(await components()).toContainEqual({ id, name: 'Manuals', lead: 'Ben Okafor' });
    expect(await failure('update-jira-component', { component_id: id, lead: 'Zoe' })).toMatchObject({
      code: 'NO_MATCH',
    });
  });

  it('that are not there end in an error', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('get-jira-project', { project_key: 'NOPE' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('a project with hundreds of versions fits into a result, the newest of them first', async () => {
  const versions = Array.from({ length: 400 }, (_, id) => ({ id: String(id), name: `Release ${id}` }));
  const site = await startScriptedSite({
    'GET /rest/api/3/project/BIG': { key: 'BIG', name: 'Big', description: 'd'.repeat(5_000) },
    'GET /rest/api/3/project/BIG/versions': versions,
  });
  const { call } = await jiraAt({ ...site.env, MCP_MAX_RESULT_BYTES: '8192' });
  const result = await call('get-jira-project', { project_key: 'BIG', include: ['versions'] });
  expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(8_192);
  expect(result.structuredContent).toMatchObject({
    versions: expect.arrayContaining([{ name: 'Release 399' }].map((one) => expect.objectContaining(one))),
  });
  expect(JSON.stringify(result.content)).toMatch(/## Versions \(400\).*and \d+ more/);
});

it('all fields of a type are read, the required ones shown first', async () => {
  const field = (id: number, required: boolean) => ({
    fieldId: `f${id}`,
    name: `F${id}`,
    required,
    schema: { type: 'string' },
  });
  const pages: Record<string, object> = {
    '0': { startAt: 0, total: 3, fields: [field(1, false), field(2, false)] },
    '2': { startAt: 2, total: 3, fields: [field(3, true)] },
  };
  const site = await startScriptedSite({
    'GET /rest/api/3/issue/createmeta/A/issuetypes': { issueTypes: [{ id: '7', name: 'Bug' }], total: 1 },
    'GET /rest/api/3/issue/createmeta/A/issuetypes/7': (response, { query }) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(pages[query.get('startAt') ?? '0']));
    },
  });
  const { data } = await jiraAt(site.env);
  expect(await data('get-jira-create-fields', { project_key: 'A', issue_type: 'Bug' })).toMatchObject({
    fields: [{ id: 'f3', required: true }, { id: 'f1' }, { id: 'f2' }],
  });
});

describe('nothing is sent', () => {
  it.each([
    ['get-jira-project', { project_key: '../user' }, 'project_key: expected a project key'],
    ['get-jira-project', { project_key: 'A', include: ['roles'] }, 'include.0: expected one of'],
    [
      'create-jira-version',
      { project_key: 'A', name: 'V', release_date: '31.1.2031' },
      'release_date: expected a date',
    ],
    ['update-jira-version', { version_id: '1' }, 'one is required'],
    ['update-jira-component', { component_id: '1' }, 'one is required'],
    ['update-jira-component', { component_id: 'Web', name: 'Site' }, 'component_id: expected an id of digits'],
  ])('for %s with %j', async (name, args, expected) => {
    const site = await startScriptedSite({});
    const { failure } = await jiraAt(site.env);
    expect(await failure(name, args)).toEqual({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining(expected),
    });
    expect(site.requests).toEqual([]);
  });
});
