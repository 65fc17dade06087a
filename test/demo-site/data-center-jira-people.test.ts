import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { DataCenterJiraClient } from './data-center-jira-client.ts';

let site: DemoSite;
let client: DataCenterJiraClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  client = new DataCenterJiraClient(site);
});
afterAll(() => site.close());

const names = (users: { name: string }[]) => users.map(({ name }) => name);

describe('people on Data Center', () => {
  it('have a name and a key, and no account id', async () => {
    const { body } = await client.get('/rest/api/2/myself');
    expect(body).toMatchObject({
      self: `${site.url}/jira/rest/api/2/user?username=ben`,
      key: 'JIRAUSER10102',
      name: 'ben',
      displayName: 'Ben Okafor',
      emailAddress: 'ben.okafor@example.com',
      active: true,
    });
    expect(body).not.toHaveProperty('accountId');
  });

  it('are found by username or key, or not', async () => {
    expect((await client.get('/rest/api/2/user?username=ANA')).body.displayName).toBe('Ana Costa');
    expect((await client.get('/rest/api/2/user?key=JIRAUSER10101')).body.name).toBe('ana');
    const nobody = await client.get('/rest/api/2/user?username=nobody');
    expect([nobody.status, nobody.body.errorMessages]).toEqual([
      404,
      ["The user with the name 'nobody' does not exist"],
    ]);
    expect((await client.get('/rest/api/2/user')).status).toBe(400);
  });

  it('are searched by the beginning of username, name or email, a dot finding all', async () => {
    const search = async (text: string) => names((await client.get(`/rest/api/2/user/search?username=${text}`)).body);
    expect(await search('be')).toEqual(['ben']);
    expect(await search('costa')).toEqual(['ana']);
    expect(await search('emil.larsen')).toEqual(['emil']);
    expect(await search('.')).toHaveLength(6);
    expect(await search('.&startAt=1&maxResults=2')).toEqual(['ben', 'chen']);
    expect((await client.get('/rest/api/2/user/search?query=ana')).status).toBe(400);
  });

  it('can be assigned where they see the project and may write', async () => {
    const search = async (query: string) =>
      names((await client.get(`/rest/api/2/user/assignable/search?${query}`)).body);
    expect(await search('project=DEMO')).toEqual(['ana', 'ben', 'chen', 'dana', 'emil']);
    expect(await search('issueKey=OPS-1')).toEqual(['ana', 'ben', 'dana', 'emil']);
    expect(await search('project=DEMO&username=da')).toEqual(['dana']);
    expect((await client.get('/rest/api/2/user/assignable/search?username=ana')).status).toBe(400);
  });

  it('are assigned by name or key, and by no account id', async () => {
    const key = await client.newIssue({ assignee: { name: 'ana' }, reporter: { name: 'emil' } });
    const people = async () => {
      const { assignee, reporter } = await client.fields(key);
      return [assignee?.name, reporter.name];
    };
    expect(await people()).toEqual(['ana', 'emil']);
    await client.put(`/rest/api/2/issue/${key}`, { fields: { assignee: { key: 'JIRAUSER10104' } } });
    expect(await people()).toEqual(['dana', 'emil']);
    await client.put(`/rest/api/2/issue/${key}/assignee`, { name: null });
    expect(await people()).toEqual([undefined, 'emil']);
    await client.put(`/rest/api/2/issue/${key}/assignee`, { name: '-1' });
    expect(await people()).toEqual(['ana', 'emil']);
    const byAccount = await client.put(`/rest/api/2/issue/${key}/assignee`, { accountId: '5f1c0a7e9d2b4c0068a1f302' });
    expect([byAccount.status, await people()]).toEqual([400, ['ana', 'emil']]);
  });

  it('are named by their names in complaints', async () => {
    const put = (name: string) => client.put('/rest/api/2/issue/DEMO-5/assignee', { name });
    expect((await put('nobody')).body.errors).toEqual({ assignee: "User 'nobody' does not exist." });
    expect((await put('farah')).body.errors).toEqual({ assignee: "User 'farah' cannot be assigned issues." });
  });

  it('are in JQL by name or key, and as the one who asks', async () => {
    const key = await client.newIssue({ assignee: { name: 'dana' } });
    expect(await client.keys('assignee = dana')).toContain(key);
    expect(await client.keys('assignee in (JIRAUSER10104)')).toContain(key);
    expect(await client.keys('reporter = currentUser()')).toContain(key);
    const { status, body } = await client.post('/rest/api/2/search', { jql: 'assignee = 5f1c0a7e9d2b4c0068a1f302' });
    expect([status, body.errorMessages[0]]).toEqual([400, expect.stringContaining('does not exist')]);
  });

  it('watch by name', async () => {
    const key = await client.newIssue();
    const watchers = async () => names((await client.get(`/rest/api/2/issue/${key}/watchers`)).body.watchers);
    expect((await client.post(`/rest/api/2/issue/${key}/watchers`, '"ana"')).status).toBe(204);
    expect(await watchers()).toEqual(['ben', 'ana']);
    expect((await client.delete(`/rest/api/2/issue/${key}/watchers?username=ben`)).status).toBe(204);
    expect(await watchers()).toEqual(['ana']);
    expect((await client.post(`/rest/api/2/issue/${key}/watchers`, '"nobody"')).status).toBe(404);
  });

  it('are in the history by key', async () => {
    const key = await client.newIssue();
    await client.put(`/rest/api/2/issue/${key}/assignee`, { name: 'ana' });
    const { changelog } = (await client.get(`/rest/api/2/issue/${key}?expand=changelog`)).body;
    expect(changelog.histories[0].author.name).toBe('ben');
    expect(changelog.histories[0].items).toEqual([
      {
        field: 'assignee',
        fieldtype: 'jira',
        from: null,
        fromString: null,
        to: 'JIRAUSER10101',
        toString: 'Ana Costa',
      },
    ]);
  });

  it('lead components', async () => {
    const { body } = await client.post('/rest/api/2/component', {
      name: 'Ports',
      project: 'DEMO',
      leadUserName: 'dana',
    });
    expect(body.lead.name).toBe('dana');
    const wrong = await client.put(`/rest/api/2/component/${body.id}`, { leadUserName: 'nobody' });
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([400, ['leadUserName']]);
  });
});
