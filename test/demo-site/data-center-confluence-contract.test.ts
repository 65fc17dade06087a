import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { haveDocuments, OpenapiDocument } from './openapi-document.ts';
import { type Answer, SiteClient, storage } from './site-client.ts';

type Call = readonly [method: string, path: string, body?: unknown];

const api = '/confluence/rest/api';
const content = `${api}/content`;
const body = { storage: storage('<p>one</p>') };
const everything =
  'space.homepage,version,history.contributors,ancestors,container,body.storage,metadata.labels,children.page,children.comment,children.attachment,descendants.comment,restrictions.read.restrictions.user';

const calls: readonly Call[] = [
  ['GET', `${content}?spaceKey=DEMO&limit=5&expand=${everything}`],
  ['GET', `${content}?title=Checkout%20on%20a%20phone&spaceKey=DEMO&expand=version`],
  ['POST', content, { type: 'page', title: 'Contract', space: { key: 'DEMO' }, ancestors: [{ id: 163842 }], body }],
  ['POST', content, { type: 'comment', container: { id: '163843', type: 'page' }, body }],
  ['GET', `${content}/163843`],
  ['GET', `${content}/163843?expand=${everything}`],
  ['GET', `${content}/163843?status=historical&version=1&expand=version,history.nextVersion,body.storage`],
  ['GET', `${content}/229377?expand=container,version,ancestors,body.storage,extensions.resolution`],
  ['PUT', `${content}/163844`, { type: 'page', title: 'Timetable search', version: { number: 2 }, body }],
  ['DELETE', `${content}/163845`],
  ['GET', `${content}/163843/history`],
  ['GET', `${content}/163843/child?expand=page,comment.version`],
  ['GET', `${content}/163842/child/page?limit=1`],
  ['GET', `${content}/163843/child/comment?depth=all&expand=extensions.inlineProperties,extensions.resolution`],
  ['GET', `${content}/163843/child/attachment`],
  ['GET', `${content}/163841/descendant/page`],
  ['GET', `${content}/163843/descendant/comment?expand=body.storage`],
  ['GET', `${content}/163843/label`],
  ['POST', `${content}/163843/label`, [{ prefix: 'global', name: 'x' }]],
  ['DELETE', `${content}/163843/label?name=x`],
  ['GET', `${content}/163843/restriction/byOperation`],
  ['GET', `${content}/163843/restriction/byOperation/read`],
  [
    'PUT',
    `${content}/163843/restriction`,
    [{ operation: 'update', restrictions: { user: [{ type: 'known', username: 'ben' }] } }],
  ],
  ['GET', `${content}/search?cql=type%20%3D%20page&limit=5&expand=${everything}`],
  ['GET', `${api}/search?cql=type%20in%20(page,comment)&limit=5&expand=content.version`],
  ['GET', `${api}/space?spaceKey=DEMO&expand=description.plain,homepage`],
  ['GET', `${api}/space/DEMO`],
  ['GET', `${api}/space/DEMO/content?expand=page`],
  ['GET', `${api}/space/DEMO/content/page?depth=root`],
  ['GET', `${api}/user?username=ana`],
  ['GET', `${api}/user/current`],
  ['GET', `${api}/user/list`],
  ['GET', `${api}/server-information`],
];

const refusedCalls: readonly Call[] = [
  ['GET', `${content}?spaceKey=NOPE`],
  ['GET', `${content}/1`],
  ['DELETE', `${content}/1`],
  ['PUT', `${content}/163844`, { type: 'page', title: 'Timetable search' }],
  ['DELETE', `${content}/163843/label/none`],
  ['PUT', `${content}/163843/restriction`, [{ operation: 'x' }]],
  ['GET', `${api}/search?cql=nonsense`],
  ['GET', `${api}/space/NOPE`],
  ['GET', `${api}/user?username=nobody`],
];

/** Where the document is not right about the server that it is of. */
const knownDeviations = [
  // Lists of problems, which the document calls an object.
  /^\/data\/errors must be object/,
  // The list of files, said to be "created".
  /^GET \/rest\/api\/content\/\{id\}\/child\/attachment may not answer 200$/,
];

describe.skipIf(!haveDocuments)('by the OpenAPI document of Confluence Data Center', () => {
  let site: DemoSite;
  let ben: SiteClient;
  const document = haveDocuments ? new OpenapiDocument('confluence-dc-10.0.3.json', '/confluence') : undefined;
  beforeAll(async () => {
    site = await startDemoSite({ deployment: 'data-center' });
    ben = new SiteClient(site, 'ben', 'demo-personal-ben');
  });
  afterAll(() => site.close());

  const problems = ([method, path]: Call, { status, body: answered }: Answer) =>
    (document?.problems(method, path, status, answered) ?? []).filter(
      (line) => !knownDeviations.some((known) => known.test(line)),
    );
  const named = (list: readonly Call[]) => list.map((call) => ({ name: `${call[0]} ${call[1]}`, call }));

  it.each(named(calls))('answers $name as documented', async ({ call }) => {
    const answer = await ben.send(...call);
    expect([answer.status, answer.text]).toEqual([call[0] === 'DELETE' ? 204 : 200, expect.any(String)]);
    expect(problems(call, answer)).toEqual([]);
  });

  it.each(named(refusedCalls))('refuses $name as documented', async ({ call }) => {
    const answer = await ben.send(...call);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toMatchObject({ statusCode: answer.status, message: expect.any(String) });
    expect(problems(call, answer)).toEqual([]);
  });
});
