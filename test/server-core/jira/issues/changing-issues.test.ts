import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('changing an issue on %s', (deployment) => {
  it('changes what is named, tells it, and leaves the rest', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const before = await data('get-jira-issue', { issue_key: 'DEMO-9' });
    const { changed } = await data('update-jira-issue', {
      issue_key: 'DEMO-9',
      summary: 'Seats stay',
      priority: 'Low',
      add_labels: ['ferry'],
      remove_labels: ['regression'],
      fix_versions: ['2.6'],
      due_date: '2027-02-01',
      fields: { 'Story Points': 2 },
    });
    expect(changed).toEqual(
      expect.arrayContaining(['summary: Seats stay', 'labels added: ferry', 'labels taken away: regression']),
    );
    const after = await data('get-jira-issue', { issue_key: 'DEMO-9' });
    expect(after).toMatchObject({ summary: 'Seats stay', priority: 'Low', due_date: '2027-02-01' });
    expect(after['labels']).toEqual(['payments', 'ferry']);
    expect(after['text']).toBe(before['text']);
    const { fields } = await data('get-jira-issue', { issue_key: 'DEMO-9', fields: ['Story Points', 'fixVersions'] });
    expect(fields).toEqual({ 'Story Points': '2', fixVersions: '2.6' });
  });

  it('takes away what is given as none or empty', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const nothing = {
      description: '',
      labels: [],
      components: [],
      due_date: 'none',
      assignee: 'none',
      parent_key: 'none',
    };
    const { changed } = await data('update-jira-issue', { issue_key: 'DEMO-5', ...nothing });
    expect(changed).toEqual(expect.arrayContaining(['duedate: none', 'assignee: nobody']));
    const after = await data('get-jira-issue', { issue_key: 'DEMO-5' });
    expect(after).toMatchObject({ labels: [], text: '## Description\n\nNo description.' });
    expect(after).not.toHaveProperty('assignee');
    expect(after).not.toHaveProperty('due_date');
  });

  it('puts an issue below another epic', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { key } = await data('create-jira-issue', { project_key: 'DEMO', summary: 'Goal', issue_type: 'Epic' });
    await data('update-jira-issue', { issue_key: 'DEMO-5', parent_key: key });
    const { issues } = await data('get-epic-issues', { epic_key: key });
    expect(issues).toMatchObject([{ key: 'DEMO-5' }]);
  });

  it('is refused where there is nothing to change', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('update-jira-issue', { issue_key: 'DEMO-5' })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  });

  it('deletes an issue, and one with sub-tasks only when told', async () => {
    const { data, failure } = await jiraOnDemoSite(deployment);
    const { message } = await failure('delete-jira-issue', { issue_key: 'DEMO-5' });
    expect(message).toContain('subtasks');
    await data('delete-jira-issue', { issue_key: 'DEMO-5', delete_subtasks: true });
    for (const issue_key of ['DEMO-5', 'DEMO-6']) {
      expect(await failure('get-jira-issue', { issue_key })).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('moves along the workflow with a comment and a resolution', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    const moved = await data('transition-jira-issue', {
      issue_key: 'DEMO-9',
      transition_name: 'done',
      comment: 'Was **it**.',
      resolution: "Won't Do",
    });
    expect(moved).toMatchObject({ key: 'DEMO-9', status: 'Done' });
    expect(await text('get-jira-issue', { issue_key: 'DEMO-9', include_comments: true })).toContain('Was **it**.');
    const { fields } = await data('get-jira-issue', { issue_key: 'DEMO-9', fields: ['resolution', 'status'] });
    expect(fields).toEqual({ resolution: "Won't Do", status: 'Done' });
  });

  it('lists what it can do next', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { transitions } = await data('get-jira-transitions', { issue_key: 'DEMO-5' });
    expect(transitions).toContainEqual({ id: '51', name: 'Done', to: 'Done' });
  });
});

describe('a change in several requests', () => {
  const site = (scripts: Record<string, object>) =>
    startScriptedSite({
      'PUT /rest/api/3/issue/A-1': [204, undefined],
      'GET /rest/api/3/user/assignable/search': [{ accountId: 'id-of-ann', displayName: 'Ann Lee' }],
      ...scripts,
    });

  it('says what was done where the assignee is refused after it', async () => {
    const { env } = await site({ 'PUT /rest/api/3/issue/A-1/assignee': [400, { errorMessages: ['Not Ann.'] }] });
    const { failure } = await jiraAt(env);
    const { code, message } = await failure('update-jira-issue', {
      issue_key: 'A-1',
      summary: 'New',
      assignee: 'Ann Lee',
    });
    expect(code).toBe('REQUEST_REFUSED');
    expect(message).toMatch(/^These were changed: summary: New\. The assignee was not: .*Not Ann\./);
  });

  it('assigns alone with a request that needs no permission to edit', async () => {
    const { env, requests } = await site({ 'PUT /rest/api/3/issue/A-1/assignee': [204, undefined] });
    const { data } = await jiraAt(env);
    await data('update-jira-issue', { issue_key: 'A-1', assignee: 'Ann Lee' });
    expect(requests.filter(({ line }) => line.startsWith('PUT'))).toMatchObject([
      { line: 'PUT /rest/api/3/issue/A-1/assignee', body: { accountId: 'id-of-ann' } },
    ]);
  });

  it('tells nobody by e-mail where notify is false', async () => {
    const { env, requests } = await site({});
    const { data } = await jiraAt(env);
    await data('update-jira-issue', { issue_key: 'A-1', summary: 'New', notify: false });
    expect(requests.at(-1)?.query.get('notifyUsers')).toBe('false');
  });

  const transitions = (hasScreen: boolean) => ({
    'GET /rest/api/3/issue/A-1/transitions': {
      transitions: [{ id: '1', name: 'Go', to: { name: 'Gone' }, hasScreen }],
    },
    'POST /rest/api/3/issue/A-1/transitions': [204, undefined],
  });

  it('sends a comment along with a transition that has a screen', async () => {
    const { env, requests } = await site(transitions(true));
    const { data } = await jiraAt(env);
    await data('transition-jira-issue', { issue_key: 'A-1', transition_id: '1', comment: 'Bye' });
    expect(requests.at(-1)).toMatchObject({
      line: 'POST /rest/api/3/issue/A-1/transitions',
      body: { transition: { id: '1' }, update: { comment: [{ add: { body: { type: 'doc' } } }] } },
    });
  });

  it('says that the issue has moved where its comment is refused after it', async () => {
    const { env } = await site({
      ...transitions(false),
      'POST /rest/api/3/issue/A-1/comment': [403, { errorMessages: ['No comments here.'] }],
    });
    const { failure } = await jiraAt(env);
    const { message } = await failure('transition-jira-issue', {
      issue_key: 'A-1',
      transition_id: '1',
      comment: 'Bye',
    });
    expect(message).toMatch(/^A-1 has status Gone now, but the comment was not added: .*No comments here\./);
  });
});
