import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';
import { openServerCore } from '../../../support/server-core-client.ts';

describe.each(deployments)('searching on %s', (deployment) => {
  it('finds every page in parts, each once (lesson 2)', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const query = 'type = page AND space = DEMO order by title';
    const all = await data('search-confluence', { query, max_results: 100 });
    const ids: string[] = [];
    let page_token: unknown;
    do {
      const part = await data('search-confluence', { query, max_results: 4, page_token });
      ids.push(...(part['pages'] as { id: string }[]).map(({ id }) => id));
      page_token = part['next_page_token'];
    } while (page_token !== undefined);
    expect(ids).toEqual((all['pages'] as { id: string }[]).map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(8);
  });

  it('finds words in titles and texts, in one space or all', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const titles = async (args: Record<string, unknown>) =>
      ((await data('search-confluence', args))['pages'] as { title: string }[]).map(({ title }) => title);
    expect(await titles({ query: 'timetable', space_key: 'DEMO' })).toContain('Timetable search');
    expect(await titles({ query: 'timetable', space_key: 'TEAM' })).not.toContain('Timetable search');
    expect(await titles({ query: 'nothingofthiskind' })).toEqual([]);
  });

  it('finds comments where they are asked for', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const { pages } = await data('search-confluence', { query: 'minute login', type: 'comment' });
    expect((pages as { title: string }[]).every(({ title }) => title.startsWith('Re: '))).toBe(true);
    expect(pages).not.toEqual([]);
  });

  it('fails in the words of the site for CQL that it does not take (lesson 13)', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    const refused = await failure('search-confluence', { query: 'colour = "red" AND type = page' });
    expect(refused).toMatchObject({ code: 'REQUEST_REFUSED', message: expect.stringContaining('colour') });
  });
});

it('says nothing to the site for CQL that could end its brackets', async () => {
  const site = await startScriptedSite({});
  const { failure } = await openServerCore(site.env);
  const query = 'label = a) OR (space = SECRET';
  const refused = await failure('search-confluence', { query: `${query} AND (x`, space_key: 'DEMO' });
  expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(site.requests).toEqual([]);
});

it.each(['~5f1c0a7e9d2b4c0068a1f302', '~mia@example.com', 'AND', '2026'])(
  'quotes the key of the space %s in CQL (lesson 25)',
  async (space_key) => {
    const site = await startScriptedSite({ 'GET /wiki/rest/api/content/search': { results: [] } });
    const { text } = await openServerCore(site.env);
    await text('search-confluence', { query: 'label = "a"', space_key });
    expect(site.requests[0]?.query.get('cql')).toBe(`type = page AND (label = "a") AND space = "${space_key}"`);
  },
);

it('shows hits with members that are null or missing', async () => {
  const results = [null, { id: 7, title: null, space: null, version: null, _links: null }];
  const site = await startScriptedSite({ 'GET /wiki/rest/api/content/search': { results, _links: null } });
  const { data } = await confluenceAt(site.env);
  expect(await data('search-confluence', { query: 'x' })).toMatchObject({ pages: [{ id: '7', title: '' }] });
});

it.each([
  ['search-confluence', { query: 'x' }],
  ['get-confluence-spaces', {}],
  ['find-confluence-users', { query: 'x' }],
  ['get-confluence-attachments', { page_id: '1' }],
  ['get-confluence-comments', { page_id: '1', kind: 'footer' }],
])('%s refuses a page token of another tool, and asks the site nothing', async (name, args) => {
  const site = await startScriptedSite({});
  const { failure } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
  const page_token = `0.${Buffer.from('cursor-of-cloud').toString('base64url')}`;
  expect(await failure(name, { ...args, page_token })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(await failure(name, { ...args, page_token: 'no token' })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
  expect(site.requests).toEqual([]);
});
