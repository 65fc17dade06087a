import { describe, expect, it } from 'vitest';
import { confluenceAt } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe('a section that changes', () => {
  const page = {
    id: '7',
    title: 'Plan',
    version: { number: 4 },
    body: { storage: { value: '<h1>A</h1><p>a</p>' } },
  };

  it('is written for the version that it was read in, and a change in between is told (lesson 13)', async () => {
    const site = await startScriptedSite({
      'GET /wiki/api/v2/pages/7': page,
      'PUT /wiki/api/v2/pages/7': [409, { errors: [{ title: 'Version must be incremented to 6', detail: null }] }],
    });
    const { failure } = await confluenceAt(site.env);
    const refused = await failure('update-confluence-section', { page_id: '7', heading: 'A', content: 'b' });
    expect(refused).toEqual({ code: 'CONFLICT', message: expect.stringContaining('Version must be incremented to 6') });
    const value = '<h1>A</h1><p>b</p>';
    expect(site.requests.at(-1)?.body).toMatchObject({ title: 'Plan', version: { number: 5 }, body: { value } });
  });

  it('of a page whose text does not come is not written', async () => {
    const site = await startScriptedSite({ 'GET /wiki/api/v2/pages/7': { ...page, body: null } });
    const { failure } = await confluenceAt(site.env);
    const refused = await failure('update-confluence-section', { page_id: '7', heading: 'A', content: 'b' });
    expect(refused).toMatchObject({ code: 'NO_MATCH' });
    expect(site.requests).toHaveLength(1);
  });
});

it('a page whose labels cannot be added is told to be there, so that nobody makes it again', async () => {
  const site = await startScriptedSite({
    'GET /wiki/api/v2/spaces': { results: [{ id: '9', key: 'DEMO' }] },
    'POST /wiki/api/v2/pages': { id: '7', title: 'Plan' },
    'POST /wiki/rest/api/content/7/label': [403, { message: 'No labels today.' }],
  });
  const { text } = await confluenceAt(site.env);
  const args = { space_key: 'DEMO', title: 'Plan', content: 'x', labels: ['a'] };
  expect(await text('create-confluence-page', args)).toMatch(
    /^Created .* with ID 7.*It has no labels.*No labels today/s,
  );
});

it('Cloud is asked for pages by the new API alone, whose old one is gone (lesson 23)', async () => {
  const gone = { 'GET /wiki/rest/api/content/7': [410, {}] };
  const site = await startScriptedSite({ ...gone, 'GET /wiki/api/v2/pages/7': { id: '7', version: { number: 1 } } });
  const { text } = await confluenceAt(site.env);
  await text('get-confluence-page', { page_id: '7' });
  expect(site.requests.map(({ line }) => line)).toEqual(['GET /wiki/api/v2/pages/7']);
});

it('what is gone is an error and no empty page (lesson 23)', async () => {
  const site = await startScriptedSite({ 'GET /wiki/api/v2/pages/7': [410, { message: 'It was removed.' }] });
  const { failure } = await confluenceAt(site.env);
  const refused = await failure('get-confluence-page', { page_id: '7' });
  expect(refused).toEqual({ code: 'GONE', message: expect.stringContaining('It was removed.') });
});

it('there is a tool for what others are asked for most (lesson 26)', async () => {
  const { client } = await confluenceAt({});
  const names = (await client.listTools()).tools.map(({ name }) => name);
  for (const name of [
    'upload-confluence-attachment',
    'get-confluence-attachments',
    'get-confluence-comments',
    'delete-confluence-comment',
    'find-confluence-users',
    'get-confluence-user',
    'get-confluence-spaces',
    'get-confluence-page-version',
    'update-confluence-labels',
  ]) {
    expect(names).toContain(name);
  }
});
