import { describe, expect, it } from 'vitest';
import { jiraAt } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

const person = { accountId: '1', displayName: 'Ann Lee', emailAddress: 'ann@example.com', active: true };
const issue = { id: '7', key: 'A-2', fields: { summary: 'Lid', status: { name: 'To Do' } } };
const doc = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hot.' }] }] };
const sprint =
  'com.atlassian.greenhopper.service.sprint.Sprint@1f[id=3,rapidViewId=1,state=ACTIVE,name=Week 3,goal=Steam, and lids]';

describe('the value of a field is shown as a person would read it', () => {
  it.each<[what: string, value: unknown, shown: string]>([
    ['a person', person, 'Ann Lee'],
    ['several people', [person, { ...person, displayName: 'Bo Ray' }], 'Ann Lee, Bo Ray'],
    ['a choice', { self: 'x', id: '1', value: 'Crew' }, 'Crew'],
    ['a choice in two steps', { value: 'Europe', child: { value: 'Norway' } }, 'Europe → Norway'],
    ['a number', 0, '0'],
    ['a truth', false, 'false'],
    ['a sprint on Cloud', [{ id: 3, name: 'Week 3', state: 'active' }], 'Week 3'],
    ['a sprint on Data Center', [sprint], 'Week 3'],
    ['a rich text', doc, 'Hot.'],
    ['an issue', issue, 'A-2 Lid (To Do)'],
    ['a link', { id: '9', type: { outward: 'blocks' }, outwardIssue: issue }, 'blocks A-2 Lid (To Do), link id 9'],
    ['a link back', { type: { inward: 'is blocked by' }, inwardIssue: issue }, 'is blocked by A-2 Lid (To Do)'],
    ['a list with nulls', [null, 'a', null], 'a'],
    ['what has no name', { self: 'x', votes: 3, hasVoted: false, voters: [] }, 'votes 3, hasVoted false'],
    ['nothing', null, ''],
  ])('%s', async (_, value, shown) => {
    const fields = { customfield_1: value };
    const site = await startScriptedSite({ 'GET /rest/api/3/issue/A-1': { key: 'A-1', fields } });
    const { data } = await jiraAt(site.env);
    expect(await data('get-jira-issue', { issue_key: 'A-1', fields: ['customfield_1'] })).toMatchObject({
      fields: { customfield_1: shown },
    });
  });
});

it('on a Data Center without epics only a sub-task can have a parent', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/2/issue/createmeta/A/issuetypes': { values: [{ name: 'Task', subtask: false }] },
    'GET /rest/api/2/field': [],
  });
  const { failure } = await jiraAt({ ...site.env, JIRA_DEPLOYMENT: 'data-center' });
  const task = { project_key: 'A', summary: 's', issue_type: 'Task', parent_key: 'A-1' };
  expect(await failure('create-jira-issue', task)).toMatchObject({ code: 'NOT_SUPPORTED' });
  expect(site.requests.filter(({ line }) => !line.startsWith('GET'))).toEqual([]);
});
