import { describe, expect, it } from 'vitest';
import { openDemoSite } from '../../support/demo-site.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';
import { openServerCore } from '../../support/server-core-client.ts';

const issue = { key: 'A-1', fields: { summary: 'Kettle' } };
const siteThatIs = (deploymentType: string) =>
  startScriptedSite({
    'GET /rest/api/2/serverInfo': { deploymentType },
    'GET /rest/api/3/issue/A-1': issue,
    'GET /rest/api/2/issue/A-1': issue,
  });

describe('the Jira of JIRA_URL', () => {
  it.each([
    ['Cloud', 'GET /rest/api/3/issue/A-1'],
    ['Server', 'GET /rest/api/2/issue/A-1'],
  ])('is asked once where it runs, and is spoken to as %s', async (deploymentType, line) => {
    const site = await siteThatIs(deploymentType);
    const { text } = await openServerCore({ ...site.env, JIRA_DEPLOYMENT: '' });
    await Promise.all([text('get-jira-issue', { issue_key: 'A-1' }), text('get-jira-issue', { issue_key: 'A-1' })]);
    await text('get-jira-issue', { issue_key: 'A-1' });
    expect(site.requests.map((request) => request.line)).toEqual(['GET /rest/api/2/serverInfo', line, line, line]);
  });

  it('is not asked where JIRA_DEPLOYMENT tells', async () => {
    const site = await siteThatIs('Cloud');
    const { text } = await openServerCore({ ...site.env, JIRA_DEPLOYMENT: 'server' });
    await text('get-jira-issue', { issue_key: 'A-1' });
    expect(site.requests.map(({ line }) => line)).toEqual(['GET /rest/api/2/issue/A-1']);
  });

  it('is refused where it does not tell, with the variable to set', async () => {
    const { env } = await startScriptedSite({});
    const { failure } = await openServerCore({ ...env, JIRA_DEPLOYMENT: '' });
    expect(await failure('get-jira-issue', { issue_key: 'A-1' })).toEqual({
      code: 'INCOMPLETE_CONFIGURATION',
      message: expect.stringContaining('JIRA_DEPLOYMENT'),
    });
  });

  it('is reached through the gateway with JIRA_CLOUD_ID, and links lead to the site', async () => {
    const site = await openDemoSite();
    const { call } = await openServerCore({
      ...site.environment,
      JIRA_CLOUD_ID: 'auto',
      ATLASSIAN_API_URL: site.url,
    });
    const { structuredContent } = await call('get-jira-issue', { issue_key: 'DEMO-5' });
    expect(structuredContent).toMatchObject({ key: 'DEMO-5', url: `${site.url}/browse/DEMO-5` });
  });
});
