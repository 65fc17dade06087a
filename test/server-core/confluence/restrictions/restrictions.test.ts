import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

const page_id = '163844';
const open = { read_users: [], read_groups: [], edit_users: [], edit_groups: [] };

describe.each(deployments)('restrictions on %s', (deployment) => {
  it('are set for people by name, and taken off', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    expect(await data('get-confluence-restrictions', { page_id })).toEqual({ page_id, ...open });
    const set = await data('set-confluence-restrictions', { page_id, edit_users: ['ben okafor', 'Ana Costa'] });
    expect(set['edit_users']).toEqual(expect.arrayContaining(['Ana Costa', 'Ben Okafor']));
    expect(set['read_users']).toEqual([]);
    expect(await data('set-confluence-restrictions', { page_id, clear: true })).toEqual({ page_id, ...open });
  });

  it('stay as they were where a name fits nobody (lesson 8)', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const edit_users = ['Ben Okafor', 'Nobody Of This Name'];
    expect(await failure('set-confluence-restrictions', { page_id, edit_users })).toMatchObject({ code: 'NO_MATCH' });
    expect(await data('get-confluence-restrictions', { page_id })).toEqual({ page_id, ...open });
  });

  it('replace all that there were, also where only one kind is named', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    await data('set-confluence-restrictions', { page_id, read_users: ['Ben Okafor'], edit_users: ['Ben Okafor'] });
    await data('set-confluence-restrictions', { page_id, edit_users: ['Ben Okafor', 'Ana Costa'] });
    const now = await data('get-confluence-restrictions', { page_id });
    expect(now).toMatchObject({ read_users: [], edit_users: ['Ben Okafor', 'Ana Costa'] });
    const page = await data('get-confluence-page', { page_id, include: ['restrictions'] });
    expect(page['text']).toContain('- **May edit:** Ben Okafor, Ana Costa');
  });

  it('are never taken off for want of names', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    for (const args of [{}, { edit_users: [] }, { clear: false }, { clear: true, edit_users: ['Ben Okafor'] }]) {
      const refused = await failure('set-confluence-restrictions', { page_id, ...args });
      expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS', message: expect.stringContaining('or clear alone') });
    }
  });

  it('for a group that is not there are refused', async () => {
    const { data, failure } = await confluenceOnDemoSite(deployment);
    const refused = await failure('set-confluence-restrictions', { page_id, edit_groups: ['pirates'] });
    expect(refused.code).toMatch(/NO_MATCH|REQUEST_REFUSED/);
    expect(await data('get-confluence-restrictions', { page_id })).toEqual({ page_id, ...open });
  });
});

const restriction = 'PUT /wiki/rest/api/content/7/restriction';
const people = (...names: string[]) => ({
  results: names.map((displayName, index) => ({ user: { accountId: `a${index}`, displayName, email: null } })),
});

it('a name that fits several people is refused with their ids, and nothing is written (lesson 8)', async () => {
  const site = await startScriptedSite({ 'GET /wiki/rest/api/search/user': people('Ann Lee', 'Ann Low') });
  const { failure } = await confluenceAt(site.env);
  const refused = await failure('set-confluence-restrictions', { page_id: '7', read_users: ['Ann L'] });
  expect(refused).toEqual({ code: 'AMBIGUOUS_MATCH', message: expect.stringContaining('Ann Lee (a0), Ann Low (a1)') });
  expect(site.requests.every(({ line }) => line.startsWith('GET '))).toBe(true);
});

it('Cloud is told people and groups by id, and nothing of what is to be open', async () => {
  const site = await startScriptedSite({
    'GET /wiki/rest/api/search/user': people('Ann Lee'),
    'GET /wiki/rest/api/group/picker': { results: [null, { name: 'crew-old', id: 'g0' }, { name: 'Crew', id: 'g1' }] },
    [restriction]: { results: [] },
  });
  const { data } = await confluenceAt(site.env);
  const set = await data('set-confluence-restrictions', {
    page_id: '7',
    read_users: ['ann lee'],
    read_groups: ['crew'],
  });
  expect(set).toMatchObject({ read_users: ['Ann Lee'], read_groups: ['Crew'], edit_users: [], edit_groups: [] });
  const user = [{ type: 'known', accountId: 'a0' }];
  expect(site.requests.at(-1)).toMatchObject({
    line: restriction,
    body: [{ operation: 'read', restrictions: { user, group: [{ type: 'group', id: 'g1' }] } }],
  });
});

it('Data Center is told of what is to be open too, which it would leave as it is', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/user': { username: 'ann', displayName: 'Ann Lee' },
    'PUT /rest/api/content/7/restriction': { results: [] },
  });
  const { data } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
  await data('set-confluence-restrictions', { page_id: '7', edit_users: ['ann'], edit_groups: ['crew'] });
  const user = [{ type: 'known', username: 'ann' }];
  expect(site.requests.at(-1)?.body).toEqual([
    { operation: 'read', restrictions: { user: [], group: [] } },
    { operation: 'update', restrictions: { user, group: [{ type: 'group', name: 'crew' }] } },
  ]);
});
