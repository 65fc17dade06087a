import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { type Answer, SiteClient, storage } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  ben = person('ben');
});
afterAll(() => site.close());

const content = '/confluence/rest/api/content';
const body = (value: string) => ({ storage: storage(value) });
const person = (name: string) => new SiteClient(site, name, `demo-personal-${name}`);
const ids = (answer: Answer): string[] => answer.body.results.map(({ id }: { id: string }) => id);

describe('comments on Data Center', () => {
  it('are listed by where they are and how deep', async () => {
    const at = async (query: string) => ids(await ben.get(`${content}/163843/child/comment?${query}`));
    const [all, top, footer, inline] = [
      await at('depth=all'),
      await at(''),
      await at('location=footer'),
      await at('location=inline'),
    ];
    expect(top).toEqual(expect.arrayContaining([...footer, ...inline]));
    expect(top).toHaveLength(footer.length + inline.length);
    expect(all.length).toBeGreaterThan(top.length);
    expect(await at('location=footer&location=inline')).toEqual(top);
    expect((await ben.get(`${content}/163843/child/comment?location=x`)).status).toBe(400);
    const expand = 'expand=extensions.inlineProperties,extensions.resolution';
    const { body: list } = await ben.get(`${content}/163843/child/comment?location=inline&${expand}`);
    expect(list.results[0].extensions).toMatchObject({
      location: 'inline',
      inlineProperties: { originalSelection: 'with one hand' },
      resolution: { status: 'open' },
    });
  });

  it('are made, answered, changed and removed with their answers', async () => {
    const page = { type: 'page', title: 'Discussed', space: { key: 'TEAM' }, body: body('<p>one</p>') };
    const pageId = (await ben.post(content, page)).body.id;
    const comment = (value: string, more = {}) =>
      ben.post(content, { type: 'comment', container: { id: pageId, type: 'page' }, body: body(value), ...more });
    const { body: first } = await comment('<p>Why?</p>');
    expect(first).toMatchObject({ type: 'comment', title: 'Re: Discussed', extensions: { location: 'footer' } });
    const { body: answer } = await comment('<p>So.</p>', { ancestors: [{ id: first.id }] });
    expect(ids(await ben.get(`${content}/${pageId}/child/comment`))).toEqual([first.id]);
    expect(ids(await ben.get(`${content}/${first.id}/child/comment`))).toEqual([answer.id]);
    const { body: read } = await ben.get(`${content}/${answer.id}?expand=container,ancestors`);
    expect([read.container.id, read.ancestors[0].id]).toEqual([pageId, first.id]);
    const change = { type: 'comment', version: { number: 2 }, body: body('<p>How?</p>') };
    const changed = await ben.put(`${content}/${first.id}`, change);
    expect([changed.body.version.number, changed.body.body.storage.value]).toEqual([2, '<p>How?</p>']);
    expect((await ben.put(`${content}/${first.id}`, change)).status).toBe(409);
    const guest = await person('farah').put(`${content}/${first.id}`, { ...change, version: { number: 3 } });
    expect(guest.status).toBe(403);
    expect((await ben.delete(`${content}/${first.id}`)).status).toBe(204);
    expect(ids(await ben.get(`${content}/${pageId}/child/comment?depth=all`))).toEqual([]);
    expect((await ben.get(`${content}/${answer.id}`)).status).toBe(404);
  });

  it('inside a page are resolved, and listed as such', async () => {
    const [open] = ids(await ben.get(`${content}/163843/child/comment?location=inline`));
    const resolution = { extensions: { resolution: { status: 'resolved' } } };
    const { body: before } = await ben.get(`${content}/${open}?expand=version`);
    const number = before.version.number + 1;
    const answer = await ben.put(`${content}/${open}`, { type: 'comment', version: { number }, ...resolution });
    expect([answer.status, answer.body.version.number]).toEqual([200, number]);
    const { body: after } = await ben.get(`${content}/${open}?expand=extensions.resolution`);
    expect(after.extensions.resolution).toMatchObject({ status: 'resolved', lastModifier: { username: 'ben' } });
    expect(ids(await ben.get(`${content}/163843/child/comment?location=resolved`))).toContain(open);
  });

  it.each([
    ['no page', { container: undefined }, 400],
    ['no body', { body: undefined }, 400],
    ['an ancestor on another page', { ancestors: [{ id: '229377' }] }, 400],
    ['a place in the text', { extensions: { location: 'inline' } }, 400],
    ['a page that is not there', { container: { id: '1' } }, 404],
  ])('are not made with %s', async (_, more, status) => {
    const comment = { type: 'comment', container: { id: '163844', type: 'page' }, body: body('<p>x</p>'), ...more };
    expect((await ben.post(content, comment)).status).toBe(status);
  });
});
