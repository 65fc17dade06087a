import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('spaces on %s', (deployment) => {
  it('are listed with links that people can open (lesson 26)', async () => {
    const { data, site } = await confluenceOnDemoSite(deployment);
    const { spaces } = await data('get-confluence-spaces');
    expect((spaces as { key: string }[]).map(({ key }) => key)).toEqual(expect.arrayContaining(['DEMO', 'TEAM']));
    for (const { url } of spaces as { url: string }[]) expect(url).toContain(site.environment['CONFLUENCE_URL']);
  });

  it('go on by their token', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const first = await data('get-confluence-spaces', { max_results: 1 });
    const second = await data('get-confluence-spaces', { max_results: 1, page_token: first['next_page_token'] });
    expect([first['spaces'], second['spaces']]).toMatchObject([[{ key: 'DEMO' }], [{ key: 'TEAM' }]]);
    expect(second).not.toHaveProperty('next_page_token');
  });

  it('are found by a part of their name or key', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    for (const query of ['ferry book', 'dem']) {
      expect(await data('get-confluence-spaces', { query })).toMatchObject({ spaces: [{ key: 'DEMO' }] });
    }
    expect(await data('get-confluence-spaces', { query: 'none of these' })).toEqual({ spaces: [] });
    expect(await data('get-confluence-spaces', { type: 'personal' })).toEqual({ spaces: [] });
  });
});

it('a space is looked for on further pages of the list, and what is left is continued', async () => {
  const site = await startScriptedSite({
    'GET /wiki/api/v2/spaces': (response, { query }) => {
      const at = Number(query.get('cursor') ?? 0);
      const results = [
        { id: `${at}`, key: `K${at}`, name: at % 2 === 0 ? 'Even' : 'Odd' },
        { id: 'x', key: `L${at}`, name: null },
      ];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results, _links: at < 5 ? { next: `/x?cursor=${at + 1}` } : {} }));
    },
  });
  const { data } = await confluenceAt(site.env);
  const first = await data('get-confluence-spaces', { query: 'EVEN', max_results: 2 });
  expect((first['spaces'] as { key: string }[]).map(({ key }) => key)).toEqual(['K0', 'K2']);
  const rest = await data('get-confluence-spaces', { query: 'EVEN', page_token: first['next_page_token'] });
  expect((rest['spaces'] as { key: string }[]).map(({ key }) => key)).toEqual(['K4']);
  expect(rest).not.toHaveProperty('next_page_token');
});

it.each(['..', '.', 'A/../B', 'A B', 'x'.repeat(10_000_000)])(
  'a key that could be a path or is none is refused and nothing is sent: %.20s',
  async (space_key) => {
    const site = await startScriptedSite({});
    const { failure } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    const calls: [string, Record<string, unknown>][] = [
      ['get-confluence-page-tree', {}],
      ['search-confluence', { query: 'x' }],
      ['create-confluence-page', { title: 't', content: 'c' }],
      ['get-confluence-page', { title: 't' }],
      ['move-confluence-page', { page_id: '1' }],
    ];
    for (const [name, args] of calls) {
      expect(await failure(name, { ...args, space_key })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    }
    expect(site.requests).toEqual([]);
  },
);
