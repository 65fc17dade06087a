import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
let chen: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  [ben, chen] = [new SiteClient(site), new SiteClient(site, ...tokens.chen)];
});
afterAll(() => site.close());

const benId = '5f1c0a7e9d2b4c0068a1f302';
const person = (accountId: string) => ({ type: 'known', accountId });
const only = (operation: string, ...accountIds: string[]) => ({
  operation,
  restrictions: { user: accountIds.map(person), group: [] },
});
const restriction = (id: string) => `/wiki/rest/api/content/${id}/restriction`;
const namesOf = (view: { restrictions: { user: { results: { displayName: string }[] } } }) =>
  view.restrictions.user.results.map(({ displayName }) => displayName);

describe('restrictions of a page', () => {
  it('name who alone may read and change it', async () => {
    const { results, restrictionsHash } = (await ben.get(restriction('163857'))).body;
    expect(restrictionsHash).toEqual(expect.any(String));
    expect(results.map((one: { operation: string }) => one.operation)).toEqual(['read', 'update']);
    expect(results.map(namesOf)).toEqual([[], ['Ana Costa', 'Emil Larsen']]);
    const { read, update } = (await ben.get(`${restriction('163857')}/byOperation`)).body;
    expect([namesOf(read), namesOf(update)]).toEqual([[], ['Ana Costa', 'Emil Larsen']]);
  });

  it('are hidden with the page', async () => {
    expect((await ben.get(restriction('163862'))).status).toBe(404);
    expect((await ben.put(restriction('163862'), [])).status).toBe(404);
  });

  it('are replaced as a whole, keep others out at once, and can be lifted', async () => {
    const id = await newPage(ben, 'For Ben alone');
    const below = await newPage(ben, 'Below it', '<p>x</p>', id);
    const reads = async () => [(await chen.get(`${pages}/${id}`)).status, (await chen.get(`${pages}/${below}`)).status];
    expect(await reads()).toEqual([200, 200]);
    const set = await ben.put(restriction(id), { results: [only('read', benId), only('update', benId)] });
    expect(set.body.results.map(namesOf)).toEqual([['Ben Okafor'], ['Ben Okafor']]);
    expect(await reads()).toEqual([404, 404]);
    expect(await chen.titles(`title = "For Ben alone"`)).toEqual([]);
    const replaced = await ben.put(restriction(id), [only('update', benId)]);
    expect(replaced.body.results.map(namesOf)).toEqual([[], ['Ben Okafor']]);
    expect(await reads()).toEqual([200, 200]);
    expect((await chen.delete(restriction(id))).status).toBe(403);
    expect((await ben.delete(restriction(id))).body.results.map(namesOf)).toEqual([[], []]);
    expect((await chen.delete(`${pages}/${id}`)).status).toBe(204);
  });

  it.each([
    ['an operation that has none', [only('delete', benId)]],
    ['somebody unknown', [only('read', 'nobody')]],
    ['a group', [{ operation: 'read', restrictions: { user: [], group: [{ type: 'group', name: 'staff' }] } }]],
    ['no list', { operation: 'read' }],
  ])('refuses %s with 400 and changes nothing', async (_, body) => {
    expect((await ben.put(restriction('163847'), body)).status).toBe(400);
    expect((await ben.get(restriction('163847'))).body.results.map(namesOf)).toEqual([[], []]);
  });

  it('are for editors to change', async () => {
    const farah = new SiteClient(site, ...tokens.farah);
    expect((await farah.get(restriction('163847'))).status).toBe(200);
    expect((await farah.put(restriction('163847'), [])).status).toBe(403);
    expect((await ben.put(restriction('163857'), [])).status).toBe(403);
  });
});
