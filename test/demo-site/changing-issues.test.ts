import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { adf, SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  // Many of these write to one issue, which has a limit and tests of its own.
  site = await startDemoSite({ rateLimits: { issueWritesPerTwoSeconds: 0 } });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const chenId = '712020:2f6e5c1d-8a43-4b7e-9c10-5d0e7a41b303';

describe('changing an issue', () => {
  it('writes the change into the changelog and moves the updated date', async () => {
    const key = await newIssue(ben);
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

  it('makes another type of issue of one, but no epic and no sub-task', async () => {
    const key = await newIssue(ben);
    const put = (name: string) => ben.put(`/rest/api/3/issue/${key}`, { fields: { issuetype: { name } } });
    expect([(await put('Bug')).status, (await put('Epic')).status, (await put('Sub-task')).status]).toEqual([
      204, 400, 400,
    ]);
    expect(await historyOf(ben, key)).toEqual([['issuetype', 'Task', 'Bug']]);
  });

  it('gives each version that comes and each that goes a line of its own', async () => {
    const key = await newIssue(ben, { fixVersions: [{ name: '2.5' }] });
    await ben.put(`/rest/api/3/issue/${key}`, { fields: { fixVersions: [{ name: '2.6' }] } });
    expect(await historyOf(ben, key)).toEqual([
      ['Fix Version', '2.5', null],
      ['Fix Version', null, '2.6'],
    ]);
  });

  it('keeps a comment that comes with a transition to those it is for', async () => {
    const key = await newIssue(ben);
    const visibility = { type: 'group', value: 'developers' };
    const update = { comment: [{ add: { body: adf('inside'), visibility } }] };
    await ben.post(`/rest/api/3/issue/${key}/transitions`, { transition: { id: '51' }, update });
    const seen = async (client: SiteClient) => (await client.get(`/rest/api/3/issue/${key}/comment`)).body.total;
    expect([await seen(ben), await seen(new SiteClient(site, ...tokens.farah))]).toEqual([1, 0]);
  });

  it('changes nothing when one of the fields is wrong', async () => {
    const key = await newIssue(ben);
    const { status } = await ben.put(`/rest/api/3/issue/${key}`, {
      fields: { summary: 'Renamed', priority: { name: 'No' } },
    });
    expect(status).toBe(400);
    expect((await ben.get(`/rest/api/3/issue/${key}?fields=summary`)).body.fields.summary).toBe('A new task');
  });

  it('changes nothing when one of the comments that come with it is wrong', async () => {
    const key = await newIssue(ben);
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
    const key = await newIssue(ben);
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
    const key = await newIssue(ben, { duedate: '2028-02-29' });
    expect((await ben.get(`/rest/api/3/issue/${key}?fields=duedate`)).body.fields.duedate).toBe('2028-02-29');
  });

  it('assigns, and unassigns with null', async () => {
    const key = await newIssue(ben);
    const assignee = async () => (await ben.get(`/rest/api/3/issue/${key}?fields=assignee`)).body.fields.assignee;
    expect(await assignee()).toBeNull();
    expect((await ben.put(`/rest/api/3/issue/${key}/assignee`, { accountId: chenId })).status).toBe(204);
    expect(await assignee()).toMatchObject({ accountId: chenId });
    expect((await ben.put(`/rest/api/3/issue/${key}/assignee`, { accountId: null })).status).toBe(204);
    expect(await assignee()).toBeNull();
  });

  it('moves along transitions with 204 and an empty body, resolves, and reopens', async () => {
    const key = await newIssue(ben);
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
    const key = await newIssue(ben);
    expect((await ben.post(`/rest/api/3/issue/${key}/transitions`, move)).status).toBe(400);
  });

  it.each([{ name: "Won't Do" }, { id: '10001' }])('resolves as the move asks with %j', async (resolution) => {
    const key = await newIssue(ben);
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
    const key = await newIssue(ben);
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
    const key = await newIssue(ben);
    const part = await newIssue(ben, { issuetype: { name: 'Sub-task' }, parent: { key } });
    expect((await ben.delete(`/rest/api/3/issue/${key}`)).status).toBe(400);
    expect((await ben.delete(`/rest/api/3/issue/${key}?deleteSubtasks=true`)).status).toBe(204);
    expect((await ben.get(`/rest/api/3/issue/${part}`)).status).toBe(404);
  });
});
