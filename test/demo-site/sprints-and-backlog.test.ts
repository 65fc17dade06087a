import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeEach(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterEach(() => site.close());

const agile = '/rest/agile/1.0';
const keysAt = async (path: string): Promise<string[]> =>
  (await ben.get(`${path}?fields=summary&maxResults=100`)).body.issues.map(({ key }: { key: string }) => key);
const backlog = () => keysAt('/rest/software/1.0/board/1/backlog');
const dates = { startDate: '2027-01-04T09:00:00.000Z', endDate: '2027-01-18T09:00:00.000+01:00' };

describe('planning a sprint', () => {
  it('begins as a future one, with its name trimmed', async () => {
    const { status, body } = await ben.post(`${agile}/sprint`, { name: ' Next ', originBoardId: 1, goal: 'Ship it' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: 14, state: 'future', name: 'Next', goal: 'Ship it', originBoardId: 1 });
    expect(body).not.toHaveProperty('startDate');
    expect((await ben.get(`${agile}/board/1/sprint?state=future`)).body.values).toContainEqual(body);
    expect(await ben.keys('sprint = Next')).toEqual([]);
  });

  it('changes what POST names and empties what PUT leaves out', async () => {
    const changed = (await ben.post(`${agile}/sprint/13`, { ...dates, name: 'Thirteen' })).body;
    expect(changed).toMatchObject({ name: 'Thirteen', endDate: '2027-01-18T08:00:00.000Z' });
    expect(changed.goal).toContain('delay');
    const { body } = await ben.put(`${agile}/sprint/13`, { name: 'Thirteen', state: 'future' });
    expect(body).toMatchObject({ name: 'Thirteen', goal: '' });
    expect(body).not.toHaveProperty('startDate');
  });

  it.each([
    ['POST', 'sprint', { originBoardId: 1 }],
    ['POST', 'sprint', { name: 'x'.repeat(31), originBoardId: 1 }],
    ['POST', 'sprint', { name: 'x' }],
    ['POST', 'sprint', { name: 'x', originBoardId: 1, startDate: 'tomorrow' }],
    ['POST', 'sprint', { name: 'x', originBoardId: 1, startDate: dates.endDate, endDate: dates.startDate }],
    ['PUT', 'sprint/13', { state: 'future' }],
    ['PUT', 'sprint/13', { name: 'x' }],
  ])('refuses %s %s with %j', async (method, path, body) => {
    expect((await ben.send(method, `${agile}/${path}`, body)).status).toBe(400);
  });

  it('is not possible on a kanban board, on one out of sight, or for a guest', async () => {
    const kanban = await ben.post(`${agile}/sprint`, { name: 'x', originBoardId: 2 });
    expect([kanban.status, kanban.body.errorMessages]).toEqual([400, ['The board does not support sprints']]);
    const [farah, chen] = [new SiteClient(site, ...tokens.farah), new SiteClient(site, ...tokens.chen)];
    expect((await chen.post(`${agile}/sprint`, { name: 'x', originBoardId: 2 })).status).toBe(404);
    expect((await farah.post(`${agile}/sprint`, { name: 'x', originBoardId: 1 })).status).toBe(403);
    expect((await farah.post(`${agile}/sprint/13`, { name: 'x' })).status).toBe(403);
    expect((await farah.post(`${agile}/backlog/issue`, { issues: ['DEMO-5'] })).status).toBe(403);
  });
});

describe('running a sprint', () => {
  it('starts one when no other runs on the board and both dates are known', async () => {
    const start = (body = {}) => ben.post(`${agile}/sprint/13`, { state: 'active', ...body });
    expect((await start()).body.errorMessages[0]).toContain("'DEMO Sprint 12' is active");
    await ben.post(`${agile}/sprint/12`, { state: 'closed' });
    expect((await start({ startDate: null })).status).toBe(400);
    const { status, body } = await start(dates);
    expect([status, body.state]).toEqual([200, 'active']);
    expect(await ben.keys('sprint in openSprints()')).toEqual(await ben.keys('sprint = 13'));
  });

  it('completes one: what is done stays in it, and what is open is in the backlog with the sprint behind it', async () => {
    const [open, done] = [await newIssue(ben), await newIssue(ben)];
    await ben.post(`${agile}/sprint/12/issue`, { issues: [open, done] });
    await ben.post(`/rest/api/3/issue/${done}/transitions`, { transition: { id: '51' } });
    expect(await backlog()).not.toContain(open);
    const { body } = await ben.post(`${agile}/sprint/12`, { state: 'closed' });
    expect(body).toMatchObject({ state: 'closed', completeDate: expect.any(String) });
    expect(await backlog()).toContain(open);
    expect(await backlog()).not.toContain(done);
    expect(await ben.keys(`sprint in closedSprints() AND key in (${open}, ${done})`)).toEqual([done, open]);
    expect((await ben.post(`${agile}/sprint/12/issue`, { issues: [open] })).status).toBe(400);
  });

  it.each([
    [13, 'closed'],
    [12, 'future'],
    [12, 'paused'],
  ])('does not change sprint %s to %s', async (id, state) => {
    expect((await ben.post(`${agile}/sprint/${id}`, { state })).status).toBe(400);
  });

  it('changes only the name and the goal of one that is over', async () => {
    const before = (await ben.get(`${agile}/sprint/11`)).body;
    const { status, body } = await ben.post(`${agile}/sprint/11`, { name: 'Seats', state: 'active', ...dates });
    expect([status, body]).toEqual([200, { ...before, name: 'Seats' }]);
  });

  it('deletes one and leaves its issues in the backlog', async () => {
    const key = await newIssue(ben);
    await ben.post(`${agile}/sprint/13/issue`, { issues: [key] });
    expect((await ben.delete(`${agile}/sprint/13`)).status).toBe(204);
    expect((await ben.get(`${agile}/sprint/13`)).status).toBe(404);
    expect(await backlog()).toContain(key);
    expect(await historyOf(ben, key)).toEqual([
      ['Sprint', '', 'DEMO Sprint 13'],
      ['Sprint', 'DEMO Sprint 13', ''],
    ]);
  });
});

describe('moving issues', () => {
  it('takes an issue and its sub-tasks into a sprint and back to the backlog', async () => {
    const parent = await newIssue(ben);
    const child = await newIssue(ben, { issuetype: { name: 'Sub-task' }, parent: { key: parent } });
    await ben.post(`${agile}/sprint/13/issue`, { issues: [parent] });
    expect(await ben.keys(`sprint in futureSprints() AND key in (${parent}, ${child})`)).toEqual([child, parent]);
    expect((await ben.post(`${agile}/backlog/issue`, { issues: [parent] })).status).toBe(204);
    expect(await ben.keys(`sprint is EMPTY AND key in (${parent}, ${child})`)).toEqual([child, parent]);
    expect(await backlog()).toContain(parent);
    expect((await ben.post(`${agile}/sprint/13/issue`, { issues: [child] })).status).toBe(400);
  });

  it('moves nothing where there are more than fifty issues or one of them is missing', async () => {
    const many = Array.from({ length: 51 }, (_, index) => `DEMO-${index + 1}`);
    const before = await keysAt('/rest/software/1.0/sprint/13/issue');
    expect((await ben.post(`${agile}/sprint/13/issue`, { issues: many })).status).toBe(400);
    expect((await ben.post(`${agile}/backlog/issue`, { issues: many })).status).toBe(400);
    expect((await ben.post(`${agile}/sprint/13/issue`, { issues: ['DEMO-33', 'DEMO-999'] })).status).toBe(404);
    expect(await keysAt('/rest/software/1.0/sprint/13/issue')).toEqual(before);
  });

  it('ranks issues where it is told to, and lists them by rank', async () => {
    const keys = [await newIssue(ben), await newIssue(ben), await newIssue(ben)];
    const [a = '', b = '', c = ''] = keys;
    await ben.post(`${agile}/sprint/13/issue`, { issues: keys });
    await ben.post(`${agile}/sprint/13/issue`, { issues: [c], rankBeforeIssue: a });
    const mine = (all: readonly string[]) => all.filter((key) => keys.includes(key));
    expect(mine(await keysAt(`${agile}/sprint/13/issue`))).toEqual([c, a, b]);
    expect(await ben.keys(`key in (${keys.join(', ')}) ORDER BY rank`)).toEqual([c, a, b]);
    await ben.post(`${agile}/sprint/13/issue`, { issues: [c], rankAfterIssue: b });
    expect(await ben.keys(`key in (${keys.join(', ')}) ORDER BY rank DESC`)).toEqual([c, b, a]);
  });

  it('sets the sprint of an issue as its field, but not one that is over', async () => {
    const key = await newIssue(ben, { customfield_10020: 13 });
    expect(await ben.keys(`sprint = "DEMO Sprint 13" AND key = ${key}`)).toEqual([key]);
    const put = (value: unknown) => ben.put(`/rest/api/3/issue/${key}`, { fields: { customfield_10020: value } });
    expect([(await put(11)).status, (await put('13')).status, (await put(99)).status]).toEqual([400, 400, 400]);
    expect((await put(null)).status).toBe(204);
    expect(await ben.keys(`sprint is EMPTY AND key = ${key}`)).toEqual([key]);
  });
});

describe('lists of issues', () => {
  it('tell the sprint, the sprints before and the epic of an issue', async () => {
    const { body } = await ben.get('/rest/software/1.0/board/1/issue?jql=key%20in%20(DEMO-5,DEMO-8)&maxResults=2');
    const [story, subtask] = body.issues.map(({ fields }: { fields: unknown }) => fields);
    expect(story).toMatchObject({
      sprint: { id: 12, state: 'active' },
      closedSprints: [{ id: 11 }],
      epic: { key: 'DEMO-1' },
      flagged: false,
    });
    expect(subtask).toMatchObject({ closedSprints: [], epic: { key: 'DEMO-1' } });
  });

  it('are counted as they are listed', async () => {
    const count = async (list: string, jql = '') =>
      (await ben.get(`/rest/software/1.0/board/1/${list}/approximate-count?jql=${jql}`)).body.count;
    expect(await count('backlog')).toBe((await backlog()).length);
    expect(await count('issue', 'type%20=%20Epic')).toBe(0);
  });

  it('are empty for the backlog of a kanban board, which has none', async () => {
    expect(await keysAt('/rest/software/1.0/board/2/backlog')).toEqual([]);
    expect((await keysAt('/rest/software/1.0/board/2/issue')).length).toBe(8);
  });
});
