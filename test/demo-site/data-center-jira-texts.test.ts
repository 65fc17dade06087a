import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { DataCenterJiraClient } from './data-center-jira-client.ts';
import { adf } from './site-client.ts';

let site: DemoSite;
let client: DataCenterJiraClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  client = new DataCenterJiraClient(site);
});
afterAll(() => site.close());

const markup = 'h2. Zeppelin\n\n* *one*\n** [two|https://example.com]\n{code:sh}\nls\n{code}\n{color:red}last{color}';

describe('texts on Data Center', () => {
  it('are wiki markup where the cloud has documents', async () => {
    const { description, comment } = await client.fields('DEMO-5');
    expect(description).toContain('h2. Acceptance criteria\n\n# The wallet button');
    expect(description).toContain('#* the seats stay reserved');
    expect(description).toContain('||Case||Amount||Expected||\n|Foot passenger|42.50 EUR|paid|');
    expect(description).toContain('Questions go to [~ana].');
    expect(comment.comments[0].body).toBe('Legal is fine with storing the wallet token for refunds.');
  });

  it('stay as they were written, in descriptions, comments and worklogs', async () => {
    const key = await client.newIssue({ description: markup });
    await client.post(`/rest/api/2/issue/${key}/comment`, { body: markup });
    await client.post(`/rest/api/2/issue/${key}/worklog`, { timeSpent: '1h', comment: markup });
    const { description, comment, worklog } = await client.fields(key);
    expect([description, comment.comments[0].body, worklog.worklogs[0].comment]).toEqual([markup, markup, markup]);
    await client.put(`/rest/api/2/issue/${key}`, { fields: { description: 'short' } });
    expect((await client.fields(key)).description).toBe('short');
    await client.put(`/rest/api/2/issue/${key}`, { update: { description: [{ set: markup }] } });
    expect((await client.fields(key)).description).toBe(markup);
    await client.put(`/rest/api/2/issue/${key}`, { fields: { description: '' } });
    expect((await client.fields(key)).description).toBeNull();
  });

  it('are written with a transition, an update and a link too', async () => {
    const key = await client.newIssue();
    const comment = (body: string) => ({ comment: [{ add: { body } }] });
    await client.put(`/rest/api/2/issue/${key}`, { update: comment('with _an_ update') });
    await client.post(`/rest/api/2/issue/${key}/transitions`, {
      transition: { id: '51' },
      update: comment('with *a* transition'),
    });
    await client.post('/rest/api/2/issueLink', {
      type: { name: 'Relates' },
      inwardIssue: { key },
      outwardIssue: { key: 'DEMO-1' },
      comment: { body: 'with {{a}} link' },
    });
    const { comments } = (await client.get(`/rest/api/2/issue/${key}/comment`)).body;
    const bodies = comments.map(({ body }: { body: string }) => body);
    expect(bodies).toEqual(['with _an_ update', 'with *a* transition', 'with {{a}} link']);
  });

  it('are found by the words in them, wherever they came from', async () => {
    const key = await client.newIssue({ description: 'h1. Quokka\n{code}\nmarsupial(1)\n{code}' });
    expect(await client.keys('text ~ quokka')).toEqual([key]);
    expect(await client.keys('description ~ marsupial')).toEqual([key]);
    await client.post(`/rest/api/2/issue/${key}/comment`, { body: '*Wombat*' });
    expect(await client.keys('comment ~ wombat')).toEqual([key]);
    expect(await client.keys('text ~ "seats stay reserved"')).toContain('DEMO-5');
  });

  it('can be asked for as HTML', async () => {
    const key = await client.newIssue({ description: 'a < *b*' });
    const { renderedFields } = (await client.get(`/rest/api/2/issue/${key}?expand=renderedFields`)).body;
    expect(renderedFields.description).toBe('<p>a &lt; *b*</p>');
  });

  it('are no documents: the format of the cloud is refused', async () => {
    const issue = await client.post('/rest/api/2/issue', {
      fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x', description: adf('x') },
    });
    expect([issue.status, issue.body.errors]).toEqual([400, { description: 'Operation value must be a string' }]);
    const comment = await client.post('/rest/api/2/issue/DEMO-5/comment', { body: adf('x') });
    expect([comment.status, comment.body.errors]).toEqual([400, { comment: 'Comment body is not valid!' }]);
    const worklog = await client.post('/rest/api/2/issue/DEMO-5/worklog', { timeSpent: '1h', comment: adf('x') });
    expect(worklog.status).toBe(400);
  });
});
