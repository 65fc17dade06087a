import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

const keysIn = ({ issues }: Record<string, unknown>) =>
  (Array.isArray(issues) ? issues : []).map((issue: { key: string }) => issue.key);

describe.each(deployments)('the issues on %s', (deployment) => {
  it('of a board are all of them or its backlog alone', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const all = keysIn(await data('get-board-issues', { board_id: '1', max_results: 100 }));
    const backlog = keysIn(await data('get-board-issues', { board_id: '1', which: 'backlog', max_results: 100 }));
    expect(backlog.length).toBeGreaterThan(0);
    expect(all.length).toBeGreaterThan(backlog.length);
    expect(all).toEqual(expect.arrayContaining(backlog));
  });

  it('of a sprint are narrowed by JQL', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const open = keysIn(await data('get-sprint-issues', { sprint_id: '12', max_results: 100 }));
    const urgent = keysIn(await data('get-sprint-issues', { sprint_id: '12', jql: 'priority = Highest' }));
    expect(open).toContain('DEMO-5');
    expect(urgent).toContain('DEMO-5');
    expect(urgent.length).toBeLessThan(open.length);
  });

  it('of an epic come in pages that leave nothing out', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const whole = keysIn(await data('get-epic-issues', { epic_key: 'DEMO-1', max_results: 100 }));
    const paged: string[] = [];
    let token: unknown;
    do {
      const page = await data('get-epic-issues', {
        epic_key: 'DEMO-1',
        max_results: 5,
        ...(token !== undefined && { page_token: token }),
      });
      paged.push(...keysIn(page));
      token = page['next_page_token'];
    } while (token !== undefined);
    expect(whole.length).toBeGreaterThan(5);
    expect(paged).toEqual(whole);
  });

  it('of a sprint that is not there end in an error', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('get-sprint-issues', { sprint_id: '999' })).toMatchObject({ code: 'NOT_FOUND' });
  });
});

it('lists of issues keep off the paths that Jira Cloud gave up, and name the fields they need', async () => {
  const site = await startScriptedSite({ 'GET /rest/software/1.0/board/7/backlog': { issues: [], isLast: true } });
  const { data } = await jiraAt(site.env);
  expect(await data('get-board-issues', { board_id: '7', which: 'backlog' })).toEqual({ issues: [] });
  expect(site.requests).toHaveLength(1);
  expect(site.requests[0]?.query.get('fields')).toContain('summary');
  expect(site.requests[0]?.query.has('startAt')).toBe(false);
});
