import { EventEmitter, once } from 'node:events';
import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

type Found = { issues: { key: string }[]; next_page_token?: string; total?: number };

const issuesOf = (count: number) => {
  const issues = Array.from({ length: count }, (_, n) => ({ key: `A-${n + 1}`, fields: { summary: 'Kettle' } }));
  return startScriptedSite({
    'GET /rest/api/3/search/jql': (response, { query }) => {
      const start = Number(query.get('nextPageToken') ?? 0);
      const page = issues.slice(start, start + Number(query.get('maxResults')));
      const end = start + page.length;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ issues: page, isLast: end >= count, nextPageToken: String(end) }));
    },
  });
};

describe.each(deployments)('a search on %s', (deployment) => {
  it('comes in pages without a gap or a repetition', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const keys: string[] = [];
    let page_token: string | undefined;
    do {
      const found = (await data('search-jira-issues', { jql: 'project = DEMO', max_results: 9, page_token })) as Found;
      keys.push(...found.issues.map(({ key }) => key));
      page_token = found.next_page_token;
    } while (page_token !== undefined);
    const { total } = await data('search-jira-issues', { jql: 'project = DEMO', include_total: true });
    expect(keys).toHaveLength(Number(total));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has only the fields that were asked for', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { issues } = await data('search-jira-issues', { jql: 'key = DEMO-5', fields: ['Story Points', 'labels'] });
    expect(issues).toEqual([
      {
        key: 'DEMO-5',
        url: expect.stringMatching(/\/browse\/DEMO-5$/),
        fields: { 'Story Points': '8', labels: 'mobile, payments' },
      },
    ]);
  });

  it('says in the words of the site what is wrong with a query', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    const { code, message } = await failure('search-jira-issues', { jql: 'nonsense = "1"' });
    expect(code).toBe('REQUEST_REFUSED');
    expect(message).toContain('nonsense');
  });

  it('takes a query that is too long for an address', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const keys = Array.from({ length: 400 }, () => 'DEMO-5').join(', ');
    const { issues } = await data('search-jira-issues', { jql: `key in (${keys})` });
    expect(issues).toMatchObject([{ key: 'DEMO-5' }]);
  });
});

describe('a search for many', () => {
  it('reads page after page, tells how far it is, and shows what has room', async () => {
    const { env, requests } = await issuesOf(730);
    const { client } = await jiraAt({ ...env, MCP_MAX_RESULT_BYTES: '1000000' });
    const told: Progress[] = [];
    const result = await client.callTool(
      { name: 'search-jira-issues', arguments: { jql: 'x', max_results: 1_000 } },
      undefined,
      { onprogress: (progress) => told.push(progress) },
    );
    expect((result.structuredContent as Found).issues).toHaveLength(730);
    expect(result.structuredContent).not.toHaveProperty('next_page_token');
    expect(told.map(({ progress }) => progress)).toEqual([100, 200, 300, 400, 500, 600, 700, 730]);
    expect(requests).toHaveLength(8);
  });

  it('goes on in order where a result has no room for all, with few requests', async () => {
    const { env, requests } = await issuesOf(300);
    const { data } = await jiraAt({ ...env, MCP_MAX_RESULT_BYTES: '8192' });
    const keys: string[] = [];
    let page_token: string | undefined;
    let results = 0;
    do {
      const found = (await data('search-jira-issues', { jql: 'x', max_results: 1_000, page_token })) as Found;
      keys.push(...found.issues.map(({ key }) => key));
      page_token = found.next_page_token;
      results += 1;
    } while (page_token !== undefined);
    expect(keys).toEqual(Array.from({ length: 300 }, (_, n) => `A-${n + 1}`));
    expect(requests.length).toBeLessThanOrEqual(results * 3);
  });

  it('gives up the request that is under way when the call is taken back, and sends no other', async () => {
    const cancel = new AbortController();
    const held = new EventEmitter();
    const givenUp = once(held, 'close');
    const { env, requests } = await startScriptedSite({
      'GET /rest/api/3/search/jql': (response, { query }) => {
        if (query.has('nextPageToken')) {
          response.once('close', () => held.emit('close'));
          cancel.abort();
          return;
        }
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ issues: [{ key: 'A-1' }], nextPageToken: 'more' }));
      },
    });
    const { client } = await jiraAt(env);
    const call = { name: 'search-jira-issues', arguments: { jql: 'x', max_results: 1_000 } };
    const answer = client.callTool(call, undefined, { signal: cancel.signal });
    await expect(answer).rejects.toThrow();
    await givenUp;
    expect(requests).toHaveLength(2);
  });
});
