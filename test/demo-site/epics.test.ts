import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { historyOf } from './history-of.ts';
import { newIssue } from './new-issue.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const agile = '/rest/agile/1.0';
const move = (epic: string, issues: readonly string[]) => ben.post(`${agile}/epic/${epic}/issue`, { issues });
const keysIn = async (epic: string): Promise<string[]> =>
  (await ben.get(`/rest/software/1.0/epic/${epic}/issue?fields=summary&maxResults=100`)).body.issues.map(
    ({ key }: { key: string }) => key,
  );

describe('epics', () => {
  it('are listed on their board, by whether they are done', async () => {
    const epics = async (query: string) => (await ben.get(`${agile}/board/1/epic${query}`)).body.values;
    expect(await epics('')).toHaveLength(4);
    expect((await epics('?done=false'))[0]).toMatchObject({ key: 'DEMO-1', name: 'Checkout that works on a phone' });
    expect(await epics('?done=true')).toEqual([]);
    expect(await ben.get(`${agile}/board/2/epic`)).toMatchObject({ status: 200, body: { values: [] } });
  });

  it('have the children that JQL finds by parent and by epic link', async () => {
    const children = await keysIn('DEMO-2');
    expect(children.length).toBeGreaterThan(3);
    expect(await ben.keys('parent = DEMO-2 ORDER BY rank')).toEqual(children);
    expect(await ben.keys('"Epic Link" = DEMO-2 ORDER BY rank')).toEqual(children);
  });

  it('take issues in and let them go, which the history keeps', async () => {
    const key = await newIssue(ben);
    expect((await move('DEMO-1', [key])).status).toBe(204);
    expect((await move('DEMO-2', [key])).status).toBe(204);
    expect(await keysIn('DEMO-1')).not.toContain(key);
    expect(await keysIn('DEMO-2')).toContain(key);
    expect((await move('none', [key])).status).toBe(204);
    expect(await keysIn('none')).toContain(key);
    expect(await historyOf(ben, key)).toEqual([
      ['IssueParentAssociation', null, 'DEMO-1'],
      ['IssueParentAssociation', 'DEMO-1', 'DEMO-2'],
      ['IssueParentAssociation', 'DEMO-2', null],
    ]);
  });

  it('take no epics and no sub-tasks, no more than fifty issues, and nothing into what is no epic', async () => {
    expect((await move('DEMO-1', ['DEMO-2'])).status).toBe(400);
    expect((await move('DEMO-1', ['DEMO-6'])).status).toBe(400);
    expect(
      (
        await move(
          'DEMO-1',
          Array.from({ length: 51 }, () => 'DEMO-9'),
        )
      ).status,
    ).toBe(400);
    expect((await move('DEMO-5', ['DEMO-9'])).status).toBe(404);
    expect((await move('DEMO-999', ['DEMO-9'])).status).toBe(404);
    const farah = new SiteClient(site, ...tokens.farah);
    expect((await farah.post(`${agile}/epic/DEMO-1/issue`, { issues: ['DEMO-9'] })).status).toBe(403);
  });
});
