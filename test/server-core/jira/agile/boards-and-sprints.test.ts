import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('boards and sprints on %s', (deployment) => {
  it('are listed with what they are about, and as a resource', async () => {
    const { call, data } = await jiraOnDemoSite(deployment);
    expect(await data('get-agile-boards')).toMatchObject({
      boards: [
        { id: '1', name: 'DEMO board', type: 'scrum' },
        { id: '2', name: 'OPS board', type: 'kanban' },
      ],
    });
    expect((await call('get-agile-boards')).content).toEqual([
      { type: 'text', text: expect.stringContaining('Found 2 boards.') },
      {
        type: 'resource',
        resource: {
          uri: 'jira://agile-boards',
          mimeType: 'text/markdown',
          text: expect.stringContaining('**OPS board** (id 2, kanban'),
        },
      },
    ]);
  });

  it('are found by project, by name and by kind', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const ids = async (args: object) => (await data('get-agile-boards', { ...args }))['boards'];
    expect(await ids({ project_key: 'OPS' })).toMatchObject([{ id: '2' }]);
    expect(await ids({ name: 'demo' })).toMatchObject([{ id: '1' }]);
    expect(await ids({ type: 'kanban' })).toMatchObject([{ id: '2' }]);
    expect(await ids({ type: 'simple' })).toEqual([]);
  });

  it('show the active sprint, and all of them if asked for', async () => {
    const { call, data } = await jiraOnDemoSite(deployment);
    expect(await data('get-board-sprints', { board_id: '1' })).toMatchObject({
      sprints: [{ id: '12', state: 'active', goal: expect.stringContaining('phone') }],
    });
    expect(await data('get-board-sprints', { board_id: '1', state: 'all' })).toMatchObject({
      sprints: [{ state: 'closed' }, { state: 'active' }, { state: 'future' }],
    });
    const { content } = await call('get-board-sprints', { board_id: '1' });
    expect(content[1]).toMatchObject({ resource: { uri: 'jira://board/1/sprints' } });
  });

  it('come in pages', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const args = { board_id: '1', state: 'all', max_results: 2 };
    const first = await data('get-board-sprints', args);
    expect(first).toMatchObject({ sprints: [{ id: '11' }, { id: '12' }] });
    const second = await data('get-board-sprints', { ...args, page_token: first['next_page_token'] });
    expect(second).toMatchObject({ sprints: [{ id: '13' }] });
    expect(second).not.toHaveProperty('next_page_token');
  });

  it("say in Jira's words that a Kanban board has no sprints", async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    const { message } = await failure('get-board-sprints', { board_id: '2' });
    expect(message).toContain('does not support sprints');
  });
});

it('a page is followed by those after the entries that came, however many were wanted', async () => {
  const values = [
    { id: 1, name: 'A' },
    { id: 2, name: 'B' },
  ];
  const site = await startScriptedSite({
    'GET /rest/agile/1.0/board': { values, startAt: 0, maxResults: 2, isLast: false, total: 5 },
  });
  const { data } = await jiraAt(site.env);
  const first = await data('get-agile-boards', { max_results: 50 });
  expect(first).toMatchObject({ total: 5 });
  await data('get-agile-boards', { max_results: 50, page_token: first['next_page_token'] });
  expect(site.requests.map(({ query }) => query.get('startAt'))).toEqual(['0', '2']);
});

it('an id that is not digits is refused before anything is sent', async () => {
  const site = await startScriptedSite({});
  const { failure } = await jiraAt(site.env);
  const { code, message } = await failure('get-board-sprints', { board_id: '../1' });
  expect({ code, message }).toEqual({
    code: 'INVALID_ARGUMENTS',
    message: expect.stringContaining('board_id: expected an id of digits'),
  });
  expect(site.requests).toEqual([]);
});
