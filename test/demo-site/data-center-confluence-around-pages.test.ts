import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, upload } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
let ana: SiteClient;
beforeAll(async () => {
  site = await startDemoSite({ deployment: 'data-center' });
  [ben, ana] = [person('ben'), person('ana')];
});
afterAll(() => site.close());

const api = '/confluence/rest/api';
const content = `${api}/content`;
const person = (name: string) => new SiteClient(site, name, `demo-personal-${name}`);

describe('labels on Data Center', () => {
  it('are added, listed and taken away', async () => {
    const path = `${content}/163844/label`;
    const names = async () => (await ben.get(path)).body.results.map(({ name }: { name: string }) => name);
    const before = await names();
    const added = await ben.post(path, [
      { prefix: 'global', name: 'New-One' },
      { prefix: 'global', name: 'other' },
    ]);
    expect(added.status).toBe(200);
    expect(await names()).toEqual([...before, 'new-one', 'other']);
    expect((await ben.delete(`${path}?name=new-one`)).status).toBe(204);
    expect((await ben.delete(`${path}/other`)).status).toBe(204);
    expect(await names()).toEqual(before);
    expect((await ben.delete(`${path}/other`)).status).toBe(404);
    expect((await ben.post(path, [{ prefix: 'global', name: 'a b' }])).status).toBe(400);
  });
});

describe('restrictions on Data Center', () => {
  const path = `${content}/163846/restriction`;
  const restriction = (operation: string, ...names: string[]) => ({
    operation,
    restrictions: { user: names.map((username) => ({ type: 'known', username })) },
  });
  const named = async (operation: string) => {
    const { body } = await ana.get(`${path}/byOperation/${operation}`);
    return body.restrictions.user.results.map(({ username }: { username: string }) => username);
  };

  it('replace those of the operations that are sent, and leave the others', async () => {
    expect((await ana.put(path, [restriction('update', 'ana'), restriction('read', 'ana', 'ben')])).status).toBe(200);
    expect((await ana.put(path, [restriction('read', 'ana')])).status).toBe(200);
    expect([await named('read'), await named('update')]).toEqual([['ana'], ['ana']]);
    expect((await ben.get(`${content}/163846`)).status).toBe(404);
    const { body } = await ana.get(`${path}/byOperation`);
    expect(body.read.restrictions.user.results[0]).toMatchObject({ username: 'ana' });
    expect(body.read.restrictions.group.results).toEqual([]);
    await ana.put(path, [restriction('read'), restriction('update')]);
    expect([await named('read'), await named('update')]).toEqual([[], []]);
    expect((await ben.get(`${content}/163846`)).status).toBe(200);
  });

  it.each([
    ['locks out who sets it', [restriction('read', 'ben')]],
    ['names nobody known', [restriction('read', 'nobody')]],
    ['has another operation', [restriction('delete', 'ana')]],
    ['has no restrictions', [{ operation: 'read' }]],
    ['is no list', restriction('read', 'ana')],
  ])('are not set by what %s', async (_, body) => {
    expect((await ana.put(path, body)).status).toBe(400);
    expect([await named('read'), await named('update')]).toEqual([[], []]);
  });
});

describe('attachments on Data Center', () => {
  const path = `${content}/163844/child/attachment`;

  it('are added, listed, given new bytes and removed', async () => {
    const added = await ben.post(path, upload('times.csv', 'a,b', 'text/csv'));
    expect(added.status).toBe(200);
    const [file] = added.body.results;
    expect(file).toMatchObject({ type: 'attachment', title: 'times.csv', version: { number: 1 } });
    expect((await ben.post(path, upload('times.csv', 'x'))).status).toBe(400);
    const again = await ben.post(`${path}/${file.id}/data`, upload('times.csv', 'a,b,c', 'text/csv'));
    expect(again.body).toMatchObject({ id: file.id, version: { number: 2 }, extensions: { fileSize: 5 } });
    const read = async (link: string) => (await ben.get(`/confluence${link}`)).text;
    expect(await read(again.body._links.download)).toBe('a,b,c');
    expect(await read(file._links.download)).toBe('a,b');
    const { body: list } = await ben.get(`${path}?filename=times.csv&expand=version,container`);
    expect(list.results).toHaveLength(1);
    expect(list.results[0]).toMatchObject({ container: { id: '163844' }, metadata: { mediaType: 'text/csv' } });
    expect((await ben.delete(`${path}/${file.id}`)).status).toBe(204);
    expect((await ben.get(`${path}?filename=times.csv`)).body.results).toEqual([]);
    expect((await ben.get(`/confluence${file._links.download}`)).status).toBe(404);
  });

  it('need a part called file, and somebody who may edit the page', async () => {
    const form = new FormData();
    form.append('document', new Blob(['x']), 'x.txt');
    expect((await ben.post(path, form)).status).toBe(400);
    expect((await person('farah').post(path, upload('x.txt', 'x'))).status).toBe(403);
  });
});

describe('searching on Data Center', () => {
  const search = (cql: string, more = '') => ben.get(`${api}/search?cql=${encodeURIComponent(cql)}${more}`);

  it('finds by CQL, with people by username', async () => {
    const mine = await search('type = page AND creator = currentUser()', '&limit=100');
    const bens = await search('type = page AND creator = ben', '&limit=100');
    expect(mine.body.totalSize).toBeGreaterThan(0);
    expect(bens.body.results).toEqual(mine.body.results);
    const anas = await search('type = page AND creator in (ana, dana)', '&limit=100&expand=content.history');
    const creators = anas.body.results.map(
      ({ content: found }: { content: { history: { createdBy: { username: string } } } }) =>
        found.history.createdBy.username,
    );
    expect(new Set(creators)).toEqual(new Set(['ana', 'dana']));
  });

  it('gives the rest of a list at its next link', async () => {
    const seen: string[] = [];
    let next: string | undefined = `/rest/api/content/search?limit=4&cql=${encodeURIComponent('space = DEMO')}`;
    while (next !== undefined) {
      const { body } = await ben.get(`/confluence${next}`);
      seen.push(...body.results.map(({ id }: { id: string }) => id));
      next = body._links.next;
    }
    const { body: whole } = await ben.get(`${content}/search?limit=200&cql=${encodeURIComponent('space = DEMO')}`);
    expect(seen).toEqual(whole.results.map(({ id }: { id: string }) => id));
    expect(seen.length).toBeGreaterThan(4);
  });

  it('refuses CQL that it cannot read', async () => {
    const { status, body } = await search('space = ');
    expect([status, body.message]).toEqual([400, expect.stringContaining('Could not parse cql')]);
  });
});

describe('spaces and people on Data Center', () => {
  it('are found by key and by name', async () => {
    const { body: spaces } = await ben.get(`${api}/space?spaceKey=DEMO&expand=homepage,description.plain`);
    expect(spaces.results).toMatchObject([
      {
        id: 65_537,
        key: 'DEMO',
        homepage: { title: 'Ferry Booking Home' },
        description: { plain: { value: 'What we build and why' } },
      },
    ]);
    expect((await ben.get(`${api}/space/NOPE`)).body).toMatchObject({ statusCode: 404, reason: 'Not Found' });
    expect((await ben.get(`${api}/user?username=nobody`)).status).toBe(404);
    expect((await ben.get(`${api}/user`)).status).toBe(400);
    expect((await ben.get(`${api}/server-information`)).body).toMatchObject({ baseUrl: `${site.url}/confluence` });
  });
});
