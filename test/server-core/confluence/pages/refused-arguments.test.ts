import { describe, expect, it } from 'vitest';
import { confluenceAt } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe('arguments that name no page', () => {
  it.each(['../163843', '163843/../1', '163843?x=1', 'abc', '', '1'.repeat(10_000_000)])(
    'are refused and nothing is sent: %.20s',
    async (page_id) => {
      const site = await startScriptedSite({});
      const { failure } = await confluenceAt(site.env);
      for (const tool of ['get-confluence-page', 'delete-confluence-page', 'get-confluence-labels']) {
        expect(await failure(tool, { page_id })).toMatchObject({ code: 'INVALID_ARGUMENTS' });
      }
      expect(site.requests).toEqual([]);
    },
  );
});

describe('arguments that are none', () => {
  const page = { space_key: 'DEMO', title: 'Plan', content: 'x' };

  it.each([
    ['create-confluence-page', { ...page, content: 'x'.repeat(10_000_000) }],
    ['create-confluence-page', { ...page, title: 'x'.repeat(256) }],
    ['create-confluence-page', { ...page, colour: 'red' }],
    ['create-confluence-page', { ...page, content: null }],
    ['create-confluence-page', { ...page, parent_id: '../1' }],
    ['create-confluence-page', { ...page, labels: ['two words'] }],
    ['create-confluence-page', { ...page, content_format: 'wiki' }],
    ['update-confluence-page', { page_id: '1', title: 'x', content: 'x', version: '2' }],
    ['update-confluence-page', { page_id: '1', title: 'x', content: 'x', version: 0 }],
    ['update-confluence-section', { page_id: '1', heading: ' ', content: 'x' }],
    ['comment-confluence-page', { page_id: '1', comment: 'x'.repeat(10_000_000) }],
    ['get-confluence-page', {}],
    ['get-confluence-page', { title: 'Plan' }],
    ['get-confluence-page', { page_id: '1', include: ['all'] }],
    ['ask-confluence-page', { page_id: '1', question: 'x'.repeat(10_000_000) }],
    ['search-confluence', { query: 'x'.repeat(10_000_000) }],
  ])('are refused and nothing is sent: %s', async (name, args) => {
    const site = await startScriptedSite({});
    const { failure } = await confluenceAt(site.env);
    const refused = await failure(name, args);
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    expect(refused.message.length).toBeLessThan(1_000);
    expect(site.requests).toEqual([]);
  });
});
