import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('a sprint on %s', (deployment) => {
  it('is created in the future, started with dates, and closed', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const sprintNow = async () => {
      const { sprints } = await data('get-board-sprints', { board_id: '1', state: 'all' });
      return (sprints as { id: string; end_date: string }[]).find((one) => one.id === id);
    };
    await data('update-sprint', { sprint_id: '12', state: 'closed' });
    const { id } = await data('create-sprint', { board_id: '1', name: 'Harbours', goal: 'Every harbour is listed' });
    expect(await sprintNow()).toEqual({ id, name: 'Harbours', state: 'future', goal: 'Every harbour is listed' });
    const dates = { start_date: '2030-03-01', end_date: '2030-03-15T12:00:00+02:00' };
    expect(await data('update-sprint', { sprint_id: id, state: 'active', ...dates })).toMatchObject({
      state: 'active',
    });
    const started = await sprintNow();
    expect(started).toMatchObject({ state: 'active', goal: 'Every harbour is listed' });
    expect(Date.parse(started?.end_date ?? '')).toBe(Date.parse('2030-03-15T10:00:00Z'));
    await data('update-sprint', { sprint_id: id, state: 'closed' });
    expect(await sprintNow()).toMatchObject({ state: 'closed' });
  });

  it("is not started without dates, as Jira's words say", async () => {
    const { data, failure } = await jiraOnDemoSite(deployment);
    const { id } = await data('create-sprint', { board_id: '1', name: 'Undated' });
    const { code, message } = await failure('update-sprint', { sprint_id: id, state: 'active' });
    expect(code).toBe('REQUEST_REFUSED');
    expect(message).toMatch(/date/i);
  });

  it('takes issues in, and gives them back to the backlog', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const inSprint = async () =>
      JSON.stringify(await data('get-sprint-issues', { sprint_id: '13', max_results: 100 })).match(/"DEMO-17"/g);
    expect(await inSprint()).toBeNull();
    expect(await data('move-issues-to-sprint', { sprint_id: '13', issue_keys: ['DEMO-17'] })).toEqual({
      issue_keys: ['DEMO-17'],
      moved_to: 'sprint 13',
    });
    expect(await inSprint()).not.toBeNull();
    await data('move-issues-to-backlog', { issue_keys: ['DEMO-17'] });
    expect(await inSprint()).toBeNull();
  });

  it('leaves an issue in its epic, which is moved by itself', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const inEpic = async (epic: string) =>
      JSON.stringify(await data('get-epic-issues', { epic_key: epic, max_results: 100 })).includes('"DEMO-5"');
    expect(await inEpic('DEMO-1')).toBe(true);
    await data('move-issues-to-epic', { epic_key: 'DEMO-2', issue_keys: ['DEMO-5'] });
    expect([await inEpic('DEMO-1'), await inEpic('DEMO-2')]).toEqual([false, true]);
    await data('move-issues-to-epic', { epic_key: 'none', issue_keys: ['DEMO-5'] });
    expect(await inEpic('DEMO-2')).toBe(false);
  });

  it('is on a board with its epics', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-board-epics', { board_id: '1' })).toMatchObject({
      epics: expect.arrayContaining([expect.objectContaining({ key: 'DEMO-1', done: false })]),
    });
  });
});

describe('nothing is sent', () => {
  it.each([
    ['update-sprint', { sprint_id: '1' }, 'one is required'],
    ['create-sprint', { board_id: '1', name: 'S', start_date: 'next monday' }, 'start_date: expected a date'],
    ['create-sprint', { board_id: '1', name: 'S', start_date: '2030-13-45' }, 'start_date: expected a date'],
    ['update-sprint', { sprint_id: '1', end_date: '2030-02-30' }, 'end_date: expected a date'],
    ['move-issues-to-backlog', { issue_keys: [] }, 'issue_keys: expected 1 or more'],
    ['move-issues-to-backlog', { issue_keys: Array(51).fill('A-1') }, 'issue_keys: expected 50 or less'],
    [
      'move-issues-to-epic',
      { epic_key: '../1', issue_keys: ['A-1'] },
      'epic_key: expected an issue key such as PROJ-123, or none',
    ],
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
