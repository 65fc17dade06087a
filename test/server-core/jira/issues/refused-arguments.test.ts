import { describe, expect, it } from 'vitest';
import { jiraAt } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

const long = 'x'.repeat(10 * 1024 * 1024);
const issue = { project_key: 'A', summary: 's', issue_type: 'Task' };

const keyed: [name: string, more: Record<string, unknown>][] = [
  ['get-jira-issue', {}],
  ['summarize-jira-issue', {}],
  ['extract-confluence-links', {}],
  ['get-jira-transitions', {}],
  ['transition-jira-issue', { transition_id: '1' }],
  ['update-jira-issue', { summary: 's' }],
  ['delete-jira-issue', {}],
  ['comment-jira-issue', { comment: 'c' }],
  ['get-jira-comments', {}],
  ['update-jira-comment', { comment_id: '1', comment: 'c' }],
  ['delete-jira-comment', { comment_id: '1' }],
  ['link-jira-issues', { link_type: 'Blocks', to_issue_key: 'A-2' }],
  ['add-jira-web-link', { url: 'https://x.example', title: 't' }],
];

describe('a key that is none is refused and nothing is sent', () => {
  it.each(keyed)('by %s', async (name, more) => {
    const site = await startScriptedSite({});
    const { failure } = await jiraAt(site.env);
    const wrong = ['../x', 'A-1/../..', 'A-1?x=', 'A-1#', 'A-1%2f..', 'A-1" OR key = "B-1', 'A-', '1', '', ' ', long];
    for (const issue_key of [...wrong, 7, null, ['A-1'], { key: 'A-1' }, undefined]) {
      const { code, message } = await failure(name, { ...more, issue_key });
      expect(code).toBe('INVALID_ARGUMENTS');
      expect(message).toContain('issue_key: ');
      expect(message.length).toBeLessThan(500);
    }
    expect(site.requests).toEqual([]);
  });
});

describe('arguments that fit nothing are refused and nothing is sent', () => {
  const key = { issue_key: 'A-1' };
  it.each([
    ['create-jira-issue', { ...issue, project_key: '../A' }, 'project_key'],
    ['create-jira-issue', { ...issue, summary: 'two\nlines' }, 'summary'],
    ['create-jira-issue', { ...issue, summary: 'x'.repeat(256) }, 'summary: expected 255 characters or less'],
    ['create-jira-issue', { ...issue, description: long }, 'description: expected 200000 characters or less'],
    ['create-jira-issue', { ...issue, assignee: long }, 'assignee'],
    ['create-jira-issue', { ...issue, labels: 'one' }, 'labels'],
    ['create-jira-issue', { ...issue, labels: [1] }, 'labels.0'],
    ['create-jira-issue', { ...issue, parent_key: '../A-1' }, 'parent_key'],
    ['create-jira-issue', { ...issue, fields: ['a'] }, 'fields'],
    [
      'create-jira-issue',
      { ...issue, fields: { customfield_1: long } },
      'fields: expected fields of 400000 characters',
    ],
    ['create-jira-issue', { ...issue, sumary: 's' }, 'sumary: unknown argument'],
    ['create-jira-issue', { ...issue, description: '{', description_format: 'raw' }, 'description: expected an ADF'],
    ['create-jira-issue', { ...issue, description: '"x"', description_format: 'raw' }, 'description: expected an ADF'],
    ['create-jira-issues', { issues: [] }, 'issues'],
    ['create-jira-issues', { issues: Array.from({ length: 51 }, () => issue) }, 'issues'],
    ['create-jira-issues', { issues: [{ ...issue, summary: 7 }] }, 'issues.0.summary'],
    ['transition-jira-issue', key, 'expected transition_name or transition_id'],
    ['transition-jira-issue', { ...key, transition_id: '1', comment: long }, 'comment'],
    ['update-jira-issue', { ...key, labels: ['a'], add_labels: ['b'] }, 'labels: expected none beside add_labels'],
    ['update-jira-issue', { ...key, due_date: '31.3.2026' }, 'due_date'],
    ['update-jira-issue', { ...key, due_date: '2026-02-30' }, 'due_date: expected a date'],
    ['update-jira-issue', { ...key, parent_key: 'A-1/../..' }, 'parent_key'],
    ['update-jira-issue', { ...key, fields: {} }, 'expected something to change'],
    ['search-jira-issues', { jql: '' }, 'jql'],
    ['search-jira-issues', { jql: long }, 'jql: expected 20000 characters or less'],
    ['search-jira-issues', { jql: 'x', fields: [] }, 'fields'],
    ['search-jira-issues', { jql: 'x', max_results: 1_001 }, 'max_results: expected 1000 or less'],
    ['search-jira-issues', { jql: 'x', page_token: '../x' }, 'page_token'],
    ['get-jira-issue', { ...key, include: ['everything'] }, 'include.0'],
    ['get-jira-issue', { ...key, fields: [long] }, 'fields.0'],
    ['comment-jira-issue', { ...key, comment: ' ' }, 'comment'],
    ['comment-jira-issue', { ...key, comment: long }, 'comment: expected 200000 characters or less'],
    ['comment-jira-issue', { ...key, comment: 'c', visibility_role: 'a', visibility_group: 'b' }, 'give one of them'],
    ['update-jira-comment', { ...key, comment_id: '1/../2', comment: 'c' }, 'comment_id'],
    ['delete-jira-comment', { ...key, comment_id: 7.5 }, 'comment_id'],
    ['get-jira-comments', { ...key, max_results: 0 }, 'max_results'],
    ['link-jira-issues', { ...key, link_type: 'Blocks', to_issue_key: '../A' }, 'to_issue_key'],
    ['link-jira-issues', { ...key, link_type: long, to_issue_key: 'A-2' }, 'link_type'],
    ['delete-jira-link', { link_id: '../issue/A-1' }, 'link_id'],
    ['delete-jira-link', { link_id: '1', web_link_of: '../A' }, 'web_link_of'],
    ['add-jira-web-link', { ...key, title: 't', url: 'javascript:alert(1)' }, 'url'],
    ['add-jira-web-link', { ...key, title: 't', url: `https://x.example/${long}` }, 'url'],
    ['add-jira-web-link', { ...key, title: 't', url: 'file:///etc/passwd' }, 'url'],
  ])('%s: %#', async (name, args, words) => {
    const site = await startScriptedSite({});
    const { failure } = await jiraAt(site.env);
    const { code, message } = await failure(name, args);
    expect(code).toBe('INVALID_ARGUMENTS');
    expect(message).toContain(words);
    expect(message.length).toBeLessThan(500);
    expect(site.requests).toEqual([]);
  });
});

it('keys in small letters reach the site in capitals', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/assignable/search': [{ accountId: '7', displayName: 'Ann' }],
    'PUT /rest/api/3/issue/A-1': [204, undefined],
    'PUT /rest/api/3/issue/A-1/assignee': [204, undefined],
    'POST /rest/api/3/issue': { key: 'A-2' },
  });
  const { data } = await jiraAt(site.env);
  await data('update-jira-issue', { issue_key: 'a-1', assignee: 'Ann', parent_key: 'a-3' });
  await data('create-jira-issue', { ...issue, project_key: 'a', assignee: 'Ann' });
  const [search, edit, , searchInProject, created] = site.requests;
  expect(search?.query.get('issueKey')).toBe('A-1');
  expect(edit?.body).toMatchObject({ fields: { parent: { key: 'A-3' } } });
  expect(searchInProject?.query.get('project')).toBe('A');
  expect(created?.body).toMatchObject({ fields: { project: { key: 'A' } } });
});

it('the text of a query reaches the site as one parameter', async () => {
  const site = await startScriptedSite({ 'GET /rest/api/3/search/jql': { issues: [], isLast: true } });
  const { data } = await jiraAt(site.env);
  const jql = 'summary ~ "a&maxResults=5000#" OR key = "B-1"';
  await data('search-jira-issues', { jql, max_results: 3 });
  expect(Object.fromEntries(site.requests[0]?.query ?? [])).toMatchObject({ jql, maxResults: '3' });
});
