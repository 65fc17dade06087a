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
      'type = page AND mention = currentUser() AND space = TEAM order by title',
      ['Sprint 11 retrospective', 'Team Home'],
    ],
    ['mention = "emil.larsen@example.com" AND label = decision', ['Decision: cache timetables at the edge']],
    ['favourite = currentUser() order by title', ['Architecture', 'Checkout on a phone']],
    ['favorite = "ana.costa@example.com"', ['Checkout on a phone']],
    ['type in (blogpost, attachment) AND space = DEMO AND creator = currentUser()', ['overview.png']],
    ['id in (163847, att327683) order by id', ['Booking API', 'overview.png']],
    ['macro = plantuml-cloud', ['Payment flow']],
    ['space.type = global AND title = "Booking API"', ['Booking API']],
    ['space.type = personal', []],
    ['type = blogpost', []],
    ['type = comment AND contributor = currentUser() AND container = 163848', ['Re: Payment flow']],
    [
      'type = page AND contributor = currentUser() AND label = requirements order by title',
      ['Checkout on a phone', 'Timetable search'],
    ],
  ])('finds with %s', async (cql, titles) => {
    expect(await ben.titles(cql)).toEqual(titles);
  });

  it('takes dates with and without a time, and moments counted from now', async () => {
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const [day, minute] = [at(-2.5).slice(0, 10), at(-2.5).slice(0, 16).replace('T', ' ')];
    const recent = ['Checkout on a phone', 'Release 2.5'];
    const found = (when: string) => ben.titles(`type = page AND space = DEMO AND lastmodified ${when} order by title`);
    expect(await found(`>= "${minute}"`)).toEqual(recent);
    expect(await found(`>= now("-60h")`)).toEqual(recent);
    expect(await found(`> startOfDay("-1w")`)).toEqual(expect.arrayContaining(recent));
    expect(await found(`>= "${day}"`)).toEqual(expect.arrayContaining(recent));
    expect(await found(`> "${at(1).slice(0, 10).replaceAll('-', '/')}"`)).toEqual([]);
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

describe('a search for people', () => {
  const search = async (cql: string, more = '') =>
    ben.get(`/wiki/rest/api/search/user?cql=${encodeURIComponent(cql)}${more}`);
  const names = ({ results }: { results: { user: { displayName: string } }[] }) =>
    results.map(({ user }) => user.displayName);

  it.each([
    ['user.fullname ~ "okafor"', ['Ben Okafor']],
    ['user.fullname ~ "ch* wei"', ['Chen Wei']],
    ['type = user AND user.fullname = "Dana Novak"', ['Dana Novak']],
    ['user = currentUser()', ['Ben Okafor']],
    ['user.accountid in ("5f1c0a7e9d2b4c0068a1f301", nobody)', ['Ana Costa']],
    ['user.fullname ~ "nobody"', []],
  ])('finds with %s', async (cql, found) => {
    expect(names((await search(cql)).body)).toEqual(found);
  });

  it('pages its results', async () => {
    const { body } = await search('type = user order by user.fullname', '&limit=4');
    expect([names(body), body.totalSize]).toEqual([['Ana Costa', 'Ben Okafor', 'Chen Wei', 'Dana Novak'], 6]);
    expect(names((await ben.get(`/wiki${body._links.next}`)).body)).toEqual(['Emil Larsen', 'Farah Haddad']);
  });

  it.each(['title ~ "ben"', 'type = page', '', 'user.fullname > a'])('refuses %j with 400', async (cql) => {
    expect((await search(cql)).status).toBe(400);
  });
});
