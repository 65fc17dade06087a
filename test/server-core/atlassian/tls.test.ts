import { describe, expect, it } from 'vitest';
import { configuredClient } from '../../support/configured-client.ts';
import { never } from '../../support/rest-client.ts';
import { startTlsSite, tlsFile } from '../../support/start-tls-site.ts';

const identity = { JIRA_CLIENT_CERT_FILE: tlsFile('client.pem'), JIRA_CLIENT_KEY_FILE: tlsFile('client.key') };
const ask = (variables: Record<string, string>) =>
  configuredClient(variables, 'JIRA', { backoffMs: 1 }).client.request({ path: '/it', signal: never });

describe('a site with a certificate of a private authority', () => {
  it('is refused, and the error names the variable that helps', async () => {
    const site = await startTlsSite();
    await expect(ask({ JIRA_URL: site.url })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
      message: expect.stringContaining('JIRA_CA_FILE'),
    });
    expect(site.requests).toEqual([]);
  });

  it('is trusted with JIRA_CA_FILE (lesson 22)', async () => {
    const site = await startTlsSite();
    expect(await ask({ JIRA_URL: site.url, JIRA_CA_FILE: tlsFile('ca.pem') })).toEqual({ ok: true });
  });

  it('is trusted with JIRA_CA_FILE under its own names only', async () => {
    const site = await startTlsSite();
    await expect(
      ask({ JIRA_URL: `https://other.localhost:${site.port}`, JIRA_CA_FILE: tlsFile('ca.pem') }),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNREACHABLE' });
    expect(site.requests).toEqual([]);
  });

  it('is accepted with JIRA_SSL_VERIFY=false', async () => {
    const site = await startTlsSite();
    expect(await ask({ JIRA_URL: site.url, JIRA_SSL_VERIFY: 'false' })).toEqual({ ok: true });
  });
});

describe('a site that wants a client certificate', () => {
  it('refuses who has none', async () => {
    const site = await startTlsSite({ wantsClientCertificate: true });
    await expect(ask({ JIRA_URL: site.url, JIRA_CA_FILE: tlsFile('ca.pem') })).rejects.toMatchObject({
      code: 'UPSTREAM_UNREACHABLE',
    });
    expect(site.requests).toEqual([]);
  });

  it.each([
    ['a plain key', identity],
    [
      'an encrypted key and its passphrase',
      {
        ...identity,
        JIRA_CLIENT_KEY_FILE: tlsFile('client-encrypted.key'),
        JIRA_CLIENT_KEY_PASSPHRASE: 'open-sesame',
      },
    ],
  ])('lets in who shows one with %s', async (_, variables) => {
    const site = await startTlsSite({ wantsClientCertificate: true });
    expect(await ask({ JIRA_URL: site.url, JIRA_CA_FILE: tlsFile('ca.pem'), ...variables })).toEqual({ ok: true });
    expect(site.requests).toMatchObject([{ clientName: 'client of the tests' }]);
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['JIRA_CA_FILE', { JIRA_CA_FILE: '/no/such/file.pem' }],
    ['JIRA_CA_FILE', { JIRA_CA_FILE: tlsFile('client.key') }],
    ['JIRA_CLIENT_CERT_FILE', { ...identity, JIRA_CLIENT_CERT_FILE: tlsFile('client.key') }],
    ['JIRA_CLIENT_KEY_FILE', { ...identity, JIRA_CLIENT_KEY_FILE: tlsFile('client.pem') }],
    ['JIRA_CLIENT_KEY_FILE', { ...identity, JIRA_CLIENT_KEY_FILE: tlsFile('site.key') }],
    ['JIRA_CLIENT_KEY_PASSPHRASE', { ...identity, JIRA_CLIENT_KEY_FILE: tlsFile('client-encrypted.key') }],
    [
      'JIRA_CLIENT_KEY_PASSPHRASE',
      {
        ...identity,
        JIRA_CLIENT_KEY_FILE: tlsFile('client-encrypted.key'),
        JIRA_CLIENT_KEY_PASSPHRASE: 'close-sesame',
      },
    ],
  ])('is an error that names %s and not its value: %j', async (variable, variables) => {
    const failure = ask({ JIRA_URL: 'https://localhost:1', ...variables });
    await expect(failure).rejects.toMatchObject({
      code: 'INVALID_CONFIGURATION',
      message: expect.stringContaining(`The environment variable ${variable} is not valid`),
    });
    const shown = String(await failure.catch((error: unknown) => error));
    for (const value of Object.values(variables)) expect(shown).not.toContain(value);
  });
});
