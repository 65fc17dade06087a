import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, storage, tokens, upload } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
let farah: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  [ben, farah] = [new SiteClient(site), new SiteClient(site, ...tokens.farah)];
});
afterAll(() => site.close());

const content = '/wiki/rest/api/content';
const titlesOf = ({ results }: { results: { title: string }[] }) => results.map(({ title }) => title);
const move = (id: string, position: string, target: string, who = ben) =>
  who.put(`${content}/${id}/move/${position}/${target}`);
const copy = (id: string, body: unknown, who = ben) => who.post(`${content}/${id}/copy`, body);

/** The titles below a page, as the page tree shows them. */
async function childrenOf(id: string): Promise<string[]> {
  return titlesOf((await ben.get(`${pages}/${id}/direct-children`)).body);
}

describe('descendants', () => {
  it('come level by level, to the depth that is asked for', async () => {
    const levels = async (query: string) => {
      const { results } = (await ben.get(`${pages}/163841/descendants?limit=250${query}`)).body;
      return results.map(({ depth }: { depth: number }) => depth);
    };
    expect(await levels('&depth=1')).toEqual([1, 1, 1]);
    expect(await levels('')).toEqual([...Array(3).fill(1), ...Array(9).fill(2)]);
    const { results } = (await ben.get(`${pages}/163841/descendants`)).body;
    expect(results[0]).toMatchObject({ title: 'Product requirements', type: 'page', parentId: '163841' });
    expect(results[3]).toMatchObject({ title: 'Checkout on a phone', parentId: '163842', depth: 2, childPosition: 0 });
  });

  it('leave out what is hidden, and are paged by cursor', async () => {
    const titles: string[] = [];
    let path: string | undefined = `${pages}/163854/descendants?depth=5&limit=3`;
    while (path !== undefined) {
      const { body } = await ben.get(path);
      titles.push(...titlesOf(body));
      path = body._links.next;
    }
    expect(titles).toContain('On-call handbook');
    expect(titles).not.toContain('Hiring plan');
    expect(new Set(titles).size).toBe(7);
  });
});

describe('moving a page', () => {
  it('puts it before, after or below another', async () => {
    const top = await newPage(ben, 'Fleet');
    const [a, b, c] = [
      await newPage(ben, 'Adler', '<p/>', top),
      await newPage(ben, 'Bussard', '<p/>', top),
      await newPage(ben, 'Condor', '<p/>', top),
    ];
    const { status, body } = await move(c, 'before', a);
    expect([status, body]).toEqual([200, { pageId: c }]);
    expect(await childrenOf(top)).toEqual(['Condor', 'Adler', 'Bussard']);
    await move(c, 'after', b);
    expect(await childrenOf(top)).toEqual(['Adler', 'Bussard', 'Condor']);
    await move(a, 'append', b);
    expect([await childrenOf(top), await childrenOf(b)]).toEqual([['Bussard', 'Condor'], ['Adler']]);
    expect((await ben.get(`${pages}/${a}`)).body).toMatchObject({ parentId: b, version: { number: 1 } });
  });

  it('takes what is below it along into another space', async () => {
    const [top, below] = [await newPage(ben, 'Harbour'), 'Quay'];
    const child = await newPage(ben, below, '<p/>', top);
    expect((await move(top, 'append', '163854')).status).toBe(200);
    expect((await ben.get(`${pages}/${child}`)).body).toMatchObject({ spaceId: '65538', parentId: top });
    expect(await ben.titles('space = TEAM and title = "Quay"')).toEqual(['Quay']);
  });

  it('refuses a place below itself, a taken title, and the home page of a space', async () => {
    expect((await move('163841', 'append', '163843')).status).toBe(400);
    expect((await move('163843', 'before', '163843')).status).toBe(400);
    await newPage(ben, 'Onboarding');
    const { results } = (await ben.get(`${pages}?title=Onboarding&space-id=65537`)).body;
    const taken = await move(results[0].id, 'append', '163854');
    expect([taken.status, taken.body.message]).toEqual([400, expect.stringContaining('already exists')]);
    expect((await move('163854', 'append', '163841')).status).toBe(400);
    expect((await ben.get(`${pages}/163854`)).body).toMatchObject({ spaceId: '65538', parentId: null });
  });

  it('needs the permission to edit it, and a target that can be seen', async () => {
    expect((await move('163857', 'append', '163854')).status).toBe(403);
    expect((await move('163843', 'append', '163846', farah)).status).toBe(403);
    expect((await move('163843', 'append', '163862')).status).toBe(404);
    expect((await move('163843', 'into', '163846')).status).toBe(400);
  });
});

describe('copying a page', () => {
  it('makes a page below another, with labels and files only where they are asked for', async () => {
    const destination = { type: 'parent_page', value: '163846' };
    const bare = (await copy('163843', { destination, pageTitle: 'Bare copy' })).body;
    expect(bare).toMatchObject({ title: 'Bare copy', space: { key: 'DEMO' }, version: { number: 1 } });
    const labelsOf = async (id: string) => (await ben.get(`${pages}/${id}/labels`)).body.results.length;
    const filesOf = async (id: string) => titlesOf((await ben.get(`${pages}/${id}/attachments`)).body);
    expect([await labelsOf(bare.id), await filesOf(bare.id)]).toEqual([0, []]);
    const whole = await copy('163843', {
      destination,
      pageTitle: 'Whole copy',
      copyLabels: true,
      copyAttachments: true,
    });
    expect([await labelsOf(whole.body.id), await filesOf(whole.body.id)]).toEqual([
      3,
      ['checkout-times.csv', 'interview-notes.txt'],
    ]);
    expect((await ben.get(`${pages}/${whole.body.id}`)).body).toMatchObject({ parentId: '163846' });
  });

  it('leaves the comments behind, and their marks in the text', async () => {
    const destination = { type: 'space', value: 'TEAM' };
    const { id } = (await copy('163843', { destination })).body;
    const page = (await ben.get(`${pages}/${id}?body-format=storage`)).body;
    expect(page).toMatchObject({ title: 'Checkout on a phone', spaceId: '65538', parentId: null });
    expect(page.body.storage.value).toContain('with one hand');
    expect(page.body.storage.value).not.toContain('inline-comment-marker');
    expect((await ben.get(`${pages}/${id}/inline-comments`)).body.results).toEqual([]);
  });

  it('puts a new version on a page that is there', async () => {
    const id = await newPage(ben, 'To be replaced', '<p>old</p>');
    await ben.post(`${content}/${id}/child/attachment`, upload('overview.png', 'no picture'));
    const destination = { type: 'existing_page', value: id };
    const body = { destination, pageTitle: 'Replaced', copyAttachments: true };
    expect((await copy('163846', body)).body).toMatchObject({ id, title: 'Replaced', version: { number: 2 } });
    expect((await ben.get(`${pages}/${id}?version=1&body-format=storage`)).body.body.storage.value).toBe('<p>old</p>');
    expect((await ben.get(`${pages}/${id}/attachments`)).body.results).toMatchObject([
      { title: 'overview.png', mediaType: 'image/png', version: { number: 2 } },
    ]);
  });

  it('takes another text, and the restrictions where they are asked for', async () => {
    const ana = new SiteClient(site, ...tokens.ana);
    const body = {
      destination: { type: 'parent_page', value: '163854' },
      pageTitle: 'On-call handbook (copy)',
      copyPermissions: true,
      body: { storage: storage('<p>other</p>') },
    };
    const { id } = (await copy('163857', body, ana)).body;
    expect((await ben.get(`${pages}/${id}?body-format=storage`)).body.body.storage.value).toBe('<p>other</p>');
    expect((await ben.delete(`${pages}/${id}`)).status).toBe(403);
  });

  it.each([
    ['a title that is taken', { destination: { type: 'space', value: 'DEMO' } }, 400],
    ['no destination', { pageTitle: 'x' }, 400],
    ['a destination without a value', { destination: { type: 'space' } }, 400],
    ['an unknown type of destination', { destination: { type: 'shelf', value: '1' } }, 400],
    ['an unknown space', { destination: { type: 'space', value: 'NOPE' } }, 404],
    ['a hidden parent', { destination: { type: 'parent_page', value: '163862' }, pageTitle: 'x' }, 404],
    ['a page that may not be edited', { destination: { type: 'existing_page', value: '163857' }, pageTitle: 'x' }, 403],
  ])('refuses %s', async (_, body, status) => {
    expect((await copy('163847', body)).status).toBe(status);
  });

  it('needs the permission to write, and to see the original', async () => {
    const body = { destination: { type: 'space', value: 'TEAM' }, pageTitle: 'x' };
    expect((await copy('163847', body, farah)).status).toBe(403);
    expect((await copy('163862', body)).status).toBe(404);
  });
});
