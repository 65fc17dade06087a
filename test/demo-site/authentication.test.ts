import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { adf, SiteClient, storage, tokens } from './site-client.ts';

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite();
});
afterAll(() => site.close());

describe('signing in', () => {
  it('tells its users apart by email and token', async () => {
    const people = [new SiteClient(site), new SiteClient(site, ...tokens.ana), new SiteClient(site, ...tokens.chen)];
    const names = await Promise.all(people.map(async (one) => (await one.get('/rest/api/3/myself')).body.displayName));
    expect(names).toEqual(['Ben Okafor', 'Ana Costa', 'Chen Wei']);
    expect((await people[1]?.get('/wiki/rest/api/user/current'))?.body.displayName).toBe('Ana Costa');
  });

  it.each([
    ['no credentials', undefined, ''],
    ['a wrong token', 'ben.okafor@example.com', 'demo-token-ana'],
    ['an unknown person', 'nobody@example.com', 'x'],
  ])('answers 401 to %s, in the words of each product', async (_, email, token) => {
    const stranger = new SiteClient(site, email ?? '', token);
    const jira = await stranger.get('/rest/api/3/myself');
    expect(jira.status).toBe(401);
    expect(jira.headers.get('www-authenticate')).toMatch(/^OAuth realm=/);
    expect(jira.body).toEqual({ message: 'Client must be authenticated to access this resource.', 'status-code': 401 });
    expect((await stranger.get('/wiki/api/v2/spaces')).body.errors[0]).toMatchObject({
      status: 401,
      code: 'UNAUTHORIZED',
    });
    expect((await stranger.get('/wiki/rest/api/user/current')).body).toMatchObject({ statusCode: 401 });
  });

  it('answers 401 in plain text to who does not ask for JSON', async () => {
    const { text, headers } = await new SiteClient(site, '').send('GET', '/rest/api/3/myself', undefined, {
      accept: '*/*',
    });
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    expect(text).toBe('Client must be authenticated to access this resource.');
  });

  it('takes no bearer token and no broken Basic header', async () => {
    const stranger = new SiteClient(site, '');
    for (const authorization of ['Bearer demo-token-ben', 'Basic', 'Basic !!!', 'Basic bm9jb2xvbg==']) {
      expect((await stranger.send('GET', '/rest/api/3/myself', undefined, { authorization })).status).toBe(401);
    }
  });

  it('tells the cloud id to everybody', async () => {
    const { status, body } = await new SiteClient(site, '').get('/_edge/tenant_info');
    expect([status, typeof body.cloudId]).toEqual([200, 'string']);
  });
});

describe('what a user may do', () => {
  it('hides a project and its issues behind the 404 of what does not exist', async () => {
    const chen = new SiteClient(site, ...tokens.chen);
    const [hidden, missing] = await Promise.all([
      chen.get('/rest/api/3/issue/OPS-1'),
      chen.get('/rest/api/3/issue/OPS-999'),
    ]);
    expect(hidden.status).toBe(404);
    expect(hidden.body).toEqual(missing.body);
    expect(hidden.body).toEqual({
      errorMessages: ['Issue does not exist or you do not have permission to see it.'],
      errors: {},
    });
    expect((await chen.get('/rest/agile/1.0/board')).body.total).toBe(1);
  });

  it('hides a link from who does not see both of its issues', async () => {
    const [ben, chen] = [new SiteClient(site), new SiteClient(site, ...tokens.chen)];
    const links = async (client: SiteClient) =>
      (await client.get('/rest/api/3/issue/DEMO-26?fields=issuelinks')).body.fields.issuelinks;
    const [link] = await links(ben);
    expect(link).toMatchObject({ inwardIssue: { key: 'OPS-3' } });
    expect((await chen.get('/rest/api/3/issue/DEMO-26')).text).not.toContain('Second cluster for load tests');
    expect(await links(chen)).toEqual([]);
    const { status, body } = await chen.delete(`/rest/api/3/issueLink/${link.id}`);
    expect([status, body.errorMessages]).toEqual([404, [`No issue link with id '${link.id}' exists.`]]);
    expect(await links(ben)).toEqual([link]);
  });

  it('hides a restricted page from all but a few', async () => {
    const [ben, ana] = [new SiteClient(site), new SiteClient(site, ...tokens.ana)];
    const cql = 'title = "Hiring plan"';
    expect([await ben.titles(cql), await ana.titles(cql)]).toEqual([[], ['Hiring plan']]);
    expect((await ben.get('/wiki/api/v2/pages/163862')).status).toBe(404);
    expect((await ana.get('/wiki/api/v2/pages/163862')).status).toBe(200);
  });

  it('answers 403 to a guest who writes, in the words of each API', async () => {
    const farah = new SiteClient(site, ...tokens.farah);
    const comment = await farah.post('/rest/api/3/issue/DEMO-1/comment', { body: adf('hi') });
    expect(comment.status).toBe(403);
    expect(comment.body.errorMessages).toHaveLength(1);
    const page = await farah.post('/wiki/api/v2/pages', { spaceId: '65537', title: 'x', body: storage('<p/>') });
    expect(page.body.errors[0]).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    const label = await farah.post('/wiki/rest/api/content/163841/label', [{ prefix: 'global', name: 'x' }]);
    expect(label.body).toMatchObject({ statusCode: 403 });
  });

  it('answers 403 to the edit of a page that only some may edit', async () => {
    const edit = {
      id: '163857',
      status: 'current',
      title: 'On-call handbook',
      body: storage('<p>x</p>'),
      version: { number: 2 },
    };
    const [ben, ana] = [new SiteClient(site), new SiteClient(site, ...tokens.ana)];
    expect((await ben.put('/wiki/api/v2/pages/163857', edit)).status).toBe(403);
    expect((await ana.put('/wiki/api/v2/pages/163857', edit)).status).toBe(200);
  });
});
