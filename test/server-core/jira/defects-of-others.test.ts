import { describe, expect, it } from 'vitest';
import { openDemoSite } from '../../support/demo-site.ts';
import { jiraAt, jiraOnDemoSite } from '../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';
import { openServerCore } from '../../support/server-core-client.ts';

const key = { issue_key: 'A-1' };
const task = { project_key: 'A', summary: 's', issue_type: 'Task' };

describe('what other servers for Jira got wrong', () => {
  it('a search on Cloud goes to search/jql and names the fields that it shows (lesson 1)', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/3/search/jql': { issues: [], isLast: true } });
    const { data } = await jiraAt(site.env);
    await data('search-jira-issues', { jql: 'project = A' });
    await data('get-my-assigned-issues');
    for (const { query } of site.requests) expect(query.get('fields')).toContain('summary');
  });

  it.each(['search-jira-issues', 'get-my-assigned-issues'])(
    '%s takes 410 for an error and not for no issues (lesson 1)',
    async (name) => {
      const site = await startScriptedSite({
        'GET /rest/api/3/search/jql': [410, { errorMessages: ['It was removed.'] }],
      });
      const { failure } = await jiraAt(site.env);
      expect(await failure(name, name.startsWith('search') ? { jql: 'project = A' } : {})).toEqual({
        code: 'GONE',
        message: expect.stringContaining('It was removed.'),
      });
    },
  );

  it('a list that goes on says so and takes its token back, without a start or a total on Cloud (lesson 2)', async () => {
    const { data, text } = await jiraOnDemoSite('cloud');
    const search = { jql: 'project = DEMO ORDER BY key', max_results: 2 };
    const first = await data('search-jira-issues', search);
    expect(first).not.toHaveProperty('total');
    expect(await text('search-jira-issues', search)).toContain(`pass page_token "${String(first['next_page_token'])}"`);
    const second = await data('search-jira-issues', { ...search, page_token: first['next_page_token'] });
    expect(second['issues']).not.toEqual(first['issues']);
  });

  it('line ends that were escaped twice are line ends again, and others stay (lesson 5)', async () => {
    const { data } = await jiraOnDemoSite('cloud');
    const read = async (comment: string) => {
      await data('comment-jira-issue', { issue_key: 'DEMO-20', comment });
      const { comments } = await data('get-jira-comments', { issue_key: 'DEMO-20', max_results: 1 });
      return (comments as { text: string }[])[0]?.text;
    };
    expect(await read('# Steps\\n\\n- one\\n- two')).toBe('# Steps\n\n- one\n- two');
    expect(await read('Log in as `CORP\\nsmith`.\nThen wait.')).toContain('`CORP\\nsmith`');
  });

  it('a text that Markdown cannot hold is read raw, written raw, and is the same (lesson 6)', async () => {
    const { data } = await jiraOnDemoSite('cloud');
    const rawOf = async (issue_key: unknown) =>
      String((await data('get-jira-issue', { issue_key, fields: ['description'], format: 'raw' }))['text']);
    const raw = await rawOf('DEMO-5');
    const description = /```\n(.*)\n```$/s.exec(raw)?.[1];
    await data('update-jira-issue', { issue_key: 'DEMO-20', description, description_format: 'raw' });
    expect(await rawOf('DEMO-20')).toBe(raw);
  });

  it('a field that was asked for by name is shown without a value too, also beside all others (lesson 7)', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/field': [{ id: 'customfield_7', name: 'Team' }],
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { customfield_7: null, customfield_8: null, summary: 's' } },
    });
    const { data } = await jiraAt(site.env);
    const { fields } = await data('get-jira-issue', { ...key, fields: ['*all', 'Team'] });
    expect(fields).toEqual({ Team: '', summary: 's' });
  });

  it('fields that were asked for come alone, custom ones too, and nothing else is fetched (lesson 7)', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { customfield_7: { value: 'Crew' } } },
    });
    const { data } = await jiraAt(site.env);
    const issue = await data('get-jira-issue', { ...key, fields: ['customfield_7'] });
    expect(issue).toMatchObject({ key: 'A-1', fields: { customfield_7: 'Crew' } });
    expect(issue).not.toHaveProperty('status');
    expect(site.requests.map(({ query }) => query.get('fields'))).toEqual(['customfield_7']);
  });

  it.each([
    ['cloud', 'ann@example.com', 3, { accountId: '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303' }],
    [
      'cloud',
      '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303',
      3,
      { accountId: '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303' },
    ],
    ['data-center', 'Ann Lee', 2, { name: 'ann' }],
  ])(
    'on %s the assignee %s is sent as what the site knows them by (lesson 8)',
    async (JIRA_DEPLOYMENT, assignee, api, sent) => {
      const ann = { ...sent, displayName: 'Ann Lee', emailAddress: 'ann@example.com' };
      const site = await startScriptedSite({
        [`GET /rest/api/${api}/user/assignable/search`]: [ann],
        [`PUT /rest/api/${api}/issue/A-1/assignee`]: [204, undefined],
      });
      const { data } = await jiraAt({ ...site.env, JIRA_DEPLOYMENT });
      await data('update-jira-issue', { ...key, assignee });
      expect(site.requests.at(-1)).toMatchObject({ line: `PUT /rest/api/${api}/issue/A-1/assignee`, body: sent });
    },
  );

  it('an assignee who fits nobody is an error and leaves nothing created (lesson 8)', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/3/user/assignable/search': [] });
    const { failure } = await jiraAt(site.env);
    expect(await failure('create-jira-issue', { ...task, assignee: 'Zoe' })).toMatchObject({ code: 'NO_MATCH' });
    expect(site.requests.filter(({ line }) => !line.startsWith('GET'))).toEqual([]);
  });

  it.each([
    ['create-jira-issue', task, 'POST /rest/api/3/issue'],
    ['update-jira-issue', { ...key, summary: 's' }, 'PUT /rest/api/3/issue/A-1'],
    ['delete-jira-issue', key, 'DELETE /rest/api/3/issue/A-1'],
    ['comment-jira-issue', { ...key, comment: 'c' }, 'POST /rest/api/3/issue/A-1/comment'],
    ['delete-jira-link', { link_id: '1' }, 'DELETE /rest/api/3/issueLink/1'],
  ])('%s fails in the words of the site (lesson 13)', async (name, args, line) => {
    const refusal = { errorMessages: ['The kettle is hot.'], errors: { lid: 'It is loose.' } };
    const site = await startScriptedSite({ [line]: [400, refusal] });
    const { failure } = await jiraAt(site.env);
    expect(await failure(name, args)).toEqual({
      code: 'REQUEST_REFUSED',
      message: expect.stringContaining('The kettle is hot.; lid: It is loose.'),
    });
  });

  it.each([
    ['get-jira-issue', { ...key, include: ['all'] }],
    ['get-jira-issue', { ...key, fields: ['*all'] }],
    ['summarize-jira-issue', key],
    ['extract-confluence-links', key],
    ['get-jira-comments', { ...key, max_results: 100 }],
    ['search-jira-issues', { jql: 'x', max_results: 1_000 }],
    ['search-jira-issues', { jql: 'x', fields: ['*all'] }],
    ['get-my-assigned-issues', { max_results: 100 }],
  ])('%s %j never answers with more than its limit (lesson 21)', async (name, args) => {
    const text = (length: number) => ({
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'lid "é" '.repeat(length / 8) }] }],
    });
    const custom = Array.from({ length: 400 }, (_, n) => [`customfield_${n}`, `lid "é" ${n} ${'x'.repeat(150)}`]);
    const issue = {
      key: 'A-1',
      fields: { summary: 'é'.repeat(255), description: text(60_000), ...Object.fromEntries(custom) },
    };
    const links = Array.from({ length: 500 }, (_, n) => ({
      object: { url: `https://x.example/wiki/${n}`, title: 'é' },
    }));
    const comments = Array.from({ length: 100 }, (_, n) => ({ id: String(n), body: text(8_000) }));
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/A-1': issue,
      'GET /rest/api/3/issue/A-1/comment': { comments, total: 100 },
      'GET /rest/api/3/issue/A-1/changelog': { values: [], isLast: true },
      'GET /rest/api/3/issue/A-1/remotelink': links,
      'GET /rest/api/3/issue/A-1/transitions': { transitions: [] },
      'GET /rest/api/3/search/jql': { issues: Array.from({ length: 100 }, () => issue), nextPageToken: 'more' },
    });
    const limit = 16_384;
    const { call } = await jiraAt({ ...site.env, MCP_MAX_RESULT_BYTES: String(limit) });
    const result = await call(name, args);
    expect(result.isError).toBeUndefined();
    expect(result.structuredContent).toHaveProperty('next_page_token');
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(limit);
  });

  it('what others were asked for most is there: files, comments, people, sprints, versions (lesson 26)', async () => {
    const { client } = await openServerCore({ MCP_TOOLSETS: 'all' });
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'get-jira-attachments',
        'upload-jira-attachment',
        'get-jira-comments',
        'delete-jira-comment',
        'find-jira-users',
        'get-jira-user',
        'get-board-sprints',
        'create-jira-version',
        'update-jira-version',
        'search-jira-issues',
        'update-jira-issue',
      ]),
    );
  });

  it('an issue moves by the name of a status, without an id (lesson 27)', async () => {
    const site = await openDemoSite();
    const { data } = await jiraAt(site.environment);
    const moved = await data('transition-jira-issue', { issue_key: 'DEMO-20', transition_name: 'in progress' });
    expect(moved).toMatchObject({ status: 'In Progress' });
  });
});
