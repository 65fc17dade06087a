import { describe, expect, it } from 'vitest';
import { confluenceAt, confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('versions of a page on %s', (deployment) => {
  it('are listed newest first, and read as they were', async () => {
    const { data, text } = await confluenceOnDemoSite(deployment);
    const args = { space_key: 'DEMO', title: 'History', content: 'First text' };
    const { id } = await data('create-confluence-page', args);
    const change = { page_id: id, title: 'History', content: 'Second text', version_message: 'Better' };
    await data('update-confluence-page', change);
    const page = await text('get-confluence-page', { page_id: id, include_history: true });
    expect(page).toMatch(/- Version 2: .*: Better\n- Version 1: /);
    expect(await data('get-confluence-page-version', { page_id: id, version: 1 })).toMatchObject({
      version: 1,
      text: 'First text',
    });
  });

  it('are compared line by line', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const content = 'Kept\n\nOld line';
    const { id } = await data('create-confluence-page', { space_key: 'DEMO', title: 'Compared', content });
    await data('update-confluence-page', { page_id: id, title: 'Compared', content: 'Kept\n\nNew line' });
    const diff = await data('get-confluence-page-diff', { page_id: id, from_version: 1 });
    expect(diff).toMatchObject({ from_version: 1, to_version: 2 });
    expect(diff['text']).toMatch(/ Kept\n \n-Old line\n\+New line/);
    const same = await data('get-confluence-page-diff', { page_id: id, from_version: 2 });
    expect(same['text']).toBe('The texts are the same.');
  });

  it('that were never there are not found', async () => {
    const { failure } = await confluenceOnDemoSite(deployment);
    const missing = await failure('get-confluence-page-version', { page_id: '163843', version: 99 });
    expect(missing.code).toMatch(/NOT_FOUND|REQUEST_REFUSED/);
  });
});

it('the history on Data Center goes on past a version that was deleted', async () => {
  const page = { id: '7', type: 'page', title: 'Plan', body: { storage: { value: '<p>x</p>' } } };
  const site = await startScriptedSite({
    'GET /rest/api/content/7': (response, { query }) => {
      const number = Number(query.get('version') ?? 3);
      response.writeHead(number === 2 ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...page, version: { number, by: null, when: null, message: null } }));
    },
  });
  const { text } = await confluenceAt({ ...site.env, CONFLUENCE_DEPLOYMENT: 'data-center' });
  const shown = await text('get-confluence-page', { page_id: '7', include_history: true });
  expect(shown).toMatch(/- Version 3: .*\n- Version 1: /);
  const asked = site.requests.filter(({ query }) => query.has('version'));
  expect(asked.every(({ query }) => query.get('status') === 'any')).toBe(true);
});

it('texts that have too little in common are not compared line by line', async () => {
  const text = (seed: number) =>
    `<pre>${Array.from({ length: 6_000 }, (_, line) => `${(line * seed) % 7919}`).join('\n')}</pre>`;
  const site = await startScriptedSite({
    'GET /wiki/api/v2/pages/7': (response, { query }) => {
      const number = Number(query.get('version'));
      response.setHeader('content-type', 'application/json');
      const body = { storage: { value: text(number === 1 ? 31 : 57) } };
      response.end(JSON.stringify({ id: '7', title: 'Plan', version: { number }, body }));
    },
  });
  const { data } = await confluenceAt(site.env);
  const diff = await data('get-confluence-page-diff', { page_id: '7', from_version: 1, to_version: 2 });
  expect(diff['text']).toBe('The texts have too little in common to be compared line by line.');
});
