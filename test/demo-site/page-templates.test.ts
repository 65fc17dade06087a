import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { xhtmlProblem } from '../../src/demo-site/confluence/storage-xhtml.ts';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage } from './new-page.ts';
import { SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const template = '/wiki/rest/api/template';
const namesOf = ({ results }: { results: { name: string }[] }) => results.map(({ name }) => name);

describe('templates', () => {
  it('are those of every space, or the own ones of a space', async () => {
    expect(namesOf((await ben.get(`${template}/page`)).body)).toEqual(['Meeting notes']);
    const { body } = await ben.get(`${template}/page?spaceKey=DEMO`);
    expect(namesOf(body)).toEqual(['Decision', 'Release notes page']);
    expect(body.results[0]).toMatchObject({
      space: { key: 'DEMO' },
      labels: [{ name: 'decision' }],
      templateType: 'page',
    });
    expect(body.results[0]).not.toHaveProperty('body');
    expect(namesOf((await ben.get(`${template}/page?spaceKey=TEAM`)).body)).toEqual([]);
    expect((await ben.get(`${template}/page?spaceKey=NOPE`)).status).toBe(404);
  });

  it('are paged by start and limit', async () => {
    const first = (await ben.get(`${template}/page?spaceKey=DEMO&limit=1`)).body;
    expect(namesOf(first)).toEqual(['Decision']);
    const second = (await ben.get(`/wiki${first._links.next}`)).body;
    expect([namesOf(second), second.start, second._links.next]).toEqual([['Release notes page'], 1, undefined]);
  });

  it('have a body that a page can be made of', async () => {
    for (const id of ['360449', '360450', '360451']) {
      const { body } = await ben.get(`${template}/${id}?expand=body`);
      const { value } = body.body.storage;
      expect([id, xhtmlProblem(value)]).toEqual([id, undefined]);
      expect(value).toContain('ac:placeholder');
      expect(await newPage(ben, `Made of ${body.name}`, value)).toMatch(/^\d+$/);
    }
  });

  it('answer 403 where there is none, as for one that is not to be seen', async () => {
    expect((await ben.get(`${template}/1`)).status).toBe(403);
  });
});
