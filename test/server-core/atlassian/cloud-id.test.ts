import { describe, expect, it } from 'vitest';
import { configuredClient } from '../../support/configured-client.ts';
import { never } from '../../support/rest-client.ts';
import { type Script, startScriptedSite } from '../../support/scripted-site.ts';

const cloudId = '11111111-2222-3333-4444-555555555555';
const tenantInfo = 'GET /_edge/tenant_info';

/** A site and the gateway to it, and the variables that point there. */
async function startGateway(siteScripts: Readonly<Record<string, Script>> = { [tenantInfo]: { cloudId } }) {
  const gateway = await startScriptedSite({
    [`GET /ex/jira/${cloudId}/rest/api/3/myself`]: { from: 'jira' },
    [`GET /ex/confluence/${cloudId}/wiki/api/v2/spaces`]: { from: 'confluence' },
  });
  const site = await startScriptedSite(siteScripts);
  const variables = { JIRA_URL: site.url, CONFLUENCE_URL: `${site.url}/wiki`, ATLASSIAN_API_URL: gateway.url };
  return { gateway, site, variables };
}

const myself = { path: '/rest/api/3/myself', signal: never };

describe('with a cloud id', () => {
  it('Jira is called through the gateway, and the site hears nothing', async () => {
    const { gateway, site, variables } = await startGateway();
    const { client } = configuredClient({ ...variables, JIRA_CLOUD_ID: cloudId });
    expect(await client.request(myself)).toEqual({ from: 'jira' });
    expect(gateway.requests).toMatchObject([{ headers: { authorization: 'Bearer token-of-mia' } }]);
    expect(site.requests).toEqual([]);
    expect(client.site.url.href).toBe(`${site.url}/`);
  });

  it('Confluence is called below /wiki of its own gateway', async () => {
    const { variables } = await startGateway();
    const { client } = configuredClient({ ...variables, CONFLUENCE_CLOUD_ID: cloudId }, 'CONFLUENCE');
    expect(await client.request({ path: '/api/v2/spaces', signal: never })).toEqual({ from: 'confluence' });
  });

  it('an address of a file on the site is fetched through the gateway', async () => {
    const { gateway, site, variables } = await startGateway();
    const { client } = configuredClient({ ...variables, JIRA_CLOUD_ID: cloudId });
    const { bytes } = await client.download({
      path: `${site.url}/rest/api/3/myself?redirect=false`,
      maxBytes: 1_000,
      signal: never,
    });
    expect(JSON.parse(bytes.toString())).toEqual({ from: 'jira' });
    expect(gateway.requests[0]?.query.get('redirect')).toBe('false');
    expect(site.requests).toEqual([]);
  });
});

describe('with the cloud id auto', () => {
  it('the site is asked for it once, and not told who asks', async () => {
    const { gateway, site, variables } = await startGateway();
    const { client } = configuredClient({ ...variables, JIRA_CLOUD_ID: 'auto' });
    await Promise.all([client.request(myself), client.request(myself)]);
    await client.request(myself);
    expect(gateway.requests).toHaveLength(3);
    expect(site.requests.map(({ line }) => line)).toEqual([tenantInfo]);
    expect(site.requests[0]?.headers.authorization).toBeUndefined();
  });

  it('is what an OAuth token takes, since only the gateway accepts it (lesson 10)', async () => {
    const { gateway, variables } = await startGateway();
    const { client } = configuredClient({ ...variables, JIRA_OAUTH_TOKEN: 'access-of-mia' });
    expect(await client.request(myself)).toEqual({ from: 'jira' });
    expect(gateway.requests[0]?.headers.authorization).toBe('Bearer access-of-mia');
  });

  it.each([
    ['nothing of it', {}],
    ['no such place', { [tenantInfo]: {} }],
    ['what is no id', { [tenantInfo]: { cloudId: '../../evil' } }],
  ])('a site that knows %s is an error that names the variable', async (_, scripts) => {
    const { gateway, variables } = await startGateway(scripts);
    const { client } = configuredClient({ ...variables, JIRA_CLOUD_ID: 'auto' });
    await expect(client.request(myself)).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringMatching(/JIRA_CLOUD_ID .*_edge\/tenant_info/),
    });
    expect(gateway.requests).toEqual([]);
  });

  it('a call that is cancelled meanwhile does not take the answer from the others', async () => {
    const controller = new AbortController();
    const { variables } = await startGateway({
      [tenantInfo]: (response: { end: (text: string) => void }) => {
        controller.abort();
        response.end(JSON.stringify({ cloudId }));
      },
    });
    const { client } = configuredClient({ ...variables, JIRA_CLOUD_ID: 'auto' });
    const [cancelled, other] = await Promise.allSettled([
      client.request({ ...myself, signal: controller.signal }),
      client.request(myself),
    ]);
    expect(cancelled).toMatchObject({ reason: { code: 'CANCELLED' } });
    expect(other).toMatchObject({ value: { from: 'jira' } });
  });
});
