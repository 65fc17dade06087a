import { describe, expect, it } from 'vitest';
import { jiraAt } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

const fieldNames = [
  'summary status issuetype priority assignee reporter labels created updated duedate description',
  'issuelinks subtasks attachment worklog customfield_1',
].flatMap((names) => names.split(' '));
const nullFields = Object.fromEntries(fieldNames.map((name) => [name, null]));

/** Every member that may be null is null. */
const nullSite = (cloud = true) => {
  const api = `/rest/api/${cloud ? 3 : 2}`;
  const issue = { key: 'A-1', names: null, fields: nullFields, changelog: { histories: null, total: null } };
  return startScriptedSite({
    [`GET ${api}/issue/A-1`]: issue,
    [`GET ${api}/issue/A-1/comment`]: {
      comments: [null, { id: '1', author: null, created: null, updated: null, body: null, visibility: null }],
      total: 1,
    },
    [`GET ${api}/issue/A-1/changelog`]: {
      values: [
        null,
        { created: null, author: null, items: null },
        { items: [null, { field: 'status', toString: null }] },
      ],
      isLast: true,
    },
    [`GET ${api}/issue/A-1/remotelink`]: [null, { id: null, object: null }],
    [`GET ${api}/issue/A-1/transitions`]: { transitions: [{ id: '1', name: null, to: null, hasScreen: null }] },
    [`GET ${api}/search${cloud ? '/jql' : ''}`]: {
      issues: [null, { key: 'A-1', fields: null }, issue],
      nextPageToken: null,
      total: null,
    },
    [`GET ${api}/issueLinkType`]: {
      issueLinkTypes: [null, { name: null }, { name: 'Blocks', inward: null, outward: null }],
    },
    [`GET ${api}/field`]: [null, { id: null }, { id: 'customfield_1', name: null, schema: null }],
    [`POST ${api}/issue/bulk`]: {
      issues: null,
      errors: [null, { status: null, elementErrors: null, failedElementNumber: 0 }],
    },
  });
};

describe.each([['cloud'], ['data-center']])('members that are null do no harm on %s', (deployment) => {
  it.each([
    ['get-jira-issue', { issue_key: 'A-1', include: ['all'] }],
    ['get-jira-issue', { issue_key: 'A-1', include: ['all'], format: 'raw' }],
    ['get-jira-issue', { issue_key: 'A-1', fields: ['*all'] }],
    ['get-jira-issue', { issue_key: 'A-1', fields: ['Customfield_1', 'labels'] }],
    ['search-jira-issues', { jql: 'x' }],
    ['search-jira-issues', { jql: 'x', fields: ['labels', 'customfield_1'] }],
    ['get-my-assigned-issues', {}],
    ['summarize-jira-issue', { issue_key: 'A-1' }],
    ['extract-confluence-links', { issue_key: 'A-1' }],
    ['get-jira-transitions', { issue_key: 'A-1' }],
    ['get-jira-comments', { issue_key: 'A-1' }],
    ['get-jira-link-types', {}],
    ['create-jira-issues', { issues: [{ project_key: 'A', summary: 's', issue_type: 'Task' }] }],
  ])('to %s %j', async (name, args) => {
    const { env } = await nullSite(deployment === 'cloud');
    const { text } = await jiraAt({ ...env, JIRA_DEPLOYMENT: deployment });
    expect(await text(name, args)).not.toMatch(/undefined|null|\[object Object\]|NaN/);
  });
});

it('an answer without what it must have is an error that says so', async () => {
  const { env } = await startScriptedSite({ 'POST /rest/api/3/issue/A-1/comment': [204, undefined] });
  const { failure } = await jiraAt(env);
  expect(await failure('comment-jira-issue', { issue_key: 'A-1', comment: 'c' })).toMatchObject({
    code: 'INVALID_RESPONSE',
  });
});
