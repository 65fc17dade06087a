import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { type Misbehaviour, startScriptedSite } from '../../../support/scripted-site.ts';

const chenOnCloud = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

describe.each(deployments)('people on %s', (deployment) => {
  const chen = {
    account_id: deployment === 'cloud' ? chenOnCloud : 'chen',
    name: 'Chen Wei',
    email: 'chen.wei@example.com',
  };

  it('are found by the beginning of a name', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('find-jira-users', { query: 'chen' })).toEqual({ users: [chen] });
    expect(await data('find-jira-users', { query: 'nobody-at-all' })).toEqual({ users: [] });
  });

  it('are found among those who can be assigned in a project or to an issue', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('find-jira-users', { query: 'chen', project_key: 'DEMO' })).toEqual({ users: [chen] });
    expect(await data('find-jira-users', { query: 'chen', issue_key: 'DEMO-5' })).toEqual({ users: [chen] });
    expect(await data('find-jira-users', { query: 'chen', project_key: 'OPS' })).toEqual({ users: [] });
  });

  it.each([['chen.wei@example.com'], ['Chen Wei'], ['chen wei'], [chen.account_id]])(
    'are resolved from %s',
    async (wanted) => {
      const { data } = await jiraOnDemoSite(deployment);
      expect(await data('get-jira-user', { person: wanted })).toEqual(chen);
    },
  );

  it('include whose account the server uses', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-jira-user')).toMatchObject({ name: 'Ben Okafor' });
  });

  it('are never guessed: who fits nobody is an error', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('get-jira-user', { person: 'Zoe' })).toEqual({
      code: 'NO_MATCH',
      message: expect.stringContaining('fits "Zoe"'),
    });
  });
});

const person = (accountId: string, displayName: string) => ({ accountId, displayName });
const two = [person('1', 'Ann Lee'), person('2', 'Ann Ray')];

it('a name that fits two people is an error that names both', async () => {
  const site = await startScriptedSite({ 'GET /rest/api/3/user/search': two });
  const { failure } = await jiraAt(site.env);
  expect(await failure('get-jira-user', { person: 'Ann' })).toEqual({
    code: 'AMBIGUOUS_MATCH',
    message: expect.stringContaining('Ann Lee (1), Ann Ray (2)'),
  });
});

it('the full name beats another that begins alike', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/search': [person('1', 'Ann Lee'), person('2', 'Ann Leeming')],
  });
  const { data } = await jiraAt(site.env);
  expect(await data('get-jira-user', { person: 'ann lee' })).toEqual({ account_id: '1', name: 'Ann Lee' });
});

it('an account that may not browse all users still finds those of a project (lesson 9)', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/search': [403, { errorMessages: ['You are not allowed to browse users.'] }],
    'GET /rest/api/3/user/assignable/search': two,
  });
  const { data, failure } = await jiraAt(site.env);
  expect(await data('find-jira-users', { query: 'ann', project_key: 'A' })).toMatchObject({ users: [{}, {}] });
  const { message } = await failure('find-jira-users', { query: 'ann' });
  expect(message).toContain('You are not allowed to browse users.');
});

describe.each([
  ['cloud', 3, 'accountId'],
  ['data-center', 2, 'name'],
])('those who can be assigned on %s', (JIRA_DEPLOYMENT, api, id) => {
  const line = `GET /rest/api/${api}/user/assignable/search`;
  const users = ['ann', 'bo', 'cem'].map((name) => ({ [id]: name, displayName: name }));
  // of as many as it is asked for, Jira leaves out who cannot be assigned, and looks no further
  const assignable: Misbehaviour = (response, { query }) => {
    const strangers = 30;
    const found = users.filter((_, index) => strangers + index < Number(query.get('maxResults')));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
  };

  it('are listed in pages without leaving out any', async () => {
    const site = await startScriptedSite({ [line]: assignable });
    const { data } = await jiraAt({ ...site.env, JIRA_DEPLOYMENT });
    const args = { query: 'a', project_key: 'A', max_results: 2 };
    const first = await data('find-jira-users', args);
    expect(first).toMatchObject({ users: [{ account_id: 'ann' }, { account_id: 'bo' }] });
    const second = await data('find-jira-users', { ...args, page_token: first['next_page_token'] });
    expect(second).toEqual({ users: [{ account_id: 'cem', name: 'cem' }] });
  });

  it('are found by name behind many who cannot be', async () => {
    const assign = `PUT /rest/api/${api}/issue/A-1/assignee`;
    const site = await startScriptedSite({ [line]: assignable, [assign]: [204, undefined] });
    const { data } = await jiraAt({ ...site.env, JIRA_DEPLOYMENT });
    await data('update-jira-issue', { issue_key: 'A-1', assignee: 'cem' });
    expect(site.requests.at(-1)).toMatchObject({ line: assign, body: { [id]: 'cem' } });
  });
});

it('a project and an issue at once are refused before anything is sent', async () => {
  const site = await startScriptedSite({});
  const { failure } = await jiraAt(site.env);
  expect(await failure('find-jira-users', { query: 'a', project_key: 'A', issue_key: 'A-1' })).toMatchObject({
    code: 'INVALID_ARGUMENTS',
  });
  expect(site.requests).toEqual([]);
});
