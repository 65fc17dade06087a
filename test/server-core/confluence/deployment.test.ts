import { describe, expect, it } from 'vitest';
import { startScriptedSite } from '../../support/scripted-site.ts';
import { openServerCore } from '../../support/server-core-client.ts';

const found = { results: [], _links: {} };

describe('the deployment of Confluence (lesson 23)', () => {
  it('is asked for once, and a context path of Data Center is kept', async () => {
    const site = await startScriptedSite({
      'GET /intranet/rest/api/user/current': { type: 'known', username: 'mia', displayName: 'Mia' },
      'GET /intranet/rest/api/content/search': found,
    });
    const { CONFLUENCE_DEPLOYMENT: _, ...env } = site.env;
    const { text } = await openServerCore({ ...env, CONFLUENCE_URL: `${site.url}/intranet` });
    await text('search-confluence', { query: 'x' });
    await text('search-confluence', { query: 'y' });
    expect(site.requests.map(({ line }) => line)).toEqual([
      'GET /intranet/rest/api/user/current',
      'GET /intranet/rest/api/content/search',
      'GET /intranet/rest/api/content/search',
    ]);
  });

  it('is Cloud behind a domain of its own, where only /wiki answers', async () => {
    const site = await startScriptedSite({
      'GET /wiki/rest/api/user/current': { type: 'known', accountId: '5b10ac8d82e05b22cc7d4ef5', displayName: 'Mia' },
      'GET /wiki/rest/api/content/search': found,
    });
    const { CONFLUENCE_DEPLOYMENT: _, ...env } = site.env;
    const { text } = await openServerCore(env);
    await text('search-confluence', { query: 'x' });
    expect(site.requests.at(-1)?.line).toBe('GET /wiki/rest/api/content/search');
  });

  it('is what the variable says, without a question', async () => {
    const site = await startScriptedSite({ 'GET /rest/api/content/search': found });
    const { text } = await openServerCore({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    await text('search-confluence', { query: 'x' });
    expect(site.requests).toHaveLength(1);
  });

  it('that cannot be found out is an error that names the variable', async () => {
    const site = await startScriptedSite({});
    const { CONFLUENCE_DEPLOYMENT: _, ...env } = site.env;
    const { failure } = await openServerCore(env);
    expect(await failure('search-confluence', { query: 'x' })).toMatchObject({
      code: 'INCOMPLETE_CONFIGURATION',
      message: expect.stringContaining('CONFLUENCE_DEPLOYMENT'),
    });
  });
});
