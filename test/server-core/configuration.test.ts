import { describe, expect, it } from 'vitest';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore } from '../support/server-core-client.ts';

const found = { issues: [], isLast: true };
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

describe('without configuration', () => {
  it('the server lists its tools and prompts, and no resources', async () => {
    const { client } = await openServerCore();
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['get-jira-issue', 'get-confluence-page']));
    expect((await client.listPrompts()).prompts).toHaveLength(5);
    expect((await client.listResources()).resources).toEqual([]);
    expect((await client.listResourceTemplates()).resourceTemplates).toHaveLength(6);
  });

  it.each([
    ['get-my-assigned-issues', {}, 'Jira', 'JIRA'],
    ['search-confluence', { query: 'x' }, 'Confluence', 'CONFLUENCE'],
  ])('%s answers with what to set', async (name, args, service, prefix) => {
    const { call } = await openServerCore();
    const result = await call(name, args);
    const missing = [`${prefix}_URL`, `${prefix}_EMAIL`, `${prefix}_API_TOKEN`];
    expect(result).toMatchObject({ isError: true, _meta: { code: 'NOT_CONFIGURED', service, missing } });
    for (const variable of [...missing, `${prefix}_PERSONAL_TOKEN`, `${prefix}_OAUTH_TOKEN`])
      expect(JSON.stringify(result.content)).toContain(variable);
  });

  it('reading a resource answers with the same code', async () => {
    const { client } = await openServerCore();
    await expect(client.readResource({ uri: 'jira://issue/A-1' })).rejects.toMatchObject({
      data: { code: 'NOT_CONFIGURED' },
    });
  });
});

describe('with a part of the configuration', () => {
  it.each([
    [{ JIRA_URL: 'https://x.atlassian.net' }, ['JIRA_EMAIL', 'JIRA_API_TOKEN']],
    [{ JIRA_URL: 'https://x.atlassian.net', JIRA_EMAIL: 'a@b.c' }, ['JIRA_API_TOKEN']],
    [{ JIRA_URL: 'https://x.atlassian.net', JIRA_API_TOKEN: 'secret-token' }, ['JIRA_EMAIL']],
    [{ JIRA_PERSONAL_TOKEN: 'secret-token' }, ['JIRA_URL']],
    [{ JIRA_URL: ' ', JIRA_USERNAME: 'a', JIRA_API_TOKEN: 'secret-token' }, ['JIRA_URL']],
  ])('%j misses %j', async (env, missing) => {
    const { call } = await openServerCore(env);
    const result = await call('get-my-assigned-issues');
    expect(result._meta).toEqual({ code: 'INCOMPLETE_CONFIGURATION', service: 'Jira', missing });
    for (const variable of missing) expect(JSON.stringify(result.content)).toContain(variable);
    expect(JSON.stringify(result)).not.toContain('secret-token');
  });

  it.each(['not a url', 'ftp://x.example', 'https://me:pass-word@x.example'])(
    'JIRA_URL=%s is refused without being repeated',
    async (url) => {
      const { failure } = await openServerCore({ JIRA_URL: url, JIRA_PERSONAL_TOKEN: 'secret-token' });
      const { code, message } = await failure('get-my-assigned-issues');
      expect(code).toBe('INVALID_CONFIGURATION');
      expect(message).toContain('JIRA_URL');
      expect(message).not.toContain(url);
    },
  );

  it('a token that cannot be sent is refused without being repeated', async () => {
    const { failure } = await openServerCore({ JIRA_URL: 'https://x.example', JIRA_PERSONAL_TOKEN: 'secret\ntoken' });
    const { code, message } = await failure('get-my-assigned-issues');
    expect(code).toBe('INVALID_CONFIGURATION');
    expect(message).not.toContain('token\n');
  });
});

describe('credentials', () => {
  it.each([
    [
      'JIRA_EMAIL and JIRA_API_TOKEN',
      { JIRA_EMAIL: 'mia@example.com', JIRA_API_TOKEN: 't' },
      basic('mia@example.com:t'),
    ],
    ['JIRA_USERNAME and JIRA_API_TOKEN', { JIRA_USERNAME: 'mia', JIRA_API_TOKEN: 't' }, basic('mia:t')],
    ['JIRA_PERSONAL_TOKEN', { JIRA_PERSONAL_TOKEN: 'p' }, 'Bearer p'],
    ['both', { JIRA_EMAIL: 'm', JIRA_API_TOKEN: 't', JIRA_PERSONAL_TOKEN: 'p' }, 'Bearer p'],
    [
      'all of them',
      {
        JIRA_EMAIL: 'm',
        JIRA_API_TOKEN: 't',
        JIRA_PERSONAL_TOKEN: 'p',
        JIRA_OAUTH_TOKEN: 'o',
      },
      'Bearer o',
    ],
  ])('from %s are sent', async (_, env, authorization) => {
    const cloudId = '11111111-2222-3333-4444-555555555555';
    const site = await startScriptedSite({
      'GET /_edge/tenant_info': { cloudId },
      'GET /rest/api/3/search/jql': found,
      [`GET /ex/jira/${cloudId}/rest/api/3/search/jql`]: found,
    });
    const place = { JIRA_URL: `${site.url}/`, JIRA_DEPLOYMENT: 'cloud', ATLASSIAN_API_URL: site.url };
    const { text } = await openServerCore({ ...place, ...env });
    await text('get-my-assigned-issues');
    expect(site.requests.at(-1)?.headers.authorization).toBe(authorization);
  });

  it('never come out in a result, an error or a log, even when the site sends them back (P-SECRET)', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/search/jql': [400, { errorMessages: ['Bad token-of-mia for you.'] }],
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { summary: 'my token-of-mia' } },
    });
    const { call, client, logLines } = await openServerCore({ ...site.env, JIRA_DEPLOYMENT: 'cloud' });
    const answers = [
      await call('get-my-assigned-issues'),
      await call('get-jira-issue', { issue_key: 'A-1' }),
      await client.readResource({ uri: 'jira://issue/token-of-mia' }).catch((error: Error) => error.message),
    ];
    expect(JSON.stringify(answers)).toContain('[secret]');
    expect(JSON.stringify(answers) + logLines.join('')).not.toMatch(
      /token-of-mia|bWlhQGV4YW1wbGUuY29tOnRva2VuLW9mLW1pYQ/,
    );
    expect(logLines.length).toBeGreaterThan(0);
  });
});
