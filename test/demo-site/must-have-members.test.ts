import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { adf, SiteClient, storage, upload } from './site-client.ts';

const [text, number, yes] = [expect.any(String), expect.any(Number), expect.any(Boolean)];
const date = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?:Z|\+0000)$/);
const document = { type: 'doc', version: 1, content: expect.any(Array) };

const user = { accountId: text, accountType: 'atlassian', displayName: text };
const jiraUser = { ...user, self: text, active: yes, timeZone: text, avatarUrls: { '48x48': text } };
const status = { id: text, name: text, statusCategory: { id: number, key: text, name: text } };
const named = { self: text, id: text, name: text };
const pageVersion = { number, message: expect.any(String), minorEdit: yes, authorId: text, createdAt: date };

/**
 * What the real site always gives and clients build on. Atlassian's documents mark hardly any member as required, so an
 * answer without them would pass the contract tests.
 */
const mustHave = {
  'Jira user': jiraUser,
  'Confluence user': { ...user, type: 'known', publicName: text },
  issue: {
    id: text,
    key: text,
    self: text,
    fields: {
      summary: text,
      issuetype: { ...named, subtask: yes, hierarchyLevel: number },
      project: { ...named, key: text },
      status,
      priority: named,
      reporter: jiraUser,
      creator: jiraUser,
      labels: expect.any(Array),
      issuelinks: expect.any(Array),
      created: date,
      updated: date,
    },
  },
  'new issue': { id: text, key: text, self: text },
  'Jira comment': { id: text, self: text, author: jiraUser, body: document, created: date, updated: date },
  transition: { id: text, name: text, to: status },
  board: { id: number, self: text, name: text, type: text, location: { projectKey: text } },
  sprint: { id: number, self: text, name: text, state: text, originBoardId: number },
  epic: { id: number, key: text, self: text, name: text, summary: text, done: yes },
  attachment: {
    id: text,
    self: text,
    filename: text,
    author: jiraUser,
    created: date,
    size: number,
    mimeType: text,
    content: text,
  },
  version: { ...named, released: yes, archived: yes, projectId: number },
  component: { ...named, project: text, projectId: number, assigneeType: text },
  space: {
    id: text,
    key: text,
    name: text,
    type: text,
    status: 'current',
    homepageId: text,
    _links: { webui: text },
  },
  page: {
    id: text,
    status: 'current',
    title: text,
    spaceId: text,
    authorId: text,
    createdAt: date,
    version: pageVersion,
    _links: { webui: text },
  },
  'page with a body': {
    parentId: text,
    parentType: 'page',
    body: { storage: { representation: 'storage', value: text } },
  },
  'page in a tree': { id: text, status: 'current', title: text, spaceId: text },
  'page found': { id: text, type: 'page', status: 'current', title: text, _links: { webui: text } },
  'Confluence comment': {
    id: text,
    status: 'current',
    title: text,
    pageId: text,
    version: pageVersion,
    body: { storage: { representation: 'storage', value: text } },
    _links: { webui: text },
  },
  'inline comment': {
    resolutionStatus: text,
    properties: { inlineMarkerRef: text, inlineOriginalSelection: text },
  },
  'page attachment': {
    id: expect.stringMatching(/^att\d+$/),
    status: 'current',
    title: text,
    createdAt: date,
    pageId: text,
    mediaType: text,
    comment: expect.any(String),
    fileId: text,
    fileSize: number,
    downloadLink: text,
    version: pageVersion,
    _links: { webui: text, download: text },
  },
  'page attachment of v1': {
    id: expect.stringMatching(/^att\d+$/),
    type: 'attachment',
    title: text,
    extensions: { mediaType: text, fileSize: number },
    _links: { download: text, webui: text },
  },
  'version with its page': { ...pageVersion, page: { id: text, title: text } },
  'page below': { id: text, status: 'current', title: text, type: 'page', parentId: text, depth: number },
  template: { templateId: text, name: text, description: text, templateType: 'page', labels: expect.any(Array) },
  restriction: {
    operation: text,
    restrictions: { user: { results: expect.any(Array) }, group: { results: expect.any(Array) } },
  },
} as const;

type Kind = keyof typeof mustHave;
type Row = readonly [kind: Kind, where: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown];

const ben = '5f1c0a7e9d2b4c0068a1f302';
const [v2, v1, jira] = ['/wiki/api/v2', '/wiki/rest/api', '/rest/api/3'];
const task = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x' };
const pinned = { textSelection: 'held', textSelectionMatchCount: 1, textSelectionMatchIndex: 0 };

/** Where each kind is in which answer: `$` is all of it, `*` every item of a list. */
const rows: readonly Row[] = [
  ['Jira user', '$', 'GET', `${jira}/myself`],
  ['Jira user', '$', 'GET', `${jira}/user?accountId=${ben}`],
  ['Jira user', '$.*', 'GET', `${jira}/user/search?query=a`],
  ['Jira user', '$.*', 'GET', `${jira}/user/assignable/search?project=DEMO`],
  ['Jira user', '$.watchers.*', 'GET', `${jira}/issue/DEMO-5/watchers`],
  ['Jira user', '$.fields.assignee', 'GET', `${jira}/issue/DEMO-5`],
  ['Jira user', '$.values.*.author', 'GET', `${jira}/issue/DEMO-5/changelog`],
  ['Jira user', '$.worklogs.*.author', 'GET', `${jira}/issue/DEMO-5/worklog`],
  ['Jira user', '$.lead', 'GET', `${jira}/project/DEMO`],
  ['Confluence user', '$', 'GET', `${v1}/user/current`],
  ['Confluence user', '$', 'GET', `${v1}/user?accountId=${ben}`],
  ['Confluence user', '$.results.*.version.by', 'GET', `${v1}/content/search?cql=type=page&expand=version`],
  ['issue', '$', 'GET', `${jira}/issue/DEMO-5`],
  ['issue', '$.issues.*', 'GET', `${jira}/search/jql?jql=project%20%3D%20DEMO&fields=*all`],
  ['issue', '$.issues.*', 'POST', `${jira}/search/jql`, { jql: 'project = OPS', fields: ['*navigable'] }],
  ['issue', '$.issues.*', 'GET', '/rest/agile/1.0/sprint/12/issue'],
  ['issue', '$.issues.*', 'GET', '/rest/software/1.0/board/1/issue'],
  ['new issue', '$', 'POST', `${jira}/issue`, { fields: task }],
  ['Jira comment', '$.comments.*', 'GET', `${jira}/issue/DEMO-5/comment`],
  ['Jira comment', '$', 'GET', `${jira}/issue/DEMO-5/comment/10100`],
  ['Jira comment', '$.fields.comment.comments.*', 'GET', `${jira}/issue/DEMO-5`],
  ['Jira comment', '$', 'POST', `${jira}/issue/DEMO-43/comment`, { body: adf('x') }],
  ['Jira comment', '$', 'PUT', `${jira}/issue/DEMO-5/comment/10100`, { body: adf('y') }],
  ['transition', '$.transitions.*', 'GET', `${jira}/issue/DEMO-5/transitions`],
  ['transition', '$.transitions.*', 'GET', `${jira}/issue/DEMO-5?expand=transitions`],
  ['board', '$.values.*', 'GET', '/rest/agile/1.0/board'],
  ['board', '$', 'GET', '/rest/agile/1.0/board/1'],
  ['sprint', '$.values.*', 'GET', '/rest/agile/1.0/board/1/sprint'],
  ['sprint', '$', 'GET', '/rest/agile/1.0/sprint/12'],
  ['sprint', '$', 'POST', '/rest/agile/1.0/sprint', { name: 'x', originBoardId: 1 }],
  ['sprint', '$', 'POST', '/rest/agile/1.0/sprint/13', { goal: 'x' }],
  ['epic', '$.values.*', 'GET', '/rest/agile/1.0/board/1/epic'],
  ['issue', '$.issues.*', 'GET', '/rest/software/1.0/board/1/backlog'],
  ['issue', '$.issues.*', 'GET', '/rest/software/1.0/epic/DEMO-1/issue'],
  ['attachment', '$.fields.attachment.*', 'GET', `${jira}/issue/DEMO-5`],
  ['attachment', '$.*', 'POST', `${jira}/issue/DEMO-5/attachments`, upload('x.txt', 'x')],
  ['version', '$.*', 'GET', `${jira}/project/DEMO/versions`],
  ['version', '$.values.*', 'GET', `${jira}/project/DEMO/version`],
  ['version', '$', 'POST', `${jira}/version`, { name: 'x', projectId: 10_000 }],
  ['component', '$.*', 'GET', `${jira}/project/DEMO/components`],
  ['component', '$', 'POST', `${jira}/component`, { name: 'x', project: 'DEMO' }],
  ['new issue', '$.issues.*', 'POST', `${jira}/issue/bulk`, { issueUpdates: [{ fields: task }] }],
  ['space', '$.results.*', 'GET', `${v2}/spaces`],
  ['space', '$', 'GET', `${v2}/spaces/65537`],
  ['page', '$.results.*', 'GET', `${v2}/pages`],
  ['page', '$.results.*', 'GET', `${v2}/spaces/65537/pages`],
  ['page', '$', 'GET', `${v2}/pages/163841`],
  ['page', '$', 'POST', `${v2}/pages`, { spaceId: '65537', title: 'Must have', body: storage('<p>x</p>') }],
  ['page with a body', '$', 'GET', `${v2}/pages/163843?body-format=storage`],
  [
    'page with a body',
    '$',
    'PUT',
    `${v2}/pages/163844`,
    { id: '163844', status: 'current', title: 'Search', body: storage('<p>x</p>'), version: { number: 2 } },
  ],
  ['page in a tree', '$.results.*', 'GET', `${v2}/pages/163842/children`],
  ['page in a tree', '$.results.*', 'GET', `${v2}/pages/163842/direct-children`],
  ['page found', '$.results.*', 'GET', `${v1}/content/search?cql=type=page`],
  ['page found', '$.results.*.content', 'GET', `${v1}/search?cql=type=page`],
  ['Confluence comment', '$.results.*', 'GET', `${v2}/pages/163843/footer-comments?body-format=storage`],
  ['Confluence comment', '$.results.*', 'GET', `${v2}/pages/163843/inline-comments?body-format=storage`],
  ['Confluence comment', '$', 'GET', `${v2}/footer-comments/229377?body-format=storage`],
  ['Confluence comment', '$', 'POST', `${v2}/footer-comments`, { pageId: '163843', body: storage('<p>x</p>') }],
  [
    'Confluence comment',
    '$',
    'POST',
    `${v2}/inline-comments`,
    { pageId: '163848', body: storage('<p>x</p>'), inlineCommentProperties: pinned },
  ],
  ['inline comment', '$.results.*', 'GET', `${v2}/pages/163844/inline-comments`],
  ['inline comment', '$.results.*', 'GET', `${v2}/inline-comments/229381/children`],
  ['page attachment', '$.results.*', 'GET', `${v2}/pages/163843/attachments`],
  ['page attachment', '$', 'GET', `${v2}/attachments/att327681`],
  ['page attachment of v1', '$.results.*', 'GET', `${v1}/content/search?cql=type=attachment`],
  ['page attachment of v1', '$.results.*.content', 'GET', `${v1}/search?cql=type=attachment`],
  ['version with its page', '$.results.*', 'GET', `${v2}/pages/163843/versions`],
  ['page below', '$.results.*', 'GET', `${v2}/pages/163841/descendants`],
  ['template', '$.results.*', 'GET', `${v1}/template/page`],
  ['template', '$', 'GET', `${v1}/template/360449`],
  ['restriction', '$.results.*', 'GET', `${v1}/content/163857/restriction`],
  ['restriction', '$.update', 'GET', `${v1}/content/163857/restriction/byOperation`],
  ['Confluence user', '$.results.*', 'GET', `${v1}/user/bulk?accountId=${ben}`],
  ['Confluence user', '$.results.*.user', 'GET', `${v1}/search/user?cql=type=user`],
];

/** All that is at a place in an answer. */
function allAt(value: unknown, steps: readonly string[]): readonly unknown[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '*') return Array.isArray(value) ? value.flatMap((item) => allAt(item, rest)) : [];
  return typeof value === 'object' && value !== null ? allAt(new Map(Object.entries(value)).get(step), rest) : [];
}

describe('the members that clients build on', () => {
  let site: DemoSite;
  let client: SiteClient;
  beforeAll(async () => {
    site = await startDemoSite();
    client = new SiteClient(site);
  });
  afterAll(() => site.close());

  const cases = rows.map(([kind, where, method, path, body]) => [kind, where, method, path, body] as const);
  it.each(cases)('are in every %s, at %s of %s %s', async (kind, where, method, path, body) => {
    const answer = await client.send(method, path, body);
    const found = allAt(answer.body, where.split('.').slice(1));
    expect(found).not.toEqual([]);
    for (const one of found) expect(one).toMatchObject(mustHave[kind]);
  });
});
