import { describe, expect, it } from 'vitest';
import { deploymentOf } from '../../../server-core/atlassian/deployment.ts';
import { detectDeployment } from '../../../server-core/atlassian/detect-deployment.ts';
import { configuredClient } from '../../support/configured-client.ts';
import { never } from '../../support/rest-client.ts';
import { startScriptedSite } from '../../support/scripted-site.ts';

const serverInfo = 'GET /rest/api/2/serverInfo';
const currentUser = 'GET /rest/api/user/current';

describe('the address of a site', () => {
  it.each([
    ['https://x.atlassian.net', undefined, 'cloud'],
    ['https://x.jira-dev.com', undefined, 'cloud'],
    ['https://api.atlassian.com/ex/jira/1', undefined, 'cloud'],
    ['https://x.atlassian.net', 'data-center', 'data-center'],
    ['https://jira.example', undefined, 'ask'],
    ['https://jira.example', 'cloud', 'cloud'],
    ['https://x.atlassian.net.example', undefined, 'ask'],
    ['https://not-atlassian.net', undefined, 'ask'],
  ] as const)('%s, said to be %s, tells: %s', (url, configured, deployment) => {
    expect(deploymentOf(new URL(url), configured)).toBe(deployment);
  });
});

describe('a site that is asked', () => {
  it.each([
    ['jira', serverInfo, { deploymentType: 'Cloud' }, 'cloud'],
    ['jira', serverInfo, { deploymentType: 'Server', version: '10.3.24' }, 'data-center'],
    ['confluence', currentUser, { type: 'known', accountId: '5b10', accountType: 'atlassian' }, 'cloud'],
    ['confluence', currentUser, { type: 'known', username: 'mia', userKey: '8a' }, 'data-center'],
  ] as const)('%s with %s and %j is %s', async (product, line, answer, deployment) => {
    const site = await startScriptedSite({ [line]: answer });
    const { client } = configuredClient({ JIRA_URL: site.url });
    const both = [detectDeployment(client, product, never), detectDeployment(client, product, never)];
    expect(await Promise.all(both)).toEqual([deployment, deployment]);
    expect(await detectDeployment(client, product, never)).toBe(deployment);
    expect(site.requests.map((request) => request.line)).toEqual([line]);
  });

  it.each([
    ['jira', { [serverInfo]: { deploymentType: 'Moon' } }],
    ['jira', { [serverInfo]: [403, {}] }],
    ['jira', {}],
    ['confluence', { [currentUser]: { type: 'anonymous' } }],
    ['confluence', { [currentUser]: [{}] }],
  ] as const)('%s and tells nothing with %j is an error that names the variable', async (product, scripts) => {
    const site = await startScriptedSite(scripts);
    const { client } = configuredClient({ JIRA_URL: site.url });
    await expect(detectDeployment(client, product, never)).rejects.toMatchObject({
      code: 'INCOMPLETE_CONFIGURATION',
      message: expect.stringContaining('Set JIRA_DEPLOYMENT to cloud or data-center'),
      details: { missing: ['JIRA_DEPLOYMENT'] },
    });
    expect(site.requests).toHaveLength(1);
  });

  it('and refuses the token is an error about that, and is asked again', async () => {
    let asked = 0;
    const site = await startScriptedSite({
      [serverInfo]: (response: { statusCode: number; end: (text: string) => void }) => {
        asked += 1;
        response.statusCode = asked === 1 ? 401 : 200;
        response.end('{"deploymentType":"Cloud"}');
      },
    });
    const { client } = configuredClient({ JIRA_URL: site.url });
    await expect(detectDeployment(client, 'jira', never)).rejects.toMatchObject({ code: 'AUTHENTICATION_FAILED' });
    expect(await detectDeployment(client, 'jira', never)).toBe('cloud');
  });
});
