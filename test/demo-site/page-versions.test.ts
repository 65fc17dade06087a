import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { newPage, pages } from './new-page.ts';
import { SiteClient, storage, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

describe('versions of a page', () => {
  it('are listed newest first, or oldest first, with their texts', async () => {
    const numbers = async (query: string) =>
      (await ben.get(`${pages}/163843/versions?${query}`)).body.results.map(({ number }: { number: number }) => number);
    expect(await numbers('')).toEqual([3, 2, 1]);
    expect(await numbers('sort=modified-date')).toEqual([1, 2, 3]);
    const { results } = (await ben.get(`${pages}/163843/versions?body-format=storage&limit=2&sort=modified-date`)).body;
    expect(results[0].page.body.storage.value).toBe('<p>First thoughts on the checkout.</p>');
  });

  it('are read one by one, with their neighbours', async () => {
    const version = async (number: number | string) => ben.get(`${pages}/163843/versions/${number}`);
    expect((await version(1)).body).toMatchObject({ number: 1, nextVersion: 2 });
    expect((await version(1)).body).not.toHaveProperty('prevVersion');
    expect((await version(2)).body).toMatchObject({ number: 2, prevVersion: 1, nextVersion: 3 });
    expect((await version(3)).body).toMatchObject({ message: 'Answers of the payment service', prevVersion: 2 });
    expect([(await version(4)).status, (await version('last')).status]).toEqual([404, 400]);
  });

  it('keep the title and the text of their time', async () => {
    const id = await newPage(ben, 'Buoy', '<p>red</p>');
    const renamed = await ben.put(`${pages}/${id}/title`, { status: 'current', title: 'Green buoy' });
    expect(renamed.body).toMatchObject({ title: 'Green buoy', version: { number: 2 } });
    const update = { id, status: 'current', title: 'Green buoy', body: storage('<p>green</p>') };
    await ben.put(`${pages}/${id}`, { ...update, version: { number: 3, message: 'colour' } });
    const at = async (number: number) => {
      const { title, version, body } = (await ben.get(`${pages}/${id}?version=${number}&body-format=storage`)).body;
      return [title, version.number, body.storage.value];
    };
    expect([await at(1), await at(2), await at(3)]).toEqual([
      ['Buoy', 1, '<p>red</p>'],
      ['Green buoy', 2, '<p>red</p>'],
      ['Green buoy', 3, '<p>green</p>'],
    ]);
    expect((await ben.get(`${pages}/${id}?version=4`)).status).toBe(404);
  });

  it('are not made by a title that is empty, taken, or not for the user to change', async () => {
    const farah = new SiteClient(site, ...tokens.farah);
    const rename = (title: unknown, status = 'current', who = ben) =>
      who.put(`${pages}/163847/title`, { status, title });
    expect((await rename('')).status).toBe(400);
    expect((await rename('Payment flow')).status).toBe(400);
    expect((await rename('x', 'draft')).status).toBe(400);
    expect((await rename('x', 'current', farah)).status).toBe(403);
    expect((await ben.put(`${pages}/163857/title`, { status: 'current', title: 'x' })).status).toBe(403);
    expect((await ben.put(`${pages}/163862/title`, { status: 'current', title: 'x' })).status).toBe(404);
    expect((await ben.get(`${pages}/163847`)).body).toMatchObject({ title: 'Booking API', version: { number: 2 } });
  });
});
