import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('the work log on %s', (deployment) => {
  it('takes time with a comment, lists it, and loses it again', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    const added = await data('add-jira-worklog', {
      issue_key: 'DEMO-17',
      time_spent: '3h 30m',
      comment: 'Looked **twice**',
      started: '2026-03-01T09:00:00+01:00',
      remaining: '2d',
    });
    const id = added['worklog_id'];
    const { worklogs } = await data('get-jira-worklogs', { issue_key: 'DEMO-17' });
    const [entry] = worklogs as [{ started: string }];
    expect(entry).toMatchObject({
      id,
      author: 'Ben Okafor',
      time_spent: '3h 30m',
      seconds: 12_600,
      comment: 'Looked **twice**',
    });
    expect(Date.parse(entry.started.replace('+0000', 'Z'))).toBe(Date.parse('2026-03-01T08:00:00Z'));
    await text('delete-jira-worklog', { issue_key: 'DEMO-17', worklog_id: id });
    expect(await data('get-jira-worklogs', { issue_key: 'DEMO-17' })).toMatchObject({ worklogs: [] });
  });

  it('comes in pages', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const all = await data('get-jira-worklogs', { issue_key: 'DEMO-5' });
    const first = await data('get-jira-worklogs', { issue_key: 'DEMO-5', max_results: 2 });
    const rest = await data('get-jira-worklogs', { issue_key: 'DEMO-5', page_token: first['next_page_token'] });
    expect([first['worklogs'], rest['worklogs']].flat()).toEqual(all['worklogs']);
    expect(all).toMatchObject({ worklogs: [{}, {}, {}] });
  });

  it('has no entry with an id that is not there', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('delete-jira-worklog', { issue_key: 'DEMO-5', worklog_id: '1' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

it('time is logged with a start that Jira reads, and with the estimate that is left', async () => {
  const site = await startScriptedSite({ 'POST /rest/api/3/issue/A-1/worklog': { id: '7', timeSpent: '1h' } });
  const { data } = await jiraAt(site.env);
  await data('add-jira-worklog', { issue_key: 'A-1', time_spent: '1h', started: '2026-03-01', remaining: '2d' });
  expect(site.requests[0]?.body).toEqual({ timeSpent: '1h', started: '2026-03-01T00:00:00.000+0000' });
  expect(Object.fromEntries(site.requests[0]?.query ?? [])).toEqual({ adjustEstimate: 'new', newEstimate: '2d' });
});

it.each([
  ['time_spent', { time_spent: '90' }],
  ['time_spent', { time_spent: 'an hour' }],
  ['remaining', { time_spent: '1h', remaining: '-1h' }],
  ['started', { time_spent: '1h', started: 'yesterday' }],
])('a wrong %s is refused before anything is sent: %j', async (name, args) => {
  const site = await startScriptedSite({});
  const { failure } = await jiraAt(site.env);
  expect(await failure('add-jira-worklog', { issue_key: 'A-1', ...args })).toEqual({
    code: 'INVALID_ARGUMENTS',
    message: expect.stringContaining(`- ${name}: expected`),
  });
  expect(site.requests).toEqual([]);
});
