import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

describe('boards and sprints', () => {
  it('has a scrum board with a closed, an active and a future sprint', async () => {
    const { body } = await ben.get('/rest/agile/1.0/board/1/sprint');
    expect(body.values.map(({ state }: { state: string }) => state)).toEqual(['closed', 'active', 'future']);
    const [active] = (await ben.get('/rest/agile/1.0/board/1/sprint?state=active')).body.values;
    expect(Date.parse(active.startDate)).toBeLessThan(Date.now());
    expect(Date.parse(active.endDate)).toBeGreaterThan(Date.now());
  });

  it('finds boards by project, type and name', async () => {
    const ids = async (query: string) =>
      (await ben.get(`/rest/agile/1.0/board?${query}`)).body.values.map(({ id }: { id: number }) => id);
    expect(await ids('projectKeyOrId=OPS')).toEqual([2]);
    expect(await ids('type=scrum')).toEqual([1]);
    expect(await ids('name=board')).toEqual([1, 2]);
  });

  it('has no sprints on a kanban board, and says so', async () => {
    const { status, body } = await ben.get('/rest/agile/1.0/board/2/sprint');
    expect([status, body.errorMessages]).toEqual([400, ['The board does not support sprints']]);
  });

  it('lists the issues of a sprint in the old way and in the new one', async () => {
    const old = (await ben.get('/rest/agile/1.0/sprint/12/issue?maxResults=3&fields=summary')).body;
    expect(old).toMatchObject({ startAt: 0, maxResults: 3 });
    expect(old.total).toBeGreaterThan(10);
    const first = (await ben.get('/rest/software/1.0/sprint/12/issue?maxResults=10&fields=summary')).body;
    const rest = (
      await ben.get(
        `/rest/software/1.0/sprint/12/issue?maxResults=50&fields=summary&nextPageToken=${first.nextPageToken}`,
      )
    ).body;
    expect([first.isLast, rest.isLast, first.issues.length + rest.issues.length]).toEqual([false, true, old.total]);
    const found = await ben.get(
      `/rest/software/1.0/board/1/issue?jql=${encodeURIComponent('priority = Highest AND sprint = 12')}`,
    );
    expect(found.body.issues.map(({ key }: { key: string }) => key)).toEqual(['DEMO-5', 'DEMO-32']);
  });

  it.each(['/rest/agile/1.0/board/99', '/rest/agile/1.0/sprint/99', '/rest/agile/1.0/board/x/sprint'])(
    'answers 404 to %s',
    async (path) => {
      expect((await ben.get(path)).status).toBe(404);
    },
  );
});

describe('projects, fields and people', () => {
  it('describes a project with what its issues may have', async () => {
    const { body } = await ben.get('/rest/api/3/project/demo');
    expect(body).toMatchObject({
      key: 'DEMO',
      lead: { displayName: 'Ana Costa' },
      versions: [{ released: true }, {}, {}],
    });
    expect(body.issueTypes.map(({ name }: { name: string }) => name)).toEqual([
      'Epic',
      'Story',
      'Task',
      'Bug',
      'Sub-task',
    ]);
    expect((await ben.get('/rest/api/3/project/NOPE')).body.errorMessages).toEqual([
      "No project could be found with key 'NOPE'.",
    ]);
  });

  it('pages projects with the address of the next page', async () => {
    const { body } = await ben.get('/rest/api/3/project/search?maxResults=1');
    expect(body).toMatchObject({ isLast: false, total: 2, values: [{ key: 'DEMO' }] });
    const next = await ben.get(body.nextPage.slice(site.url.length));
    expect(next.body).toMatchObject({ isLast: true, values: [{ key: 'OPS' }] });
  });

  it('tells which fields a new issue needs', async () => {
    const types = (await ben.get('/rest/api/3/issue/createmeta/DEMO/issuetypes')).body.issueTypes;
    const bug = types.find(({ name }: { name: string }) => name === 'Bug').id;
    const { fields } = (await ben.get(`/rest/api/3/issue/createmeta/DEMO/issuetypes/${bug}`)).body;
    const required = fields
      .filter((field: { required: boolean }) => field.required)
      .map(({ fieldId }: { fieldId: string }) => fieldId);
    expect(required).toEqual(['summary', 'issuetype', 'project']);
  });

  it('finds people by the beginning of a name, and only those who can be assigned', async () => {
    const names = async (path: string) =>
      (await ben.get(path)).body.map(({ displayName }: { displayName: string }) => displayName);
    expect(await names('/rest/api/3/user/search?query=ok')).toEqual(['Ben Okafor']);
    expect(await names('/rest/api/3/user/search?query=dana.novak@example.com')).toEqual(['Dana Novak']);
    expect(await names('/rest/api/3/user/assignable/search?project=OPS')).toEqual([
      'Ana Costa',
      'Ben Okafor',
      'Dana Novak',
      'Emil Larsen',
    ]);
    expect(await names('/rest/api/3/user/assignable/search?issueKey=DEMO-1&query=chen')).toEqual(['Chen Wei']);
    expect((await ben.get('/rest/api/3/user/search')).status).toBe(400);
  });

  it('has issues without an assignee, with history, and with links to its own wiki', async () => {
    const { body } = await ben.get('/rest/api/3/issue/DEMO-5?expand=changelog,renderedFields,names,transitions');
    expect(body.changelog.histories.at(-1).items[0]).toMatchObject({ field: 'assignee', toString: 'Ben Okafor' });
    expect(body.changelog.histories[0].items[0]).toMatchObject({
      field: 'status',
      fromString: 'To Do',
      toString: 'In Progress',
    });
    expect(body.names.customfield_10016).toBe('Story Points');
    expect(body.renderedFields.description).toContain('<h2>Acceptance criteria</h2>');
    const links = (await ben.get('/rest/api/3/issue/DEMO-5/remotelink')).body;
    const page = links[0].object.url.slice(site.url.length);
    expect(page).toMatch(/^\/wiki\/spaces\/DEMO\/pages\/\d+\//);
    const id = /pages\/(\d+)/.exec(page)?.[1];
    expect((await ben.get(`/wiki/api/v2/pages/${id}`)).body.title).toBe('Payment flow');
  });
});
