import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

describe('spaces of Confluence', () => {
  const keys = async (query: string) =>
    (await ben.get(`/wiki/api/v2/spaces?${query}`)).body.results.map(({ key }: { key: string }) => key);

  it('are filtered and sorted', async () => {
    expect(await keys('')).toEqual(['DEMO', 'TEAM']);
    expect(await keys('sort=-key')).toEqual(['TEAM', 'DEMO']);
    expect(await keys('type=global&status=current')).toEqual(['DEMO', 'TEAM']);
    expect([await keys('type=personal'), await keys('status=archived')]).toEqual([[], []]);
    expect((await ben.get('/wiki/api/v2/spaces?sort=colour')).status).toBe(400);
  });

  it('describe themselves when they are asked to', async () => {
    expect((await ben.get('/wiki/api/v2/spaces/65537')).body.description).toBe(null);
    expect((await ben.get('/wiki/api/v2/spaces/65537?description-format=plain')).body.description).toEqual({
      plain: { representation: 'plain', value: 'What we build and why' },
    });
  });

  it('list their pages, or only those at the root', async () => {
    const pages = async (query: string) => (await ben.get(`/wiki/api/v2/spaces/65537/pages?${query}`)).body.results;
    expect(await pages('depth=root')).toMatchObject([{ id: '163841', title: 'Ferry Booking Home' }]);
    expect(await pages('depth=all&limit=250')).toHaveLength(13);
  });
});

it('knows people by many account ids at once, and passes over those it does not know', async () => {
  const { body } = await ben.get(
    '/wiki/rest/api/user/bulk?accountId=5f1c0a7e9d2b4c0068a1f302&accountId=nobody&accountId=5f1c0a7e9d2b4c0068a1f301',
  );
  const names = body.results.map(({ displayName }: { displayName: string }) => displayName);
  expect([names, body.size]).toEqual([['Ben Okafor', 'Ana Costa'], 2]);
});
