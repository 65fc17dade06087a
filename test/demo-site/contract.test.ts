import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { type Call, confluenceV1Calls, confluenceV2Calls } from './confluence-calls.ts';
import { adfValidator, haveDocuments, OpenapiDocument } from './openapi-document.ts';
import { adf, SiteClient, upload } from './site-client.ts';

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
  ['GET', '/rest/api/3/issueLink/10700'],
  ['DELETE', '/rest/api/3/issueLink/10700'],
  ['GET', '/rest/api/3/issueLink/10700'],
  ['GET', `${issue}/DEMO-1/remotelink/10800`],
  ['DELETE', `${issue}/DEMO-1/remotelink/10800`],
  ['POST', `${issue}/DEMO-43/worklog?adjustEstimate=new&newEstimate=2h`, { timeSpent: '30m', comment: adf('x') }],
  ['POST', `${issue}/DEMO-43/worklog?adjustEstimate=manual`, { timeSpent: '30m' }],
  ['GET', `${issue}/DEMO-5/worklog/10200`],
  ['DELETE', `${issue}/DEMO-5/worklog/10200`],
  ['POST', `${issue}/DEMO-43/comment`, { body: adf('x'), visibility: { type: 'role', value: 'Developers' } }],
  ['GET', `${issue}/DEMO-5/comment?orderBy=-created`],
  ['GET', `${issue}/DEMO-5/comment?orderBy=author`],
  ['POST', `${issue}/DEMO-43/attachments`, upload('x.txt', 'one')],
  ['GET', '/rest/api/3/attachment/10900'],
  ['GET', '/rest/api/3/attachment/1'],
  ['GET', '/rest/api/3/attachment/content/10900'],
  ['GET', '/rest/api/3/attachment/thumbnail/10901'],
  ['GET', `${issue}/DEMO-43?fields=attachment,timetracking,comment&expand=changelog`],
  ['DELETE', '/rest/api/3/attachment/10900'],
  ['POST', '/rest/api/3/issue/bulk', { issueUpdates: [{ fields: task }, { fields: {} }] }],
  ['POST', '/rest/api/3/issue/bulk', { issueUpdates: [{ fields: {} }] }],
  ['POST', '/rest/api/3/version', { name: 'x', projectId: 10_000, startDate: '2026-12-01' }],
  ['POST', '/rest/api/3/version', { projectId: 10_000 }],
  ['GET', '/rest/api/3/version/10001'],
  ['PUT', '/rest/api/3/version/10001', { released: true }],
  ['GET', '/rest/api/3/project/DEMO/version?status=released&orderBy=-name'],
  ['POST', '/rest/api/3/component', { name: 'x', project: 'DEMO', assigneeType: 'PROJECT_LEAD' }],
  ['POST', '/rest/api/3/component', { name: 'Web', project: 'DEMO' }],
  ['GET', '/rest/api/3/component/10000'],
  ['PUT', '/rest/api/3/component/10000', { description: 'y', leadAccountId: '' }],
  ['GET', '/rest/api/3/project/DEMO/statuses'],
  ['GET', '/rest/api/3/project/search?query=ferry&expand=description,lead,issueTypes'],
  ['GET', '/rest/api/3/field/search?type=custom&query=point'],
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
  ['GET', '/rest/software/1.0/board/1/backlog?maxResults=5'],
  ['GET', '/rest/software/1.0/board/1/sprint/12/issue?fields=summary'],
  ['GET', '/rest/software/1.0/epic/DEMO-1/issue?fields=summary'],
  ['GET', '/rest/software/1.0/epic/none/issue?fields=summary'],
  ['GET', '/rest/software/1.0/epic/DEMO-5/issue'],
  ['GET', '/rest/software/1.0/board/1/epic/none/issue?fields=summary'],
  ['GET', '/rest/software/1.0/board/1/epic/10001/issue?fields=sprint,closedSprints,epic,flagged'],
  ['GET', '/rest/software/1.0/board/1/issue/approximate-count'],
  ['GET', `/rest/software/1.0/board/1/backlog/approximate-count?jql=${jql('type = Bug')}`],
  ['GET', '/rest/agile/1.0/board/1/backlog'],
  ['GET', '/rest/agile/1.0/board/1/epic?done=false'],
  ['GET', '/rest/agile/1.0/epic/DEMO-1'],
  ['POST', '/rest/agile/1.0/epic/DEMO-1/issue', { issues: ['DEMO-36'] }],
  ['POST', '/rest/agile/1.0/epic/none/issue', { issues: ['DEMO-36'] }],
  ['POST', '/rest/agile/1.0/backlog/issue', { issues: ['DEMO-4'] }],
  ['POST', '/rest/agile/1.0/sprint', { name: 'x', originBoardId: 1 }],
  ['POST', '/rest/agile/1.0/sprint', { name: 'x', originBoardId: 2 }],
  ['POST', '/rest/agile/1.0/sprint/14', { goal: 'y' }],
  ['PUT', '/rest/agile/1.0/sprint/14', { name: 'z', state: 'future' }],
  ['DELETE', '/rest/agile/1.0/sprint/14'],
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
    ['the Confluence v2 API', 'confluence-v2.json', '/wiki/api/v2', confluenceV2Calls],
    ['the Confluence v1 API', 'confluence-v1.json', '', confluenceV1Calls],
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
