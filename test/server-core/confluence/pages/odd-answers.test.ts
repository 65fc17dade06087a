import { describe, expect, it } from 'vitest';
import { startScriptedSite } from '../../../support/scripted-site.ts';
import { openServerCore } from '../../../support/server-core-client.ts';

const page = { id: '7', title: 'Plan', spaceId: '9', version: { number: 1 }, body: { storage: { value: '<p>x</p>' } } };
const noSpace = { 'GET /wiki/api/v2/spaces/9': [403, {}] };

describe('a space whose key cannot be read', () => {
  it('does not keep its page from being read', async () => {
    const site = await startScriptedSite({ 'GET /wiki/api/v2/pages/7': page, ...noSpace });
    const { text } = await openServerCore(site.env);
    expect(await text('get-confluence-page', { page_id: '7' })).toContain('# Plan');
  });

  it('does not make a failure of a change that was made', async () => {
    const updated = { ...page, version: { number: 2 } };
    const site = await startScriptedSite({ 'PUT /wiki/api/v2/pages/7': updated, ...noSpace });
    const { text } = await openServerCore(site.env);
    const args = { page_id: '7', title: 'Plan', content: 'y', version: 1 };
    expect(await text('update-confluence-page', args)).toContain('to version 2');
  });
});

it('a comment on a page that cannot be read is not made', async () => {
  const site = await startScriptedSite({
    'GET /wiki/api/v2/pages/7': [500, {}],
    'POST /wiki/api/v2/footer-comments': { id: '1' },
  });
  const { failure } = await openServerCore(site.env);
  expect(await failure('comment-confluence-page', { page_id: '7', comment: 'x' })).toMatchObject({
    code: 'UPSTREAM_ERROR',
  });
  expect(site.requests.map(({ line }) => line)).toEqual(['GET /wiki/api/v2/pages/7']);
});

it('a key that the site takes for a list of keys names no space', async () => {
  const spaces = { results: ['OPS', 'TEAM'].map((key, index) => ({ id: String(index), key })) };
  const site = await startScriptedSite({ 'GET /wiki/api/v2/spaces': spaces, 'POST /wiki/api/v2/pages': page });
  const { failure } = await openServerCore(site.env);
  const args = { space_key: 'TEAM,OPS', title: 'Plan', content: 'x' };
  expect(await failure('create-confluence-page', args)).toMatchObject({ code: 'NO_MATCH' });
  expect(site.requests).toHaveLength(1);
});

it('a page with more comments than are shown says so', async () => {
  const comment = { version: { createdAt: '2026-11-20T10:00:00Z' }, body: { storage: { value: '<p>Yes</p>' } } };
  const site = await startScriptedSite({
    'GET /wiki/api/v2/pages/7': page,
    ...noSpace,
    'GET /wiki/api/v2/pages/7/footer-comments': { results: [comment, comment], _links: { next: '/more?cursor=c' } },
  });
  const { text } = await openServerCore(site.env);
  expect(await text('get-confluence-page', { page_id: '7', include_comments: true })).toContain(
    '## Comments (2; there are more, see get-confluence-comments)',
  );
});
