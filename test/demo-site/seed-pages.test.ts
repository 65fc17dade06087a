import { expect, it, onTestFinished } from 'vitest';
import { xhtmlProblem } from '../../src/demo-site/confluence/storage-xhtml.ts';
import { startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, tokens } from './site-client.ts';

it('has only pages and comments that a real site would store', async () => {
  const site = await startDemoSite();
  onTestFinished(() => site.close());
  const ana = new SiteClient(site, ...tokens.ana);
  const { body } = await ana.get(
    '/wiki/rest/api/content/search?limit=100&expand=body.storage&cql=type%20in%20(page,comment)',
  );
  expect(body.results.length).toBeGreaterThan(25);
  for (const {
    title,
    body: { storage },
  } of body.results)
    expect([title, xhtmlProblem(storage.value)]).toEqual([title, undefined]);
});

it('links only to pages and issues that it has', async () => {
  const site = await startDemoSite();
  onTestFinished(() => site.close());
  const ana = new SiteClient(site, ...tokens.ana);
  const { results } = (await ana.get('/wiki/rest/api/content/search?limit=100&expand=body.storage&cql=type=page')).body;
  const text = results.map((page: { body: { storage: { value: string } } }) => page.body.storage.value).join('\n');
  const titles = new Set(results.map(({ title }: { title: string }) => title));
  for (const [, title] of text.matchAll(/ri:content-title="([^"]+)"/g)) expect(titles).toContain(title);
  const keys = [...text.matchAll(/<ac:parameter ac:name="key">([^<]+)</g)].map(([, key]) => key);
  expect((await ana.keys(`key in (${keys.join(', ')})`)).length).toBe(new Set(keys).size);
});
