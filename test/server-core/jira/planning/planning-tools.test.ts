import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('planning on %s', (deployment) => {
  it('summarizes the active sprint in five sections, as text and as a resource', async () => {
    const { call } = await jiraOnDemoSite(deployment);
    const { content, structuredContent } = await call('get-daily-standup-summary', { board_id: '1' });
    const text = String(content[0]?.type === 'text' && content[0].text);
    expect(text.match(/^## .*/gm)).toEqual([
      '## Sprint Progress',
      '## Status Breakdown',
      '## Team Status',
      '## Potential Blockers',
      '## Currently In Progress',
    ]);
    expect(content[1]).toMatchObject({ resource: { uri: 'jira://board/1/daily-standup', text } });
    expect(structuredContent).toMatchObject({ sprint_id: '12', issues: 14, in_progress: 11, to_do: 3, points: 49 });
  });

  it('follows an issue that is finished', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    await text('transition-jira-issue', { issue_key: 'DEMO-5', transition_name: 'Done' });
    expect(await data('get-daily-standup-summary', { board_id: '1' })).toMatchObject({ done: 1, issues: 14 });
    expect(await text('get-daily-standup-summary', { board_id: '1' })).toContain('1 of 14 done (7%)');
  });

  it('recommends who finished issues like one, with what they have to do now', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    expect(await data('get-task-assignment-recommendations', { issue_key: 'DEMO-5' })).toMatchObject({
      issues_counted: 1,
      candidates: [{ name: 'Chen Wei', score: 3, finished: 1, open_issues: 3 }],
    });
  });

  it('estimates by finished issues and says how', async () => {
    const { data, text } = await jiraOnDemoSite(deployment);
    const estimate = await data('estimate-story-points', { issue_key: 'DEMO-5' });
    expect(estimate).toMatchObject({ confidence: 'Low', issues_compared: 1, similar: [{ key: 'DEMO-11', points: 8 }] });
    expect(await text('estimate-story-points', { issue_key: 'DEMO-5' })).toContain('Most alike:\n- DEMO-11');
  });
});

describe('the tools that count', () => {
  it('say so, and claim no intelligence', async () => {
    const { client } = await jiraAt({});
    const { tools } = await client.listTools();
    const descriptions = tools
      .filter(({ name }) => /recommendations|story-points|standup/.test(name))
      .map(({ description }) => description ?? '');
    expect(descriptions).toHaveLength(3);
    for (const description of descriptions) expect(description).toMatch(/Counts|Counting, not AI|Arithmetic, not AI/);
  });

  it('tell how far they have come while they read a large sprint to its end', async () => {
    const issues = Array.from({ length: 120 }, (_, n) => ({ key: `A-${n}`, fields: { status: { name: 'Done' } } }));
    const site = await startScriptedSite({
      'GET /rest/agile/1.0/board/7/sprint': { values: [{ id: 1, name: 'Sprint 1', state: 'active' }], isLast: true },
      'GET /rest/api/3/field': [],
      'GET /rest/software/1.0/sprint/1/issue': (response, { query }) => {
        const start = Number(query.get('nextPageToken') ?? 0);
        const end = start + Number(query.get('maxResults'));
        const page = { issues: issues.slice(start, end), nextPageToken: String(end), isLast: end >= issues.length };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
      },
    });
    const { client } = await jiraAt(site.env);
    const seen: string[] = [];
    const call = { name: 'get-daily-standup-summary', arguments: { board_id: '7' } };
    const { structuredContent } = await client.callTool(call, undefined, {
      onprogress: ({ message = '' }) => seen.push(message),
    });
    expect(structuredContent).toMatchObject({ issues: 120, done: 120 });
    expect(seen).toEqual(['Read 50 issues', 'Read 100 issues', 'Read 120 issues']);
  });

  it('say that a board has no active sprint', async () => {
    const site = await startScriptedSite({
      'GET /rest/agile/1.0/board/7/sprint': { values: [], isLast: true },
      'GET /rest/api/3/field': [],
    });
    const { failure } = await jiraAt(site.env);
    expect(await failure('get-daily-standup-summary', { board_id: '7' })).toEqual({
      code: 'NO_MATCH',
      message: expect.stringContaining('Board 7 has no active sprint'),
    });
  });

  it('say that a board has more than the one active sprint that they count', async () => {
    const sprint = (id: number) => ({ id, name: `Sprint ${id}`, state: 'active' });
    const site = await startScriptedSite({
      'GET /rest/agile/1.0/board/7/sprint': { values: [sprint(1), sprint(2), sprint(3)], isLast: true },
      'GET /rest/api/3/field': [],
      'GET /rest/software/1.0/sprint/1/issue': { issues: [], isLast: true },
    });
    const { text } = await jiraAt(site.env);
    const report = await text('get-daily-standup-summary', { board_id: '7' });
    expect(report).toContain('[The board has other active sprints: Sprint 2, Sprint 3.]');
    expect(report).toContain('# Daily Standup: Sprint 1');
  });

  it('find the field of story points by its name or type, whatever its id', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/field': [
        { id: 'summary', name: 'Summary' },
        { id: 'customfield_1', name: 'Story Points', schema: { type: 'number' } },
        { id: 'customfield_2', name: 'Punkte', schema: { custom: 'com.pyxis.greenhopper.jira:jsw-story-points' } },
        { id: 'customfield_3', name: 'Story Points of others' },
      ],
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { summary: 'S', project: { key: 'A' }, customfield_2: 13 } },
      'GET /rest/api/3/search/jql': { issues: [], isLast: true },
    });
    const { text } = await jiraAt(site.env);
    expect(await text('estimate-story-points', { issue_key: 'A-1' })).toContain('- Points it has now: 13');
    expect(site.requests.at(-1)?.query.get('jql')).toContain('(cf[1] is not EMPTY OR cf[2] is not EMPTY)');
  });

  it('ask for no history where the site has no story points', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/field': [{ id: 'summary', name: 'Summary' }],
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { summary: 'S' } },
    });
    const { data } = await jiraAt(site.env);
    expect(await data('estimate-story-points', { issue_key: 'A-1' })).toMatchObject({ points: 1, issues_compared: 0 });
  });

  it('put names into JQL only as strings', async () => {
    const name = 'Web" OR project = "SECRET';
    const fields = { project: { key: 'A' }, issuetype: { name: 'Bug' }, components: [{ name }] };
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields },
      'GET /rest/api/3/search/jql': { issues: [], isLast: true },
    });
    const { data } = await jiraAt(site.env);
    expect(await data('get-task-assignment-recommendations', { issue_key: 'A-1' })).toMatchObject({ candidates: [] });
    expect(site.requests.at(-1)?.query.get('jql')).toContain(String.raw`component in ("Web\" OR project = \"SECRET")`);
  });

  it('cut a report that is longer than a result may be', async () => {
    const { call } = await jiraOnDemoSite('cloud', { MCP_MAX_RESULT_BYTES: '4096' });
    const result = await call('get-daily-standup-summary', { board_id: '1' });
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(4096);
    expect(JSON.stringify(result)).toContain('It was cut here.');
  });
});
