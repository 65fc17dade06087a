import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { adfValidator, haveDocuments, OpenapiDocument } from './openapi-document.ts';
import { adf, SiteClient, storage } from './site-client.ts';

type Call = readonly [method: string, path: string, body?: unknown];

const jql = (query: string) => encodeURIComponent(query);
const issue = '/rest/api/3/issue';
const task = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x' };

const jiraCalls: readonly Call[] = [
  ['GET', `/rest/api/3/search/jql?jql=${jql('project = DEMO')}`],
  ['GET', `/rest/api/3/search/jql?jql=${jql('project = DEMO')}&fields=*all&maxResults=50&expand=names,changelog`],
  ['GET', `/rest/api/3/search/jql?jql=${jql('nonsense')}`],
  ['POST', '/rest/api/3/search/jql', { jql: 'project = OPS', fields: ['summary'], maxResults: 2 }],
  ['POST', '/rest/api/3/search/approximate-count', { jql: 'project = OPS' }],
  ['POST', issue, { fields: task }],
  ['POST', issue, { fields: {} }],
  ['GET', `${issue}/DEMO-5?expand=changelog,renderedFields,names,schema,transitions`],
  ['GET', `${issue}/DEMO-999`],
  ['PUT', `${issue}/DEMO-43`, { fields: { summary: 'y' } }],
  ['PUT', `${issue}/DEMO-43/assignee`, { accountId: null }],
  ['GET', `${issue}/DEMO-5/comment`],
  ['POST', `${issue}/DEMO-43/comment`, { body: adf('x') }],
  ['POST', `${issue}/DEMO-43/comment`, { body: 'x' }],
  ['GET', `${issue}/DEMO-5/comment/10100`],
  ['PUT', `${issue}/DEMO-5/comment/10100`, { body: adf('y') }],
  ['DELETE', `${issue}/DEMO-5/comment/10100`],
  ['GET', `${issue}/DEMO-5/transitions`],
  ['POST', `${issue}/DEMO-43/transitions`, { transition: { id: '21' } }],
  ['POST', `${issue}/DEMO-43/transitions`, { transition: { id: '0' } }],
  ['GET', `${issue}/DEMO-5/remotelink`],
  ['POST', `${issue}/DEMO-43/remotelink`, { object: { url: 'https://example.com', title: 'x' } }],
  ['GET', `${issue}/DEMO-5/changelog?maxResults=1`],
  ['GET', `${issue}/DEMO-5/worklog`],
  ['POST', `${issue}/DEMO-43/worklog`, { timeSpentSeconds: 3_600 }],
  ['GET', `${issue}/DEMO-5/watchers`],
  ['POST', `${issue}/DEMO-43/watchers`],
  [
    'POST',
    '/rest/api/3/issueLink',
    { type: { name: 'Relates' }, inwardIssue: { key: 'DEMO-43' }, outwardIssue: { key: 'DEMO-1' } },
  ],
  ['GET', '/rest/api/3/issueLinkType'],
  ['DELETE', `${issue}/DEMO-43`],
  ['GET', '/rest/api/3/myself'],
  ['GET', '/rest/api/3/user?accountId=5f1c0a7e9d2b4c0068a1f301'],
  ['GET', '/rest/api/3/user/search?query=a'],
  ['GET', '/rest/api/3/user/assignable/search?project=DEMO'],
  ['GET', '/rest/api/3/project/search?maxResults=1'],
  ['GET', '/rest/api/3/project/DEMO'],
  ['GET', '/rest/api/3/project/DEMO/components'],
  ['GET', '/rest/api/3/project/DEMO/versions'],
  ['GET', '/rest/api/3/project/NOPE'],
  ['GET', `${issue}/createmeta/DEMO/issuetypes`],
  ['GET', `${issue}/createmeta/DEMO/issuetypes/10001`],
  ['GET', '/rest/api/3/serverInfo'],
  ['GET', '/rest/api/3/status'],
  ['GET', '/rest/api/3/priority/search'],
  ['GET', '/rest/api/3/field'],
  ['GET', '/rest/api/3/label'],
];

const softwareCalls: readonly Call[] = [
  ['GET', '/rest/agile/1.0/board'],
  ['GET', '/rest/agile/1.0/board/1'],
  ['GET', '/rest/agile/1.0/board/9'],
  ['GET', '/rest/agile/1.0/board/1/configuration'],
  ['GET', '/rest/agile/1.0/board/1/sprint?state=active'],
  ['GET', '/rest/agile/1.0/sprint/12'],
  ['GET', '/rest/agile/1.0/sprint/12/issue'],
  ['POST', '/rest/agile/1.0/sprint/12/issue', { issues: ['DEMO-4'] }],
  ['GET', '/rest/software/1.0/sprint/12/issue'],
  ['GET', '/rest/software/1.0/board/1/issue?maxResults=5'],
];

const v2 = '/wiki/api/v2';
const v2Calls: readonly Call[] = [
  ['GET', `${v2}/pages?body-format=storage&limit=250`],
  ['GET', `${v2}/pages?limit=2`],
  ['GET', `${v2}/pages?cursor=x`],
  ['POST', `${v2}/pages`, { spaceId: '65537', status: 'current', title: 'Contract', body: storage('<p>one</p>') }],
  ['POST', `${v2}/pages`, { spaceId: '65537', status: 'current', title: 'Contract', body: storage('<p>') }],
  ['GET', `${v2}/pages/163843?body-format=storage&include-labels=true&include-versions=true`],
  ['GET', `${v2}/pages/1`],
  ['GET', `${v2}/pages/x`],
  [
    'PUT',
    `${v2}/pages/163844`,
    { id: '163844', status: 'current', title: 'Timetable search', body: storage('<p/>'), version: { number: 2 } },
  ],
  ['DELETE', `${v2}/pages/163845`],
  ['GET', `${v2}/pages/163842/children`],
  ['GET', `${v2}/pages/163842/direct-children`],
  ['GET', `${v2}/pages/163843/ancestors`],
  ['GET', `${v2}/pages/163843/footer-comments?body-format=storage`],
  ['GET', `${v2}/pages/163843/inline-comments?body-format=storage`],
  ['GET', `${v2}/pages/163843/versions`],
  ['GET', `${v2}/pages/163843/labels`],
  ['POST', `${v2}/footer-comments`, { pageId: '163843', body: storage('<p>x</p>') }],
  ['GET', `${v2}/footer-comments/229377`],
  ['GET', `${v2}/footer-comments/229377/children`],
  [
    'POST',
    `${v2}/inline-comments`,
    {
      pageId: '163848',
      body: storage('<p>x</p>'),
      inlineCommentProperties: { textSelection: 'held', textSelectionMatchCount: 1, textSelectionMatchIndex: 0 },
    },
  ],
  ['GET', `${v2}/spaces?keys=DEMO`],
  ['GET', `${v2}/spaces/65537`],
  ['GET', `${v2}/spaces/65537/pages`],
];

const v1Calls: readonly Call[] = [
  ['GET', `/wiki/rest/api/search?limit=5&cql=${jql('type in (page, comment)')}`],
  [
    'GET',
    `/wiki/rest/api/content/search?expand=space,version,body.storage,history,ancestors,metadata.labels&cql=${jql('type = page')}`,
  ],
  ['GET', `/wiki/rest/api/search?cql=${jql('nonsense')}`],
  ['GET', '/wiki/rest/api/user/current'],
  ['GET', '/wiki/rest/api/user?accountId=5f1c0a7e9d2b4c0068a1f302'],
  ['GET', '/wiki/rest/api/user?accountId=nobody'],
  ['POST', '/wiki/rest/api/content/163843/label', [{ prefix: 'global', name: 'x' }]],
  ['DELETE', '/wiki/rest/api/content/163843/label?name=x'],
];

/** Where the real site, and often the document's own example, has what its schema forbids. */
const knownDeviations = [
  /\/items\/\d+\/(from|fromString|to|toString) must be string/,
  /^ must NOT have additional properties \{"additionalProperty":"defaultLocale"\}/,
  /^(\/results\/\d+)?\/(parentId|parentType) must be string/,
  /^(\/results\/\d+)?\/(description|icon) must be object/,
];

describe.skipIf(!haveDocuments)('by the OpenAPI documents of Atlassian', () => {
  let site: DemoSite;
  let client: SiteClient;
  beforeAll(async () => {
    site = await startDemoSite();
    client = new SiteClient(site);
  });
  afterAll(() => site.close());

  describe.each([
    ['the Jira platform v3 API', 'jira-platform-v3.json', '', jiraCalls],
    ['the Jira Software API', 'jira-software.json', '', softwareCalls],
    ['the Confluence v2 API', 'confluence-v2.json', v2, v2Calls],
    ['the Confluence v1 API', 'confluence-v1.json', '', v1Calls],
  ] as const)('%s', (_, file, root, calls) => {
    const document = haveDocuments ? new OpenapiDocument(file, root) : undefined;

    it.each(calls.map((call) => ({ name: `${call[0]} ${call[1]}`, call })))(
      'answers $name as documented',
      async ({ call: [method, path, body] }) => {
        const answer = await client.send(method, path, body);
        expect(answer.status).toBeLessThan(500);
        const problems = document?.problems(method, path, answer.status, answer.body) ?? [];
        expect(problems.filter((line) => !knownDeviations.some((known) => known.test(line)))).toEqual([]);
      },
    );
  });

  it('holds only documents that are valid ADF', async () => {
    const validate = adfValidator();
    const { body } = await client.get(
      `/rest/api/3/search/jql?jql=${jql('project in (DEMO, OPS)')}&fields=description,comment,worklog&maxResults=100`,
    );
    const documents = body.issues.flatMap(
      ({
        fields,
      }: {
        fields: {
          description: unknown;
          comment: { comments: { body: unknown }[] };
          worklog: { worklogs: { comment: unknown }[] };
        };
      }) => [
        ...(fields.description === null ? [] : [fields.description]),
        ...fields.comment.comments.map((comment) => comment.body),
        ...fields.worklog.worklogs.map((worklog) => worklog.comment),
      ],
    );
    expect(documents.length).toBeGreaterThan(30);
    for (const one of documents) expect([one, validate(one), validate.errors]).toEqual([one, true, null]);
  });
});
