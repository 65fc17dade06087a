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

describe('a CQL search', () => {
  it.each([
    ['type = page AND title = "Booking API"', ['Booking API']],
    [
      'type = page AND title ~ "decision*" order by title',
      ['Decision: cache timetables at the edge', 'Decision: one payment provider'],
    ],
    ['type = page AND space.key = "TEAM" AND label = retrospective', ['Sprint 11 retrospective']],
    ['type = page and space = DEMO and text ~ "harbour"', []],
    ['type in (page, comment) AND text ~ "harbour feed"', ['Re: Delay notifications']],
    ['type = comment AND container = 163843 AND creator = "ana.costa@example.com"', ['Re: Checkout on a phone']],
    ['id = 163847', ['Booking API']],
    ['parent = 163851 order by created desc', ['Release 2.5', 'Release 2.4']],
    ['type = page AND ancestor = 163846 AND NOT label in (decision)', ['Booking API', 'Payment flow']],
    [
      'type = page AND space = TEAM AND title !~ sprint AND lastmodified >= now("-12d") order by lastModified desc',
      ['Meeting notes', 'On-call handbook'],
    ],
    ['type = page AND created < "2020-01-01"', []],
    ['space = NOSUCH', []],
    ['type = page AND (title ~ "retro" OR text ~ "laptop")', ['Onboarding']],
    ['type = page AND text ~ "plantuml"', []],
    ['type = page AND text ~ "startuml"', ['Payment flow']],
    [
      'type = page AND contributor = currentUser() AND label = requirements order by title',
      ['Checkout on a phone', 'Timetable search'],
    ],
  ])('finds with %s', async (cql, titles) => {
    expect(await ben.titles(cql)).toEqual(titles);
  });

  it('always has something from the last seven days', async () => {
    expect(
      (await ben.titles("type = page AND lastmodified >= now('-7d') ORDER BY lastmodified DESC")).length,
    ).toBeGreaterThan(5);
  });

  it.each([
    'title =',
    'foo = 1',
    'type = nonsense',
    'text = "x"',
    'created > soon',
    'title ~ "open',
    '',
    'id = abc',
    'title is EMPTY',
  ])('refuses %j with 400', async (cql) => {
    for (const path of ['search', 'content/search']) {
      const { status, body } = await ben.get(`/wiki/rest/api/${path}?cql=${encodeURIComponent(cql)}`);
      expect([status, body.statusCode, typeof body.message]).toEqual([400, 400, 'string']);
    }
  });

  it('pages with addresses that are relative to the base', async () => {
    const titles: string[] = [];
    let path: string | undefined =
      `/rest/api/search?limit=4&cql=${encodeURIComponent('type = page AND space = DEMO ORDER BY id')}`;
    while (path !== undefined) {
      const { body } = await ben.get(`/wiki${path}`);
      expect(body).toMatchObject({ totalSize: 13, _links: { base: `${site.url}/wiki`, context: '/wiki' } });
      titles.push(...body.results.map(({ title }: { title: string }) => title));
      path = body._links.next;
    }
    expect(new Set(titles).size).toBe(13);
  });

  it('expands what is asked for and nothing else', async () => {
    const get = async (expand: string) =>
      (await ben.get(`/wiki/rest/api/content/search?cql=id=163847&expand=${expand}`)).body.results[0];
    expect(await get('')).not.toHaveProperty('body');
    expect(await get('space,version,body.storage,ancestors')).toMatchObject({
      space: { key: 'DEMO' },
      version: { number: 2, by: { displayName: 'Ben Okafor' } },
      body: { storage: { representation: 'storage' } },
      ancestors: [{ title: 'Ferry Booking Home' }, { title: 'Architecture' }],
    });
  });
});
