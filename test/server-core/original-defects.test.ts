import { describe, expect, it } from 'vitest';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore, textOf } from '../support/server-core-client.ts';

const unassigned = {
  key: 'PROJ-1',
  fields: {
    summary: 'Kettle is broken',
    status: { name: 'To Do' },
    issuetype: { name: 'Bug' },
    priority: null,
    assignee: null,
    reporter: null,
    labels: [],
    created: '2026-01-02T03:04:05.000+0000',
    updated: '2026-01-02T03:04:05.000+0000',
    duedate: null,
    description: null,
  },
};
const comment = {
  author: { displayName: 'Noah' },
  created: '2026-01-03T10:00:00.000+0000',
  body: { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'It leaks.' }] }] },
};
const history = {
  isLast: true,
  values: [
    {
      created: '2026-01-04T08:00:00.000+0000',
      author: { displayName: 'Noah' },
      items: [{ field: 'status', fromString: 'In Progress', toString: 'To Do' }],
    },
  ],
};
const page = {
  id: '42',
  title: 'Kettles',
  spaceId: '7',
  version: { number: 3, createdAt: '2026-01-02T03:04:05.000Z' },
  body: { storage: { value: '<p>Boil &amp; pour.</p>' } },
  _links: { webui: '/spaces/OPS/pages/42' },
};

const jira = {
  'GET /rest/api/3/issue/PROJ-1': unassigned,
  'GET /rest/api/3/issue/PROJ-1/comment': { comments: [comment], total: 1 },
  'GET /rest/api/3/issue/PROJ-1/changelog': history,
  'GET /rest/api/3/issue/PROJ-1/remotelink': [],
};
const confluence = {
  'GET /wiki/api/v2/pages/42': page,
  'GET /wiki/api/v2/spaces/7': { id: '7', key: 'OPS' },
  'GET /wiki/api/v2/spaces': { results: [{ id: '7', key: 'OPS' }] },
};

describe('the defects of the original server', () => {
  it.each([
    ['jira://issue/PROJ-1', 'Kettle is broken'],
    ['confluence://page/42', 'Boil & pour.'],
    ['confluence://space/OPS/page/42', 'Boil & pour.'],
  ])('1: %s can be read', async (uri, expected) => {
    const site = await startScriptedSite({ ...jira, ...confluence });
    const { client } = await openServerCore(site.env);
    const result = await client.readResource({ uri });
    expect(textOf(result)).toContain(expected);
    expect(result.contents[0]).toMatchObject({ uri, mimeType: 'text/markdown' });
  });

  it('1: a resource that cannot be read is an error and not a text', async () => {
    const site = await startScriptedSite({});
    const { client } = await openServerCore(site.env);
    await expect(client.readResource({ uri: 'jira://issue/PROJ-9' })).rejects.toMatchObject({
      code: -32002,
      data: { code: 'NOT_FOUND', uri: 'jira://issue/PROJ-9' },
    });
  });

  it('2: the comments of an issue are in its resource and in its prompt', async () => {
    const site = await startScriptedSite(jira);
    const { client } = await openServerCore(site.env);
    expect(textOf(await client.readResource({ uri: 'jira://issue/PROJ-1' }))).toContain('It leaks.');
    const prompt = await client.getPrompt({ name: 'summarize-jira-issue', arguments: { issue_key: 'PROJ-1' } });
    expect(textOf(prompt)).toContain('It leaks.');
  });

  it.each([{ arguments: {} }, {}])('3: a tool whose arguments are all optional takes %j', async (params) => {
    const site = await startScriptedSite({ 'GET /rest/api/3/search/jql': { issues: [unassigned], isLast: true } });
    const { client } = await openServerCore(site.env);
    const result = await client.callTool({ name: 'get-my-assigned-issues', ...params });
    expect(result.isError).toBeUndefined();
    expect(JSON.stringify(result)).toContain('PROJ-1');
  });

  it('4: a transition that is answered with 204 is a success', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/PROJ-1/transitions': { transitions: [{ id: '31', name: 'Finish', to: { name: 'Done' } }] },
      'POST /rest/api/3/issue/PROJ-1/transitions': [204, undefined],
    });
    const { text } = await openServerCore(site.env);
    expect(await text('transition-jira-issue', { issue_key: 'PROJ-1', transition_id: '31' })).toBe(
      'Transitioned Jira issue PROJ-1 to status: Done',
    );
    expect(site.requests.at(-1)).toMatchObject({ body: { transition: { id: '31' } } });
  });

  it.each(['get-jira-issue', 'summarize-jira-issue', 'extract-confluence-links'])(
    '5: %s takes an issue that nobody is assigned to',
    async (name) => {
      const site = await startScriptedSite(jira);
      const { text } = await openServerCore(site.env);
      const answer = await text(name, { issue_key: 'PROJ-1' });
      if (name !== 'extract-confluence-links') expect(answer).toContain('**Assignee:** Unassigned');
    },
  );

  it('6: only endpoints that Cloud still has are called, and search names its fields', async () => {
    const site = await startScriptedSite({
      ...jira,
      ...confluence,
      'GET /rest/api/3/search/jql': { issues: [], isLast: true },
      'GET /wiki/rest/api/content/search': { results: [] },
      'POST /wiki/api/v2/pages': page,
      'PUT /wiki/api/v2/pages/42': { ...page, version: { number: 4 } },
      'POST /wiki/api/v2/footer-comments': { id: '1' },
    });
    const { text } = await openServerCore(site.env);
    await text('get-my-assigned-issues');
    await text('get-confluence-page', { page_id: '42' });
    await text('create-confluence-page', { space_key: 'OPS', title: 'Kettles', content: 'Boil.' });
    await text('update-confluence-page', { page_id: '42', title: 'Kettles', content: 'Boil.' });
    await text('comment-confluence-page', { page_id: '42', comment: 'Yes.' });
    await text('search-confluence', { query: 'kettles' });
    const lines = site.requests.map(({ line }) => line);
    expect(lines).not.toContainEqual(
      expect.stringMatching(/ \/rest\/api\/[23]\/search$|\/rest\/api\/2\/| \/wiki\/rest\/api\/content(\/\d+)?$/),
    );
    const search = site.requests.find(({ line }) => line === 'GET /rest/api/3/search/jql');
    expect(search?.query.get('fields')?.split(',')).toContain('summary');
  });

  it('6: an endpoint that is gone is an error and not an empty list', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/3/search/jql': [410, { errorMessages: ['Removed.'] }] });
    const { failure } = await openServerCore(site.env);
    expect(await failure('get-my-assigned-issues')).toMatchObject({
      code: 'GONE',
      message: expect.stringContaining('Removed.'),
    });
  });

  it('7: an assignee is looked up and sent as an account id', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/user/assignable/search': [
        { accountId: 'acc-1', displayName: 'Mia', emailAddress: 'mia@example.com' },
      ],
      'POST /rest/api/3/issue': [201, { key: 'PROJ-2' }],
    });
    const { text } = await openServerCore(site.env);
    const issue = { project_key: 'PROJ', summary: 'New kettle', issue_type: 'Task', assignee: 'mia@example.com' };
    expect(await text('create-jira-issue', issue)).toBe('Created Jira issue PROJ-2, assigned to Mia');
    expect(site.requests.at(-1)).toMatchObject({ body: { fields: { assignee: { accountId: 'acc-1' } } } });
  });

  it('7: an assignee whom nobody knows fails the call, and nothing is created', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/3/user/assignable/search': [] });
    const { failure } = await openServerCore(site.env);
    const issue = { project_key: 'PROJ', summary: 'New kettle', issue_type: 'Task', assignee: 'nobody' };
    expect(await failure('create-jira-issue', issue)).toMatchObject({
      code: 'NO_MATCH',
      message: expect.stringContaining('"nobody"'),
    });
    expect(site.requests.map(({ line }) => line)).not.toContain('POST /rest/api/3/issue');
  });

  it('8: a failure is marked with isError and carries a code', async () => {
    const site = await startScriptedSite({});
    const { call } = await openServerCore(site.env);
    const result = await call('get-jira-issue', { issue_key: 'PROJ-9' });
    expect(result).toMatchObject({ isError: true, _meta: { code: 'NOT_FOUND', status: 404 } });
  });

  it('9: Markdown with much markup, nesting and HTML characters arrives as rich text', async () => {
    const site = await startScriptedSite({
      'POST /rest/api/3/issue/PROJ-1/comment': [201, { id: '1' }],
      'POST /wiki/api/v2/footer-comments': { id: '1' },
      ...confluence,
    });
    const { text } = await openServerCore(site.env);
    const items = Array.from({ length: 30 }, (_, n) => `- **item ${n}** with \`code\`\n  - nested *${n}*`).join('\n');
    const comment = `${items}\n\n| a | b |\n|---|---|\n| 1 < 2 | & |\n`;
    await text('comment-jira-issue', { issue_key: 'PROJ-1', comment });
    await text('comment-confluence-page', { page_id: '42', comment });

    const [jiraComment, pageComment] = site.requests
      .filter(({ line }) => line.startsWith('POST'))
      .map(({ body }) => JSON.stringify(body));
    for (const part of ['"bulletList"', '"table"', '"strong"', '"1 < 2"', 'item 29'])
      expect(jiraComment).toContain(part);
    expect(jiraComment).not.toContain('**');
    for (const part of ['<ul>', '<table>', '<strong>item 29</strong>', '1 &lt; 2', '&amp;'])
      expect(pageComment).toContain(part);
  });

  it('9: what is inside of a macro is still there when a page is read', async () => {
    const storage =
      '<ac:structured-macro ac:name="info"><ac:rich-text-body><p>Mind the steam.</p></ac:rich-text-body></ac:structured-macro>' +
      '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[a && b]]></ac:plain-text-body></ac:structured-macro>';
    const site = await startScriptedSite({
      ...confluence,
      'GET /wiki/api/v2/pages/42': { ...page, body: { storage: { value: storage } } },
    });
    const { text } = await openServerCore(site.env);
    const answer = await text('get-confluence-page', { page_id: '42' });
    expect(answer).toContain('Mind the steam.');
    expect(answer).toContain('a && b');
  });

  it('10: a value cannot leave its quotes in CQL', async () => {
    const site = await startScriptedSite({ 'GET /wiki/rest/api/content/search': { results: [] } });
    const { text, failure } = await openServerCore(site.env);
    await text('search-confluence', { query: 'say "hi" \\', space_key: 'A' });
    expect(site.requests[0]?.query.get('cql')).toBe(
      'type = page AND (title ~ "say \\"hi\\" \\\\" OR text ~ "say \\"hi\\" \\\\") AND space = "A"',
    );
    const breakout = { query: 'q', space_key: 'A" OR space = "B' };
    expect((await failure('search-confluence', breakout)).code).toBe('INVALID_ARGUMENTS');
    expect(site.requests).toHaveLength(1);
  });

  it('prints the status history that the original fetched and left out', async () => {
    const site = await startScriptedSite(jira);
    const { text } = await openServerCore(site.env);
    expect(await text('summarize-jira-issue', { issue_key: 'PROJ-1' })).toContain(
      '- 2026-01-04 08:00 UTC: In Progress → To Do (Noah)',
    );
  });
});
