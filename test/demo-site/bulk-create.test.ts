import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoSite, startDemoSite } from '../../src/demo-site/index.ts';
import { SiteClient, tokens } from './site-client.ts';

let site: DemoSite;
let ben: SiteClient;
beforeAll(async () => {
  site = await startDemoSite();
  ben = new SiteClient(site);
});
afterAll(() => site.close());

const task = (summary: string) => ({
  fields: { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary, labels: ['bulk'] },
});
const create = (issueUpdates: unknown) => ben.post('/rest/api/3/issue/bulk', { issueUpdates });

describe('creating many issues at once', () => {
  it('makes those that are right and says of each other one what is wrong', async () => {
    const { status, body } = await create([task('one'), { fields: {} }, task('two'), task('')]);
    expect(status).toBe(201);
    expect(body.issues.map(({ key }: { key: string }) => key)).toEqual(['DEMO-43', 'DEMO-44']);
    expect(body.errors).toMatchObject([
      { status: 400, failedElementNumber: 1, elementErrors: { errors: { project: expect.any(String) } } },
      { status: 400, failedElementNumber: 3, elementErrors: { errors: { summary: expect.any(String) } } },
    ]);
    expect(await ben.keys('labels = bulk')).toEqual(['DEMO-44', 'DEMO-43']);
  });

  it('answers 400 in the same shape when none is right', async () => {
    const { status, body } = await create([{ fields: {} }]);
    expect([status, body.issues, body.errors.length]).toEqual([400, [], 1]);
  });

  it('makes none of more than fifty, none of no list, and none for a guest', async () => {
    expect((await create(Array.from({ length: 51 }, () => task('many')))).status).toBe(400);
    expect((await create({})).status).toBe(400);
    expect((await create([])).status).toBe(400);
    const farah = new SiteClient(site, ...tokens.farah);
    expect((await farah.post('/rest/api/3/issue/bulk', { issueUpdates: [task('x')] })).status).toBe(403);
    expect(await ben.keys('summary ~ many')).toEqual([]);
  });
});
