import { describe, expect, it } from 'vitest';
import { secretsOf } from '../../server-core/secrets.ts';

const basic = (credentials: string) => Buffer.from(credentials).toString('base64');

describe('what is hidden (P-SECRET)', () => {
  it.each([
    ['an API token', { JIRA_API_TOKEN: 'token-of-mia' }, 'token-of-mia'],
    [
      'an API token as it is sent',
      { CONFLUENCE_USERNAME: 'mia', CONFLUENCE_API_TOKEN: 'token-of-mia' },
      basic('mia:token-of-mia'),
    ],
    ['a personal token', { CONFLUENCE_PERSONAL_TOKEN: 'token-of-mia' }, 'token-of-mia'],
    ['an OAuth token', { JIRA_OAUTH_TOKEN: 'token-of-mia' }, 'token-of-mia'],
    ['a passphrase', { JIRA_CLIENT_KEY_PASSPHRASE: 'open-sesame' }, 'open-sesame'],
    ['a proxy’s password', { JIRA_PROXY: 'http://mia:p%40ssword@p.example' }, 'p@ssword'],
    ['a proxy’s password as it is written', { https_proxy: 'http://mia:p%40ssword@p.example' }, 'p%40ssword'],
    ['a proxy’s password as it is sent', { ALL_PROXY: 'mia:p%40ss@p.example' }, basic('mia:p@ss')],
    ['a short password in its address', { HTTP_PROXY: 'http://mia:pw@p.example' }, 'mia:pw@'],
    ['the longer of two tokens', { JIRA_API_TOKEN: 'token-of', JIRA_OAUTH_TOKEN: 'token-of-mia' }, 'token-of-mia'],
  ])('%s', (_, env: Record<string, string>, secret) => {
    expect(secretsOf(env).hideIn({ text: [`It is ${secret}.`] })).toEqual({
      text: [expect.stringMatching(/^It is \[secret\]\.?$/)],
    });
  });

  it('in a file too, whose length stays what it was', () => {
    const file = Buffer.from('\u0000 token-of-mia, twice: token-of-mia \u00ff');
    const hidden = secretsOf({ JIRA_API_TOKEN: 'token-of-mia' }).hideIn([
      { type: 'resource', resource: { uri: 'jira://attachment/1', blob: file.toString('base64') } },
      { type: 'image', mimeType: 'image/png', data: file.toString('base64') },
    ]);
    const expected = Buffer.from('\u0000 ************, twice: ************ \u00ff').toString('base64');
    expect(hidden).toMatchObject([{ resource: { blob: expected } }, { data: expected }]);
  });

  it('not where the base64 of a file spells it by chance', () => {
    const blob = 'AAAAsecret12';
    expect(secretsOf({ JIRA_API_TOKEN: 'secret12' }).hideIn({ blob })).toEqual({ blob });
  });
});
