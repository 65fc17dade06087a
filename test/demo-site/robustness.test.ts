import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/demo-site/http/route.ts';
import { type DemoSite, type Deployment, startDemoSite } from '../../src/demo-site/index.ts';
import { type Product, routes } from '../../src/demo-site/routes.ts';
import { SiteClient, upload } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({
    maxBodyBytes: 100_000,
    rateLimits: { issueWritesPerTwoSeconds: 0, issueWritesPerThirtySeconds: 0 },
  });
  ben = new SiteClient(site);
});
afterAll(() => site.close());

/** Sends bytes as they are and gives the status line of the answer. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(site.url).port), '127.0.0.1');
  socket.end(bytes);
  let answer = '';
  for await (const chunk of socket.setEncoding('latin1')) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}

const authorization = `Basic ${Buffer.from('ben.okafor@example.com:demo-token-ben').toString('base64')}`;

describe('the demo site survives', () => {
  it.each([
    ['a body that is not JSON', '{"a":', 400],
    ['an array', [], 400],
    ['null', 'null', 400],
    ['a number', '7', 400],
    ['a body over the limit', JSON.stringify({ fields: 'x'.repeat(200_000) }), 413],
    ['arrays nested a thousand deep', `{"fields":{"summary":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`, 400],
    ['a key that is a prototype', '{"fields":{"__proto__":{"a":1},"constructor":{}}}', 400],
    ['fields that are a list', { fields: [] }, 400],
    [
      'update operations that are no list',
      {
        fields: { project: { key: 'DEMO' }, issuetype: { id: '10002' }, summary: 'x' },
        update: { constructor: [{ add: 1 }] },
      },
      400,
    ],
  ])('%s', async (_, body, status) => {
    expect((await ben.post('/rest/api/3/issue', body)).status).toBe(status);
    expect((await ben.get('/rest/api/3/myself')).status).toBe(200);
  });

  it('a list of watchers that is a list of lists, and so on', async () => {
    const answer = await ben.post('/rest/api/3/issue/DEMO-2/watchers', `${'['.repeat(20_000)}${']'.repeat(20_000)}`);
    expect(answer.status).toBe(400);
  });

  it('a document nested deeper than any writer could go', async () => {
    const deep = `${'{"type":"blockquote","content":['.repeat(2_000)}${']}'.repeat(2_000)}`;
    const { status } = await ben.post(
      '/rest/api/3/issue/DEMO-2/comment',
      `{"body":{"type":"doc","version":1,"content":[${deep}]}}`,
    );
    expect(status).toBe(400);
  });

  it.each([
    ['attributes of a node', '{"type":"panel","attrs":DEEP,"content":[]}'],
    ['marks', '{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":DEEP}]}]}'],
    ['a type of a mark', '{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":DEEP}]}]}'],
    ['members that no node has', '{"type":"rule","more":DEEP}'],
  ])('a document with %s nested too deep to be written out again', async (_, node) => {
    const deep = `${'{"a":['.repeat(10_000)}${']}'.repeat(10_000)}`;
    const { status } = await ben.post(
      '/rest/api/3/issue/DEMO-2/comment',
      `{"body":{"type":"doc","version":1,"content":[${node.replace('DEEP', deep)}]}}`,
    );
    expect(status).toBe(400);
    expect((await ben.get('/rest/api/3/issue/DEMO-2')).status).toBe(200);
  });

  it('a document whose attributes are no texts and numbers, also when it is shown as HTML', async () => {
    const odd = { toString: null, valueOf: null };
    const text = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: odd } }] };
    const body = { type: 'doc', version: 1, content: [{ type: 'heading', attrs: { level: odd }, content: [text] }] };
    expect((await ben.post('/rest/api/3/issue/DEMO-2/comment', { body })).status).toBe(201);
    expect((await ben.get('/rest/api/3/issue/DEMO-2?expand=renderedFields')).status).toBe(200);
  });

  it('a body of another type', async () => {
    const { status } = await ben.send('POST', '/rest/api/3/issue', 'a=b', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(status).toBe(415);
  });

  it.each([
    '/rest/api/3/issue/%ff%fe',
    '/rest/api/3/issue/DEMO-1%00',
    '/rest/api/3/issue/__proto__',
    '/rest/api/3/issue/..%2f..%2fetc%2fpasswd',
    '/rest/api/3/nothing',
    '//',
  ])('the path %s with 404', async (path) => {
    expect((await ben.get(path)).status).toBe(404);
  });

  it.each(['maxResults=-1', 'maxResults=x', 'startAt=1.5', 'startAt=99999999999999999999', 'startAt='])(
    'the query %s with 400',
    async (query) => {
      expect((await ben.get(`/rest/api/3/issue/DEMO-5/comment?${query}`)).status).toBe(400);
    },
  );

  it('a method that the path does not take, and names those that it does', async () => {
    const { status, headers } = await ben.send('PATCH', '/rest/api/3/issue/DEMO-1');
    expect([status, headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE']);
  });

  it('requests that are no HTTP, no URL, or cut off', async () => {
    expect(await raw('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(
      await raw(`GET http://[::: HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${authorization}\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(
      await raw(`GET * HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${authorization}\r\n\r\n`),
    ).toMatch(/^HTTP\/1\.1 404/);
    await raw(
      `POST /rest/api/3/issue HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"fi`,
    );
    expect((await ben.get('/rest/api/3/myself')).status).toBe(200);
  });
});

describe('every endpoint', () => {
  const ids: Readonly<Record<string, string>> = {
    issueIdOrKey: 'DEMO-5',
    projectIdOrKey: 'DEMO',
    issueTypeId: '10001',
    boardId: '1',
    sprintId: '12',
    linkId: '10700',
    epicIdOrKey: 'DEMO-1',
    attachmentId: '10900',
    versionId: '10001',
    componentId: '10000',
    label: 'mobile',
    key: 'DEMO',
    type: 'page',
    operation: 'read',
    fileName: 'checkout-times.csv',
  };
  const nasty = [null, true, 0, 'x', [], {}, [[]], [null], { a: { b: [{}] } }];
  const keys = [
    ...'fields update transition body jql project object type inwardIssue issues accountId spaceId title'.split(' '),
    ...'version pageId id status name timeSpent started inlineCommentProperties space ancestors container'.split(' '),
    ...'extensions restrictions operation issueUpdates originBoardId state goal startDate endDate projectId'.split(' '),
    ...'released description leadAccountId assigneeType rankBeforeIssue moveUnfixedIssuesTo visibility'.split(' '),
  ];
  const filled = nasty.map((value) => Object.fromEntries(keys.map((key) => [key, value])));
  const page = { type: 'page', title: 'x', space: { key: 'DEMO' }, version: { number: 2 } };
  const comment = { type: 'comment', container: { id: '163843' }, version: { number: 2 } };
  const contents = [page, comment].flatMap((start) => filled.map((rest) => ({ ...rest, ...start })));
  const bodies = [...nasty, ...filled, ...contents];
  const query =
    'startAt=&maxResults=1e9&limit=-1&cursor=%00&nextPageToken=%F0&fields=-,*,__proto__&expand=,&sort=-&status=&jql=%00&cql=%22&start=-1&version=x&depth=-';
  const entries = (['cloud', 'data-center'] as const).flatMap((deployment) =>
    (['jira', 'confluence'] as const).flatMap((product) =>
      routes[deployment][product].map(inTable(deployment, product)),
    ),
  );

  let dataCenter: DemoSite;
  let onPremises: SiteClient;
  beforeAll(async () => {
    dataCenter = await startDemoSite({ deployment: 'data-center', maxBodyBytes: 100_000 });
    onPremises = new SiteClient(dataCenter, 'ben', 'demo-personal-ben');
  });
  afterAll(() => dataCenter.close());

  it.each(entries)(
    'of $deployment refuses nonsense sent to $method $pattern and never fails by itself',
    async (entry) => {
      const { deployment, product, method, pattern } = entry;
      const client = deployment === 'cloud' ? ben : onPremises;
      const known = product === 'jira' ? ids : { ...ids, attachmentId: 'att327681' };
      const path = pattern.replace(/:(\w+)/g, (_, name: string) => known[name] ?? '163843');
      const sent = method === 'GET' ? [undefined] : [...bodies.map((body) => JSON.stringify(body)), upload('x', 'x')];
      for (const target of [path, `${path}?${query}`, pattern.replace(/:\w+/g, '%00')]) {
        const answers = await Promise.all(sent.map((body) => client.send(method, target, body)));
        for (const { status, text } of answers) expect(status, text).toBeLessThan(500);
      }
    },
  );
});

function inTable(deployment: Deployment, product: Product) {
  const root = deployment === 'cloud' ? '' : `/${product}`;
  return ({ method, segments }: Route) => ({ deployment, product, method, pattern: `${root}/${segments.join('/')}` });
}

describe('startDemoSite', () => {
  it('listens on loopback only, at a port of its own, and gives it back', async () => {
    const [one, two] = await Promise.all([startDemoSite(), startDemoSite()]);
    // All of 127.0.0.0/8 is this machine on Linux, so a server on every interface would answer at 127.0.0.2 as well.
    await expect(fetch(one.url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow();
    expect((await fetch(one.url)).status).toBe(401);
    expect(one.url).not.toBe(two.url);
    expect(one.environment).toMatchObject({
      JIRA_URL: one.url,
      JIRA_DEPLOYMENT: 'cloud',
      CONFLUENCE_DEPLOYMENT: 'cloud',
      CONFLUENCE_URL: `${one.url}/wiki`,
      JIRA_EMAIL: one.email,
    });
    await Promise.all([one.close(), two.close()]);
    await one.close();
    await expect(fetch(one.url)).rejects.toThrow();
    const again = await startDemoSite({ port: Number(new URL(one.url).port) });
    await again.close();
  });

  it('fails by name when its port is taken', async () => {
    await expect(startDemoSite({ port: Number(new URL(site.url).port) })).rejects.toThrow('EADDRINUSE');
  });

  it('has the same ids, keys and order in every run', async () => {
    const [one, other] = await Promise.all([startDemoSite(), startDemoSite()]);
    const seen = async (client: SiteClient) => [
      await client.keys('project in (DEMO, OPS) ORDER BY updated DESC'),
      (await client.get('/wiki/api/v2/pages?limit=250')).body.results.map(
        ({ id, title }: { id: string; title: string }) => [id, title],
      ),
    ];
    expect(await seen(new SiteClient(other))).toEqual(await seen(new SiteClient(one)));
    await Promise.all([one.close(), other.close()]);
  });
});
