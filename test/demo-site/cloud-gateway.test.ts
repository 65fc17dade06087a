import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
let nobody: SiteClient;
let cloudId: string;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
  nobody = new SiteClient(site, '');
  cloudId = (await nobody.get('/_edge/tenant_info')).body.cloudId;
});
afterAll(() => site.close());

const oauth = { authorization: 'Bearer demo-access-ana' };

describe('the gateway of the cloud', () => {
  it('leads to both products by the cloud id', async () => {
    const issue = await ben.get(`/ex/jira/${cloudId}/rest/api/3/issue/DEMO-1`);
    expect([issue.status, issue.body]).toEqual([200, (await ben.get('/rest/api/3/issue/DEMO-1')).body]);
    const page = await ben.get(`/ex/confluence/${cloudId}/wiki/api/v2/pages/163843`);
    expect([page.status, page.body]).toEqual([200, (await ben.get('/wiki/api/v2/pages/163843')).body]);
  });

  it('takes a token of OAuth, which the site itself refuses', async () => {
    const through = await nobody.send('GET', `/ex/jira/${cloudId}/rest/api/3/myself`, undefined, oauth);
    expect([through.status, through.body.displayName]).toEqual([200, 'Ana Costa']);
    const direct = await nobody.send('GET', '/rest/api/3/myself', undefined, oauth);
    expect(direct.status).toBe(401);
  });

  it.each([
    ['no credentials', {}],
    ['an unknown token', { authorization: 'Bearer nothing' }],
    ['an API token as Bearer', { authorization: 'Bearer demo-token-ben' }],
    ['a personal token of Data Center', { authorization: 'Bearer demo-personal-ben' }],
  ])('answers 401 in words of its own to %s', async (_, headers: Record<string, string>) => {
    for (const path of [`jira/${cloudId}/rest/api/3/myself`, `confluence/${cloudId}/wiki/rest/api/user/current`]) {
      const { status, body } = await nobody.send('GET', `/ex/${path}`, undefined, headers);
      expect([status, body.code]).toEqual([401, 401]);
    }
  });

  it('has no other cloud id, no other product, and not one product below the other', async () => {
    const paths = [
      '/ex/jira/9d8c7b6a-0000-4000-8000-000000000000/rest/api/3/myself',
      `/ex/compass/${cloudId}/rest/api/3/myself`,
      `/ex/jira/${cloudId}/wiki/api/v2/spaces`,
      `/ex/confluence/${cloudId}/rest/api/3/myself`,
      `/ex/jira/${cloudId}`,
      '/ex/',
    ];
    const answers = await Promise.all(paths.map((path) => ben.get(path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });

  it('words the refusals of a product as the product does', async () => {
    const issue = await ben.get(`/ex/jira/${cloudId}/rest/api/3/issue/DEMO-999`);
    expect([issue.status, issue.body]).toEqual([404, (await ben.get('/rest/api/3/issue/DEMO-999')).body]);
    const page = await ben.get(`/ex/confluence/${cloudId}/wiki/api/v2/pages/1`);
    expect(page.body.errors[0]).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});
