import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { DataCenterJiraClient } from './data-center-jira-client.ts';
import { haveDocuments, OpenapiDocument } from './openapi-document.ts';
import type { Answer } from './site-client.ts';

type Call = readonly [method: string, path: string, body?: unknown];

const api = '/rest/api/2';
const issue = `${api}/issue`;
const agile = '/rest/agile/1.0';
const jql = encodeURIComponent('project = DEMO ORDER BY key');
const task = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'x' };
const bad = { fields: { ...task, assignee: { name: 'nobody' } } };

/** In an order that makes things before it takes them away. */
const calls: readonly Call[] = [
  ['GET', `${api}/serverInfo`],
  ['GET', `${api}/myself`],
  ['GET', `${api}/user?username=ana`],
  ['GET', `${api}/user/search?username=a`],
  ['GET', `${api}/user/assignable/search?project=DEMO`],
  ['GET', `${api}/search?jql=${jql}&fields=*all&expand=names,schema,changelog,renderedFields,transitions`],
  ['POST', `${api}/search`, { jql: 'project = OPS', fields: ['summary'], maxResults: 2, startAt: 1 }],
  ['GET', `${issue}/DEMO-5?expand=changelog,renderedFields,names,schema,transitions`],
  ['POST', issue, { fields: { ...task, description: 'h1. Hi', assignee: { name: 'ben' } } }],
  ['POST', `${issue}/bulk`, { issueUpdates: [{ fields: task }, { fields: task }] }],
  ['PUT', `${issue}/DEMO-43`, { fields: { description: '*y*' }, update: { labels: [{ add: 'z' }] } }],
  ['PUT', `${issue}/DEMO-43/assignee`, { name: 'ana' }],
  ['GET', `${issue}/DEMO-5/comment?orderBy=-created&maxResults=1`],
  ['GET', `${issue}/DEMO-5/comment/10100`],
  ['POST', `${issue}/DEMO-43/comment`, { body: '*x*' }],
  ['PUT', `${issue}/DEMO-5/comment/10100`, { body: 'y' }],
  ['DELETE', `${issue}/DEMO-5/comment/10100`],
  ['GET', `${issue}/DEMO-5/transitions`],
  ['POST', `${issue}/DEMO-43/transitions`, { transition: { id: '21' } }],
  ['GET', `${issue}/DEMO-5/worklog`],
  ['POST', `${issue}/DEMO-43/worklog`, { timeSpent: '2h', comment: 'Done *some*' }],
  ['GET', `${issue}/DEMO-5/watchers`],
  ['POST', `${issue}/DEMO-43/watchers`, '"ana"'],
  ['DELETE', `${issue}/DEMO-43/watchers?username=ana`],
  ['GET', `${issue}/DEMO-5/remotelink`],
  ['POST', `${issue}/DEMO-43/remotelink`, { object: { url: 'https://example.com', title: 'x' } }],
  [
    'POST',
    `${api}/issueLink`,
    { type: { name: 'Relates' }, inwardIssue: { key: 'DEMO-43' }, outwardIssue: { key: 'DEMO-1' } },
  ],
  ['GET', `${api}/issueLink/10700`],
  ['GET', `${api}/issueLinkType`],
  ['GET', `${api}/attachment/10900`],
  ['GET', `${api}/project`],
  ['GET', `${api}/project/DEMO`],
  ['GET', `${api}/project/DEMO/components`],
  ['GET', `${api}/project/DEMO/versions`],
  ['GET', `${api}/project/DEMO/version?maxResults=1`],
  ['GET', `${api}/project/DEMO/statuses`],
  ['GET', `${issue}/createmeta/DEMO/issuetypes`],
  ['GET', `${issue}/createmeta/DEMO/issuetypes/10001`],
  ['POST', `${api}/version`, { name: '9.0', project: 'DEMO' }],
  ['PUT', `${api}/version/10002`, { description: 'later' }],
  ['GET', `${api}/version/10000`],
  ['POST', `${api}/component`, { name: 'Search', project: 'DEMO', leadUserName: 'ana' }],
  ['PUT', `${api}/component/10000`, { description: 'the site' }],
  ['GET', `${api}/component/10000`],
  ['GET', `${api}/field`],
  ['GET', `${api}/status`],
  ['GET', `${api}/priority`],
  ['GET', `${api}/resolution`],
  ['GET', `${api}/issuetype`],
  ['GET', `${agile}/board`],
  ['GET', `${agile}/board/1`],
  ['GET', `${agile}/board/1/configuration`],
  ['GET', `${agile}/board/1/sprint?state=active,future`],
  ['GET', `${agile}/board/1/epic`],
  ['GET', `${agile}/board/1/issue?maxResults=2`],
  ['GET', `${agile}/board/1/backlog?fields=summary`],
  ['GET', `${agile}/sprint/12`],
  ['GET', `${agile}/sprint/12/issue`],
  ['GET', `${agile}/epic/DEMO-1`],
  ['GET', `${agile}/epic/DEMO-1/issue`],
  ['GET', `${agile}/epic/none/issue?maxResults=1`],
  ['POST', `${agile}/sprint`, { name: 'Next', originBoardId: 1 }],
  ['POST', `${agile}/sprint/13`, { goal: 'another' }],
  ['PUT', `${agile}/sprint/13`, { name: 'DEMO Sprint 13', state: 'future' }],
  ['POST', `${agile}/sprint/12/issue`, { issues: ['DEMO-10'] }],
  ['POST', `${agile}/backlog/issue`, { issues: ['DEMO-10'] }],
  ['POST', `${agile}/epic/DEMO-2/issue`, { issues: ['DEMO-10'] }],
  ['POST', `${agile}/epic/none/issue`, { issues: ['DEMO-10'] }],
  ['DELETE', `${agile}/sprint/13`],
  ['DELETE', `${api}/issueLink/10700`],
  ['DELETE', `${issue}/DEMO-43`],
];

const refusedCalls: readonly Call[] = [
  ['GET', `${api}/user?username=nobody`],
  ['GET', `${api}/user/search`],
  ['GET', `${api}/search?jql=nonsense`],
  ['GET', `${issue}/DEMO-999`],
  ['POST', issue, bad],
  ['PUT', `${issue}/DEMO-42/assignee`, { name: 'nobody' }],
  ['POST', `${issue}/DEMO-42/comment`, { body: '' }],
  ['POST', `${issue}/DEMO-42/transitions`, { transition: { id: '0' } }],
  ['GET', `${api}/project/NOPE`],
  ['GET', `${agile}/board/9`],
];

/** The document gives these lists the schema of one item; where their items are. */
const documentedAsOneItem: readonly (readonly [path: RegExp, items: 'answer' | 'values' | 'issues'])[] = [
  [/^\/rest\/api\/2\/(project|field|status|priority|resolution|issuetype)$/, 'answer'],
  [/^\/rest\/api\/2\/project\/[^/]+\/(components|versions|statuses)$/, 'answer'],
  [/^\/rest\/api\/2\/user\/(assignable\/)?search$/, 'answer'],
  [/^\/rest\/api\/2\/issue\/[^/]+\/remotelink$/, 'answer'],
  [/^\/rest\/api\/2\/issue\/[^/]+\/attachments$/, 'answer'],
  [/^\/rest\/api\/2\/issue\/createmeta\//, 'values'],
  [/^\/rest\/agile\/1\.0\/board(\/\d+\/(sprint|epic))?$/, 'values'],
  [/^\/rest\/agile\/1\.0\/board\/\d+\/(issue|backlog)$/, 'issues'],
];

/** Where the real site has what the document forbids or leaves out. */
const knownDeviations: readonly (readonly [reason: string, line: RegExp])[] = [
  [
    'fields are typed as objects, and are texts, numbers and lists too',
    /\/(fields|renderedFields)\/\w+ must be object/,
  ],
  ['what was empty before or after a change is null', /\/items\/\d+\/(from|fromString|to|toString) must be string/],
  ['a new remote link is created with 201, as it was documented before', /^POST .*\/remotelink may not answer 201$/],
];

/** What the document would call wrong in an answer, item by item where it has a list for one item. */
function problemsIn(
  document: OpenapiDocument,
  [method, target]: Call,
  { status, body }: Pick<Answer, 'status' | 'body'>,
) {
  const path = target.split('?')[0] ?? '';
  const list = status === 200 ? documentedAsOneItem.find(([pattern]) => pattern.test(path)) : undefined;
  const items: unknown = list === undefined ? [body] : list[1] === 'answer' ? body : body[list[1]];
  if (!Array.isArray(items) || items.length === 0) return [`${path} has no list in its ${list?.[1]}`];
  return items
    .flatMap((item: unknown) => document.problems(method, `/jira${target}`, status, item))
    .filter((line) => !knownDeviations.some(([, known]) => known.test(line)));
}

describe.skipIf(!haveDocuments)('by the OpenAPI document of Jira Data Center 10.3', () => {
  const document = haveDocuments ? new OpenapiDocument('jira-dc-10.3.json', '/jira/rest') : undefined;
  let site: DemoSite;
  let client: DataCenterJiraClient;
  beforeAll(async () => {
    site = await startDemoSite({ deployment: 'data-center' });
    client = new DataCenterJiraClient(site);
  });
  afterAll(() => site.close());

  const named = (all: readonly Call[]) => all.map((call) => ({ name: `${call[0]} ${call[1]}`, call }));

  async function problemsOf(call: Call) {
    const answer = await client.send(...call);
    return { ...answer, problems: document && problemsIn(document, call, answer) };
  }

  it.each(named(calls))('answers $name as documented', async ({ call }) => {
    const { status, text, problems } = await problemsOf(call);
    expect([status < 300, problems]).toEqual([true, []]);
    // The schemas take any other member, so they would take these: what only the cloud has.
    expect(text).not.toMatch(/"(accountId|accountType|hierarchyLevel|jsdPublic)":|"type":"doc"|\/rest\/api\/3\//);
  });

  it('answers an upload as documented', async () => {
    const path = `${issue}/DEMO-42/attachments`;
    const answer = await client.upload('DEMO-42', [new File(['x'], 'x.txt')]);
    const problems = document && problemsIn(document, ['POST', path], { status: 200, body: await answer.json() });
    expect([answer.status, problems]).toEqual([200, []]);
  });

  it.each(named(refusedCalls))('refuses $name as documented', async ({ call }) => {
    const { status, body, problems } = await problemsOf(call);
    expect([status >= 400 && status < 500, problems]).toEqual([true, []]);
    expect(Object.keys(body)).toEqual(['errorMessages', 'errors']);
  });
});
