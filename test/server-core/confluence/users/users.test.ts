import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('people on %s', (deployment) => {
  it('are found by a part of their name, and told whose account it is (lesson 26)', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    expect(await data('find-confluence-users', { query: 'costa' })).toMatchObject({ users: [{ name: 'Ana Costa' }] });
    expect(await data('get-confluence-user')).toMatchObject({ name: 'Ben Okafor' });
  });

  it('are looked up by name and by id', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const ana = await data('get-confluence-user', { person: 'ana costa' });
    expect(await data('get-confluence-user', { person: ana['id'] })).toEqual(ana);
    expect(await failure('get-confluence-user', { person: 'Zoe' })).toMatchObject({ code: 'NO_MATCH' });
  });
});

it('the words of a name cannot end the CQL around them (lesson 25)', async () => {
  const site = await startScriptedSite({ 'GET /wiki/rest/api/search/user': { results: [] } });
  const { data } = await confluenceAt(site.env);
  expect(await data('find-confluence-users', { query: 'a" OR user = "b' })).toEqual({ users: [] });
  expect(site.requests[0]?.query.get('cql')).toBe(String.raw`user.fullname ~ "a\" OR user = \"b"`);
});

it('people whose members are null are shown by what is known of them', async () => {
  const user = { accountId: 'a1', displayName: null, publicName: 'Ann', email: null };
  const site = await startScriptedSite({
    'GET /wiki/rest/api/search/user': { results: [null, { user: null }, { user: { accountId: null } }, { user }] },
  });
  const { data } = await confluenceAt(site.env);
  expect(await data('find-confluence-users', { query: 'ann' })).toEqual({ users: [{ id: 'a1', name: 'Ann' }] });
});

it('on Data Center nobody is taken for the one who is meant while others have not been looked at (lesson 8)', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/user': [404, {}],
    'GET /rest/api/user/list': (response, { query }) => {
      const start = Number(query.get('start'));
      const results = start === 0 ? [{ username: 'ann', displayName: 'Ann Lee' }] : [];
      const next = `/rest/api/user/list?limit=200&start=${start + 200}`;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results, _links: { next } }));
    },
  });
  const { data, failure } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
  expect(await failure('get-confluence-user', { person: 'Lee' })).toMatchObject({ code: 'NO_MATCH' });
  expect(await data('get-confluence-user', { person: 'Ann Lee' })).toEqual({ id: 'ann', name: 'Ann Lee' });
});
