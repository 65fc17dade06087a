import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { adf, SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  // Many of these write to one issue, which has a limit and tests of its own.
  site = await startDemoSite({ rateLimits: { issueWritesPerTwoSeconds: 0 } });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const chenId = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

async function newIssue(fields: Record<string, unknown> = {}): Promise<string> {
  const { status, body, text } = await ben.post('/rest/api/3/issue', {
    fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'A new task', ...fields },
  });
  if (status !== 201) throw new Error(text);
  return body.key;
}

describe('creating an issue', () => {
  it('keeps what was sent, and finds it by search at once', async () => {
    const key = await newIssue({
      description: adf('Paint the gangway zebra'),
      labels: ['paint'],
      priority: { name: 'Low' },
      assignee: { accountId: chenId },
      components: [{ name: 'Web' }],
      parent: { key: 'DEMO-1' },
      duedate: '2027-05-01',
      customfield_10016: 3,
    });
    const { body } = await ben.get(`/rest/api/3/issue/${key}`);
    expect(body.fields).toMatchObject({
      summary: 'A new task',
      description: adf('Paint the gangway zebra'),
      labels: ['paint'],
      status: { name: 'To Do' },
      priority: { name: 'Low' },
      assignee: { displayName: 'Chen Wei' },
      reporter: { displayName: 'Ben Okafor' },
      parent: { key: 'DEMO-1' },
      duedate: '2027-05-01',
      customfield_10016: 3,
      resolution: null,
    });
    expect(await ben.keys('description ~ zebra AND labels = paint')).toEqual([key]);
  });

  it.each([
    [
      { description: 'plain text' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    ],
    [
      { description: { type: 'doc', version: 1, content: [{ type: 'nonsense' }] } },
      { description: /Atlassian Document/ },
    ],
    [{ project: { key: 'NOPE' } }, { project: 'Specify a valid project ID or key' }],
    [{ issuetype: { name: 'Nope' } }, { issuetype: 'Specify a valid issue type' }],
    [{ summary: '' }, { summary: 'You must specify a summary of the issue.' }],
    [{ summary: 'a\nb' }, { summary: /newline/ }],
    [{ summary: 'a'.repeat(256) }, { summary: /255/ }],
    [{ assignee: { name: 'ben' } }, { assignee: /accountId/ }],
    [{ assignee: { accountId: 'nobody' } }, { assignee: "User 'nobody' does not exist." }],
    [{ priority: { name: 'Urgent' } }, { priority: 'Specify a valid priority' }],
    [{ labels: ['two words'] }, { labels: /contains spaces/ }],
    [{ issuetype: { name: 'Sub-task' } }, { parent: /sub-task/ }],
    [{ issuetype: { name: 'Sub-task' }, parent: { key: 'OPS-1' } }, { parent: /project of its parent/ }],
    [{ colour: 'red' }, { colour: "Field 'colour' cannot be set. It is not on the appropriate screen, or unknown." }],
    [
      { summary: '', labels: 'x', duedate: 'tomorrow' },
      { summary: /summary/, labels: /array/, duedate: /yyyy-MM-dd/ },
    ],
  ])('refuses %j field by field', async (fields, errors) => {
    const before = await ben.keys('created >= -1m');
    const { status, body } = await ben.post('/rest/api/3/issue', {
      fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x', ...fields },
    });
    expect([status, body.errorMessages]).toEqual([400, []]);
    expect(Object.keys(body.errors)).toEqual(Object.keys(errors));
    for (const [field, message] of Object.entries(errors)) expect(body.errors[field]).toMatch(message);
    expect(await ben.keys('created >= -1m')).toEqual(before);
  });

  it('refuses keys that the body does not have', async () => {
    expect((await ben.post('/rest/api/3/issue', { feilds: {} })).status).toBe(400);
  });
});

describe('changing an issue', () => {
  it('writes the change into the changelog and moves the updated date', async () => {
    const key = await newIssue();
    const before = (await ben.get(`/rest/api/3/issue/${key}?fields=updated`)).body.fields.updated;
    expect(
      (
        await ben.put(`/rest/api/3/issue/${key}`, {
          fields: { summary: 'Renamed' },
          update: { labels: [{ add: 'new' }] },
        })
      ).status,
    ).toBe(204);
    const { body } = await ben.get(`/rest/api/3/issue/${key}?expand=changelog`);
    expect(body.fields).toMatchObject({ summary: 'Renamed', labels: ['new'] });
    expect(body.fields.updated >= before).toBe(true);
    expect(body.changelog.histories[0]).toMatchObject({
      author: { displayName: 'Ben Okafor' },
      items: [
        { field: 'summary', fromString: 'A new task', toString: 'Renamed' },
        { field: 'labels', toString: 'new' },
      ],
    });
  });

  it('changes nothing when one of the fields is wrong', async () => {
    const key = await newIssue();
    const { status } = await ben.put(`/rest/api/3/issue/${key}`, {
      fields: { summary: 'Renamed', priority: { name: 'No' } },
    });
    expect(status).toBe(400);
    expect((await ben.get(`/rest/api/3/issue/${key}?fields=summary`)).body.fields.summary).toBe('A new task');
  });

  it('changes nothing when one of the comments that come with it is wrong', async () => {
    const key = await newIssue();
    const { status } = await ben.put(`/rest/api/3/issue/${key}`, {
      fields: { summary: 'Renamed' },
      update: { comment: [{ add: { body: adf('good') } }, { add: { body: 'bad' } }] },
    });
    expect(status).toBe(400);
    const { fields } = (await ben.get(`/rest/api/3/issue/${key}`)).body;
    expect([fields.summary, fields.comment.total]).toEqual(['A new task', 0]);
    expect((await ben.put(`/rest/api/3/issue/${key}`, { update: { comment: { body: adf('x') } } })).status).toBe(400);
  });

  it('adds the comments that come with it', async () => {
    const key = await newIssue();
    const comment = [{ add: { body: adf('one') } }, { add: { body: adf('two') } }];
    expect((await ben.put(`/rest/api/3/issue/${key}`, { update: { comment } })).status).toBe(204);
    expect((await ben.get(`/rest/api/3/issue/${key}/comment`)).body.comments).toMatchObject([
      { body: adf('one') },
      { body: adf('two') },
    ]);
  });

  it.each(['2026-02-31', '2026-13-01', '2026-02-29', '2026-2-3', 20_260_203])(
    'refuses the due date %s, which no calendar has',
    async (duedate) => {
      const { status, body } = await ben.put('/rest/api/3/issue/DEMO-4', { fields: { duedate } });
      expect([status, body.errors]).toEqual([400, { duedate: expect.stringContaining('yyyy-MM-dd') }]);
    },
  );

  it('takes the 29th of February in a leap year', async () => {
    const key = await newIssue({ duedate: '2028-02-29' });
    expect((await ben.get(`/rest/api/3/issue/${key}?fields=duedate`)).body.fields.duedate).toBe('2028-02-29');
  });

  it('assigns, and unassigns with null', async () => {
    const key = await newIssue();
    const assignee = async () => (await ben.get(`/rest/api/3/issue/${key}?fields=assignee`)).body.fields.assignee;
    expect(await assignee()).toBeNull();
    expect((await ben.put(`/rest/api/3/issue/${key}/assignee`, { accountId: chenId })).status).toBe(204);
    expect(await assignee()).toMatchObject({ accountId: chenId });
    expect((await ben.put(`/rest/api/3/issue/${key}/assignee`, { accountId: null })).status).toBe(204);
    expect(await assignee()).toBeNull();
  });

  it('moves along transitions with 204 and an empty body, resolves, and reopens', async () => {
    const key = await newIssue();
    const path = `/rest/api/3/issue/${key}/transitions`;
    const offered = (await ben.get(path)).body.transitions.map(
      ({ name, to }: { name: string; to: { name: string } }) => [name, to.name],
    );
    expect(offered).toEqual([
      ['Start progress', 'In Progress'],
      ['Block', 'Blocked'],
      ['Done', 'Done'],
    ]);
    const moved = await ben.post(path, { transition: { id: '51' } });
    expect([moved.status, moved.text]).toEqual([204, '']);
    expect((await ben.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      status: { name: 'Done' },
      resolution: { name: 'Done' },
    });
    expect(await ben.keys(`key = ${key} AND resolved >= -1h`)).toEqual([key]);
    await ben.post(path, { transition: { id: '21' } });
    expect((await ben.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      status: { name: 'In Progress' },
      resolution: null,
      resolutiondate: null,
    });
  });

  it.each([
    { transition: { id: '31' } },
    { transition: { id: '999' } },
    { transition: { id: 51 } },
    {},
    { transition: 'Done' },
  ])('refuses the move %j with 400', async (move) => {
    const key = await newIssue();
    expect((await ben.post(`/rest/api/3/issue/${key}/transitions`, move)).status).toBe(400);
  });

  it.each([{ name: "Won't Do" }, { id: '10001' }])('resolves as the move asks with %j', async (resolution) => {
    const key = await newIssue();
    const moved = await ben.post(`/rest/api/3/issue/${key}/transitions`, {
      transition: { id: '51' },
      fields: { resolution },
    });
    expect(moved.status).toBe(204);
    const { fields, changelog } = (await ben.get(`/rest/api/3/issue/${key}?expand=changelog`)).body;
    expect(fields).toMatchObject({ status: { name: 'Done' }, resolution: { name: "Won't Do" } });
    expect(changelog.histories[0].items[0]).toMatchObject({ field: 'resolution', toString: "Won't Do" });
  });

  it.each([
    ['a resolution that there is not', '51', { name: 'Forgotten' }],
    ['no resolution', '51', null],
    ['a resolution for a status that is not done', '21', { name: 'Done' }],
  ])('refuses a move with %s, and writes nothing', async (_, id, resolution) => {
    const key = await newIssue();
    const { status, body } = await ben.post(`/rest/api/3/issue/${key}/transitions`, {
      transition: { id },
      fields: { resolution },
      update: { comment: [{ add: { body: adf('moved') } }] },
    });
    expect([status, Object.keys(body.errors)]).toEqual([400, ['resolution']]);
    expect((await ben.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      status: { name: 'To Do' },
      resolution: null,
      comment: { total: 0 },
    });
  });

  it('refuses to delete an issue with sub-tasks unless they may go too', async () => {
    const key = await newIssue();
    const part = await newIssue({ issuetype: { name: 'Sub-task' }, parent: { key } });
    expect((await ben.delete(`/rest/api/3/issue/${key}`)).status).toBe(400);
    expect((await ben.delete(`/rest/api/3/issue/${key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await ben.get(`/rest/api/3/issue/${part}`)).status).toBe(404);
  });
});

describe('what hangs on an issue', () => {
  it('keeps comments: added, edited, listed in pages, deleted', async () => {
    const key = await newIssue();
    const path = `/rest/api/3/issue/${key}/comment`;
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) ids.push((await ben.post(path, { body: adf(text) })).body.id);
    const page = (await ben.get(`${path}?startAt=1&maxResults=1`)).body;
    expect(page).toMatchObject({ startAt: 1, maxResults: 1, total: 3, comments: [{ id: ids[1], body: adf('two') }] });
    expect((await ben.get(`${path}?orderBy=-created`)).body.comments[0].id).toBe(ids[2]);
    expect((await ben.put(`${path}/${ids[0]}`, { body: adf('uno') })).body.body).toEqual(adf('uno'));
    expect((await ben.delete(`${path}/${ids[1]}`)).status).toBe(204);
    expect(await ben.keys('comment ~ uno')).toEqual([key]);
    expect((await ben.get(`${path}/${ids[1]}`)).status).toBe(404);
  });

  it.each([{ body: 'plain' }, { body: '' }, {}, { body: { type: 'doc' } }])(
    'refuses the comment %j',
    async (comment) => {
      const { status, body } = await ben.post('/rest/api/3/issue/DEMO-4/comment', comment);
      expect(status).toBe(400);
      expect(body.errors.comment).toMatch(/^Comment body/);
    },
  );

  it('links issues and shows each side its own words', async () => {
    const [a, b] = [await newIssue(), await newIssue()];
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: a }, outwardIssue: { key: b } };
    expect((await ben.post('/rest/api/3/issueLink', link)).status).toBe(201);
    const linked = async (key: string) =>
      (await ben.get(`/rest/api/3/issue/${key}?fields=issuelinks`)).body.fields.issuelinks;
    expect(await linked(a)).toMatchObject([{ type: { outward: 'blocks' }, outwardIssue: { key: b } }]);
    expect(await linked(b)).toMatchObject([{ type: { inward: 'is blocked by' }, inwardIssue: { key: a } }]);
    expect((await ben.delete(`/rest/api/3/issueLink/${(await linked(a))[0].id}`)).status).toBe(204);
    expect(await linked(b)).toEqual([]);
    expect((await ben.post('/rest/api/3/issueLink', { ...link, type: { name: 'Loves' } })).status).toBe(404);
  });

  it('links nothing when the comment that comes with the link is wrong', async () => {
    const [a, b] = [await newIssue(), await newIssue()];
    const link = { type: { name: 'Relates' }, inwardIssue: { key: a }, outwardIssue: { key: b } };
    const shown = async () => (await ben.get(`/rest/api/3/issue/${a}`)).body.fields;
    expect((await ben.post('/rest/api/3/issueLink', { ...link, comment: { body: 'plain' } })).status).toBe(400);
    expect(await shown()).toMatchObject({ issuelinks: [], comment: { total: 0 } });
    expect((await ben.post('/rest/api/3/issueLink', { ...link, comment: { body: adf('see') } })).status).toBe(201);
    expect(await shown()).toMatchObject({ issuelinks: [{}], comment: { comments: [{ body: adf('see') }] } });
  });

  it('keeps remote links, and replaces one that has the same global id', async () => {
    const path = '/rest/api/3/issue/DEMO-4/remotelink';
    const link = (title: string) => ({ globalId: 'g-1', object: { url: 'https://example.com/x', title } });
    expect((await ben.post(path, link('first'))).status).toBe(201);
    expect((await ben.post(path, link('second'))).status).toBe(200);
    expect((await ben.get(path)).body).toMatchObject([{ globalId: 'g-1', object: { title: 'second' } }]);
    expect((await ben.post(path, { object: { url: 'https://example.com' } })).body.errors).toHaveProperty('title');
  });

  it('logs work and sums it up', async () => {
    const key = await newIssue();
    const { status, body } = await ben.post(`/rest/api/3/issue/${key}/worklog`, {
      timeSpent: '1h 30m',
      comment: adf('did it'),
    });
    expect([status, body.timeSpentSeconds, body.timeSpent]).toEqual([201, 5_400, '1h 30m']);
    expect((await ben.get(`/rest/api/3/issue/${key}`)).body.fields).toMatchObject({
      timespent: 5_400,
      worklog: { total: 1 },
    });
    expect((await ben.post(`/rest/api/3/issue/${key}/worklog`, { timeSpent: 'ages' })).status).toBe(400);
  });

  it.each([
    ['2026-03-04T10:30:00.000+0000', '2026-03-04T10:30:00.000+0000'],
    ['2026-03-04T10:30:00.000+0530', '2026-03-04T05:00:00.000+0000'],
    ['2026-03-04T10:30:00.000-08:00', '2026-03-04T18:30:00.000+0000'],
    ['2026-03-04T10:30:00Z', '2026-03-04T10:30:00.000+0000'],
  ])('logs work that was started at %s', async (started, shown) => {
    const { status, body } = await ben.post('/rest/api/3/issue/DEMO-4/worklog', { timeSpent: '1h', started });
    expect([status, body.started]).toEqual([201, shown]);
  });

  it.each([
    '2026-03-04T10:30:00.000',
    '2026-03-04',
    '2026-02-31T10:30:00.000+0000',
    '2026-03-04T25:30:00.000+0000',
    'yesterday',
    1_772_620_200_000,
  ])('refuses work that was started at %s, which is no moment', async (started) => {
    const { status } = await ben.post('/rest/api/3/issue/DEMO-4/worklog', { timeSpent: '1h', started });
    expect(status).toBe(400);
  });

  it('adds and removes watchers', async () => {
    const key = await newIssue();
    const path = `/rest/api/3/issue/${key}/watchers`;
    expect((await ben.post(path, JSON.stringify(chenId))).status).toBe(204);
    expect((await ben.get(path)).body).toMatchObject({ watchCount: 2, isWatching: true });
    expect((await ben.delete(`${path}?accountId=${encodeURIComponent(chenId)}`)).status).toBe(204);
    expect((await ben.get(path)).body.watchCount).toBe(1);
  });

  it('moves issues into a sprint, but not into one that is over', async () => {
    const key = await newIssue();
    expect((await ben.post('/rest/agile/1.0/sprint/12/issue', { issues: [key] })).status).toBe(204);
    expect(await ben.keys(`sprint in openSprints() AND key = ${key}`)).toEqual([key]);
    expect((await ben.post('/rest/agile/1.0/sprint/11/issue', { issues: [key] })).status).toBe(400);
  });
});
