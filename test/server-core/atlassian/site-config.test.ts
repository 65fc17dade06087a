import { describe, expect, it } from 'vitest';
import { readSiteConfig } from '../../../server-core/atlassian/site-config.ts';

const least = { JIRA_URL: 'https://jira.example/base/', JIRA_PERSONAL_TOKEN: 'token-of-mia' };
const read = (variables: Record<string, string>) => readSiteConfig({ ...least, ...variables }, 'JIRA', 'Jira');
const cloudId = '11111111-2222-3333-4444-555555555555';

describe('the configuration of a site', () => {
  it('needs no more than a URL and a token', () => {
    expect(read({})).toMatchObject({
      authorization: 'Bearer token-of-mia',
      verifyTls: true,
      deployment: undefined,
      timeoutMs: 30_000,
      maxConnections: 8,
    });
    expect(read({}).url.href).toBe('https://jira.example/base');
  });

  it.each([
    [{ JIRA_DEPLOYMENT: 'Cloud' }, { deployment: 'cloud' }],
    [{ JIRA_DEPLOYMENT: 'server' }, { deployment: 'data-center' }],
    [{ JIRA_DEPLOYMENT: 'data-center' }, { deployment: 'data-center' }],
    [{ JIRA_CLOUD_ID: cloudId }, { deployment: 'cloud', cloudId }],
    [{ JIRA_CLOUD_ID: 'AUTO' }, { deployment: 'cloud', cloudId: 'auto' }],
    [{ JIRA_OAUTH_TOKEN: 'o' }, { authorization: 'Bearer o', deployment: 'cloud', cloudId: 'auto' }],
    [
      { JIRA_OAUTH_TOKEN: 'o', JIRA_CLOUD_ID: cloudId },
      { authorization: 'Bearer o', cloudId },
    ],
    [
      { JIRA_TIMEOUT_SECONDS: '5', JIRA_MAX_CONNECTIONS: '1' },
      { timeoutMs: 5_000, maxConnections: 1 },
    ],
    [{ JIRA_SSL_VERIFY: 'False' }, { verifyTls: false }],
    [{ JIRA_SSL_VERIFY: 'on' }, { verifyTls: true }],
    [{ JIRA_PROXY: 'direct' }, { proxy: { own: 'direct' } }],
  ])('with %j has %j', (variables, config) => {
    expect(read(variables)).toMatchObject(config);
  });

  it('lets an OAuth token go straight to a site of one’s own', () => {
    const config = read({ JIRA_OAUTH_TOKEN: 'o', JIRA_DEPLOYMENT: 'data-center' });
    expect(config).toMatchObject({ authorization: 'Bearer o', deployment: 'data-center' });
    expect(config.cloudId).toBeUndefined();
  });

  it.each([
    ['JIRA_DEPLOYMENT', 'moon-base', 'cloud, data-center or server'],
    ['JIRA_CLOUD_ID', 'my-site', 'the UUID of a cloud site, or auto'],
    ['JIRA_OAUTH_TOKEN', 'secret token', 'a token without blanks'],
    ['JIRA_PERSONAL_TOKEN', 'secret\ntoken', 'a token without blanks'],
    ['JIRA_SSL_VERIFY', 'perhaps', 'true or false'],
    ['JIRA_PROXY', 'proxy-without-scheme', 'the URL of an http or https proxy, or direct'],
    ['JIRA_PROXY', 'socks5://mia:secret@p.example', 'the URL of an http or https proxy, or direct'],
    ['JIRA_PROXY', 'http://mia:%E0%A4@p.example', 'the URL of an http or https proxy, or direct'],
    ['JIRA_TIMEOUT_SECONDS', '999', 'a whole number from 1 to 600'],
    ['JIRA_TIMEOUT_SECONDS', '1.5', 'a whole number from 1 to 600'],
    ['JIRA_MAX_CONNECTIONS', 'many', 'a whole number from 1 to 100'],
    ['ATLASSIAN_API_URL', 'gateway', 'a URL'],
    ['ATLASSIAN_API_URL', 'https://mia:secret@g.example', 'a URL without a user name'],
  ])('with %s=%j is an error that says what was expected, and not the value', (variable, value, expected) => {
    let failure: unknown;
    try {
      read({ [variable]: value });
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ code: 'INVALID_CONFIGURATION' });
    const message = failure instanceof Error ? failure.message : '';
    expect(message).toContain(`${variable} is not valid: expected ${expected}`);
    expect(message).not.toContain(value);
  });

  it('with a cloud id for a site of one’s own is an error', () => {
    expect(() => read({ JIRA_DEPLOYMENT: 'server', JIRA_CLOUD_ID: cloudId })).toThrow(
      /JIRA_CLOUD_ID .*JIRA_DEPLOYMENT/,
    );
  });

  it.each([
    ['JIRA_CLIENT_CERT_FILE', 'JIRA_CLIENT_KEY_FILE'],
    ['JIRA_CLIENT_KEY_FILE', 'JIRA_CLIENT_CERT_FILE'],
  ])('with %s alone misses %s', (variable, missing) => {
    expect(() => read({ [variable]: '/file.pem' })).toThrow(
      expect.objectContaining({ code: 'INCOMPLETE_CONFIGURATION', details: { service: 'Jira', missing: [missing] } }),
    );
  });
});
