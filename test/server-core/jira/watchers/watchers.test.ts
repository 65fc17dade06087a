import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('watchers on %s', (deployment) => {
  const namesOf = ({ watchers }: Record<string, unknown>) =>
    (Array.isArray(watchers) ? watchers : []).map(({ name }: { name: string }) => name);

  it('are oneself by default, once and only once', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const watchers = async () => namesOf(await data('get-jira-watchers', { issue_key: 'DEMO-17' }));
    expect(await data('watch-jira-issue', { issue_key: 'DEMO-17' })).toMatchObject({ name: 'Ben Okafor' });
    await data('watch-jira-issue', { issue_key: 'DEMO-17' });
    expect((await watchers()).filter((name) => name === 'Ben Okafor')).toHaveLength(1);
    await data('unwatch-jira-issue', { issue_key: 'DEMO-17' });
    expect(await watchers()).not.toContain('Ben Okafor');
  });

  it('are others by name or address', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const watchers = async () => namesOf(await data('get-jira-watchers', { issue_key: 'DEMO-17' }));
    await data('watch-jira-issue', { issue_key: 'DEMO-17', person: 'dana.novak@example.com' });
    expect(await watchers()).toContain('Dana Novak');
    await data('unwatch-jira-issue', { issue_key: 'DEMO-17', person: 'Dana Novak' });
    expect(await watchers()).not.toContain('Dana Novak');
  });

  it('are never guessed', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('watch-jira-issue', { issue_key: 'DEMO-5', person: 'Zoe' })).toMatchObject({
      code: 'NO_MATCH',
    });
    expect(await failure('unwatch-jira-issue', { issue_key: 'DEMO-5', person: 'Emil Larsen' })).toEqual({
      code: 'NO_MATCH',
      message: expect.stringContaining('Nobody who watches DEMO-5 fits "Emil Larsen"'),
    });
  });
});

it('somebody who is found for the issue needs no search among all users', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/search': [403, {}],
    'GET /rest/api/3/user/assignable/search': [{ accountId: '7', displayName: 'Ann Lee' }],
    'POST /rest/api/3/issue/A-1/watchers': [204, undefined],
  });
  const { data } = await jiraAt(site.env);
  await data('watch-jira-issue', { issue_key: 'A-1', person: 'Ann Lee' });
  expect(site.requests.at(-1)?.body).toBe('7');
});

it('somebody whose name begins like the wanted one, and who is nearer, is not taken instead', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/assignable/search': [{ accountId: '7', displayName: 'Ann Leemington' }],
    'GET /rest/api/3/user/search': [
      { accountId: '7', displayName: 'Ann Leemington' },
      { accountId: '8', displayName: 'Ann Leeming' },
    ],
    'POST /rest/api/3/issue/A-1/watchers': [204, undefined],
  });
  const { data } = await jiraAt(site.env);
  expect(await data('watch-jira-issue', { issue_key: 'A-1', person: 'Ann Leeming' })).toMatchObject({
    account_id: '8',
  });
});

it('an account that may not browse all users chooses among those who are near', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/user/assignable/search': [{ accountId: '7', displayName: 'Ann Lee' }],
    'GET /rest/api/3/user/search': [403, { errorMessages: ['You are not allowed to browse users.'] }],
    'POST /rest/api/3/issue/A-1/watchers': [204, undefined],
  });
  const { data } = await jiraAt(site.env);
  expect(await data('watch-jira-issue', { issue_key: 'A-1', person: 'Ann' })).toMatchObject({ name: 'Ann Lee' });
});
