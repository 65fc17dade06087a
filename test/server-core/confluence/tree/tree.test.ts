import { describe, expect, it } from 'vitest';
import { arrangeTree } from '../../../../server-core/confluence/tree/arrange-tree.ts';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe('arrangeTree', () => {
  const nodes = [
    { id: '3', title: 'c', parentId: '1' },
    { id: '1', title: 'a', parentId: undefined },
    { id: '4', title: 'd', parentId: '3' },
    { id: '2', title: 'b', parentId: 'unseen' },
  ];

  it('puts each page before those below it, and what has no parent there at the top', () => {
    expect(arrangeTree(nodes, 5).map(({ id, depth }) => `${id}:${depth}`)).toEqual(['1:1', '3:2', '4:3', '2:1']);
  });

  it('leaves out what is deeper than was asked for', () => {
    expect(arrangeTree(nodes, 2).map(({ id }) => id)).toEqual(['1', '3', '2']);
  });

  it('puts siblings by their positions, and by title where nobody has moved any', () => {
    const at = (id: string, title: string, position?: number) => ({ id, title, parentId: undefined, position });
    const siblings = [at('1', 'Release 10'), at('2', 'Release 9'), at('3', 'z', 2), at('4', 'y', 7), at('5', 'x', 0)];
    expect(arrangeTree(siblings, 5).map(({ id }) => id)).toEqual(['5', '3', '4', '2', '1']);
  });

  it('takes a tree of any depth', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({
      id: String(index),
      title: '',
      parentId: index === 0 ? undefined : String(index - 1),
    }));
    expect(arrangeTree(chain, Number.POSITIVE_INFINITY)).toHaveLength(20_000);
  });
});

describe.each(deployments)('the page tree on %s', (deployment) => {
  it('is listed with ids and depths, and goes on by its token', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const whole = await data('get-confluence-page-tree', { space_key: 'DEMO', depth: 5 });
    const pages = whole['pages'] as { id: string; parent_id?: string; depth: number }[];
    expect(pages.length).toBeGreaterThan(8);
    for (const { parent_id, depth } of pages) {
      const parent = pages.find(({ id }) => id === parent_id);
      expect(depth).toBe((parent?.depth ?? 0) + 1);
    }
    const read: unknown[] = [];
    let page_token: unknown;
    do {
      const part = await data('get-confluence-page-tree', { space_key: 'DEMO', depth: 5, max_results: 3, page_token });
      read.push(...(part['pages'] as unknown[]));
      page_token = part['next_page_token'];
    } while (page_token !== undefined);
    expect(read).toEqual(pages);
  });

  it('has a moved page in its new place', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    await data('move-confluence-page', { page_id: '163845', target_id: '163844' });
    const { pages } = await data('get-confluence-page-tree', { page_id: '163844' });
    expect(pages).toContainEqual(expect.objectContaining({ id: '163845', depth: 1 }));
  });

  it('has a copy, with what could not be copied told', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const copy = await data('copy-confluence-page', { page_id: '163843', title: 'A copy', parent_id: '163844' });
    expect(copy['not_copied']).toEqual(deployment === 'cloud' ? undefined : ['attachments']);
    const [original, copied] = [
      await data('get-confluence-page', { page_id: '163843' }),
      await data('get-confluence-page', { page_id: copy['id'] }),
    ];
    // the comments on its text are not copied
    expect(copied['text']).toBe(String(original['text']).replace(/\[([^\]]*)\]\(comment:[^)]*\)/g, '$1'));
    expect(await data('get-confluence-labels', { page_id: copy['id'] })).toMatchObject({
      labels: (await data('get-confluence-labels', { page_id: '163843' }))['labels'],
    });
  });

  it('has no page below itself', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    const moved = await failure('move-confluence-page', { page_id: '163843', target_id: '163843' });
    expect(moved.code).toMatch(/REQUEST_REFUSED|CONFLICT/);
  });
});

describe('moving a page', () => {
  const below = '163842';
  const order = async (data: Awaited<ReturnType<typeof confluenceOnDemoSite>>['data']) => {
    const { pages } = await data('get-confluence-page-tree', { page_id: below });
    return (pages as { id: string }[]).map(({ id }) => id);
  };

  it('puts it before or after another on Cloud', async () => {
    const { data } = await confluenceOnDemoSite('cloud');
    expect(await order(data)).toEqual(['163843', '163844', '163845']);
    await data('move-confluence-page', { page_id: '163845', target_id: '163843', position: 'before' });
    await data('move-confluence-page', { page_id: '163843', target_id: '163844', position: 'after' });
    expect(await order(data)).toEqual(['163845', '163844', '163843']);
  });

  it('puts it into another space on Cloud, below the page that all others are below', async () => {
    const { data } = await confluenceOnDemoSite('cloud');
    await data('move-confluence-page', { page_id: '163845', space_key: 'TEAM' });
    expect(await data('get-confluence-page', { page_id: '163845' })).toMatchObject({ space_key: 'TEAM' });
    const { pages } = await data('get-confluence-page-tree', { space_key: 'TEAM', depth: 2 });
    expect(pages).toContainEqual(expect.objectContaining({ id: '163845', depth: 2 }));
  });

  it.each([
    { page_id: '163845', target_id: '163843', position: 'before' },
    { page_id: '163845', space_key: 'TEAM' },
  ])('Data Center says that its API cannot: %j', async (args) => {
    const { failure, data } = await confluenceOnDemoSite('data-center');
    expect(await failure('move-confluence-page', args)).toMatchObject({ code: 'NOT_SUPPORTED' });
    expect(await order(data)).toContain('163845');
  });

  it('to the top of its own space keeps its text on Data Center', async () => {
    const { data } = await confluenceOnDemoSite('data-center');
    const { text } = await data('get-confluence-page', { page_id: '163845', format: 'raw' });
    await data('move-confluence-page', { page_id: '163845', space_key: 'DEMO' });
    expect(await order(data)).not.toContain('163845');
    expect(await data('get-confluence-page', { page_id: '163845', format: 'raw' })).toMatchObject({ text });
  });

  it('is given up on Data Center where the text of the page cannot be read, which would be lost', async () => {
    const page = { id: '7', type: 'page', title: 'Plan', version: { number: 3 }, body: { storage: null } };
    const site = await startScriptedSite({ 'GET /rest/api/content/7': page, 'PUT /rest/api/content/7': page });
    const { failure } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
    const moved = await failure('move-confluence-page', { page_id: '7', target_id: '8' });
    expect(moved).toMatchObject({ code: 'INVALID_RESPONSE' });
    expect(site.requests).toHaveLength(1);
  });

  it.each([{}, { target_id: '1', space_key: 'DEMO' }])('needs one place to go: %j', async (args) => {
    const { failure } = await confluenceAt({});
    expect(await failure('move-confluence-page', { page_id: '7', ...args })).toMatchObject({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining('expected either target_id or space_key'),
    });
  });
});

it('a copy on Data Center of a page without files leaves nothing behind', async () => {
  const { data } = await confluenceOnDemoSite('data-center');
  const copy = await data('copy-confluence-page', { page_id: '163845', title: 'A copy', space_key: 'TEAM' });
  expect(copy).not.toHaveProperty('not_copied');
  expect(copy).toMatchObject({ space_key: 'TEAM' });
});

it('a tree that is larger than what is read says so', async () => {
  const pages = Array.from({ length: 250 }, (_, index) => ({ id: String(index + 10), title: 'x', parentId: null }));
  const site = await startScriptedSite({
    'GET /wiki/api/v2/spaces': { results: [{ id: '9', key: 'BIG' }] },
    'GET /wiki/api/v2/spaces/9/pages': (response, { query }) => {
      const cursor = Number(query.get('cursor') ?? 0) + 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results: pages, _links: { next: `/wiki/api/v2/x?cursor=${cursor}` } }));
    },
  });
  const { text } = await confluenceAt(site.env);
  expect(await text('get-confluence-page-tree', { space_key: 'BIG' })).toContain('only the first 2000 were read');
  expect(site.requests.length).toBeLessThan(12);
});

it('reads a list to its end though the site gives fewer than it was asked for', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/space/OPS/content/page': (response, { query }) => {
      const start = Number(query.get('start'));
      const _links = start < 2 ? { next: `/rest/api/space/OPS/content/page?limit=1&start=${start + 1}` } : {};
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ results: [{ id: String(start + 5), title: `P${start}` }], _links }));
    },
  });
  const { data } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
  const { pages } = await data('get-confluence-page-tree', { space_key: 'OPS' });
  expect((pages as { id: string }[]).map(({ id }) => id)).toEqual(['5', '6', '7']);
});
