import { expect, it, onTestFinished, vi } from 'vitest';
import { type Deployment, startDemoSite } from '../../src/demo-site/index.ts';
import type { RateLimits } from '../../src/demo-site/options.ts';
import { type Answer, adf, SiteClient, tokens } from './site-client.ts';

async function openSite(rateLimits: RateLimits, deployment: Deployment = 'cloud') {
  const site = await startDemoSite({ rateLimits, deployment });
  onTestFinished(() => site.close());
  return site;
}

const refused = (answers: readonly Answer[]) => answers.filter(({ status }) => status === 429);

it('refuses the twenty-first write to an issue within two seconds, and only to that issue', async () => {
  const ben = new SiteClient(await openSite({}));
  const comment = (key: string) => ben.post(`/rest/api/3/issue/${key}/comment`, { body: adf('x') });
  const [one] = refused(await Promise.all(Array.from({ length: 21 }, () => comment('DEMO-2'))));
  expect(one?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
  expect(one?.headers.get('retry-after')).toMatch(/^[12]$/);
  expect(one?.headers.get('x-ratelimit-limit')).toBe('20');
  expect(one?.headers.get('x-ratelimit-remaining')).toBe('0');
  expect((await comment('DEMO-3')).status).toBe(201);
  expect((await ben.get('/rest/api/3/issue/DEMO-2')).status).toBe(200);
});

it('counts the writes to an issue within thirty seconds as well', async () => {
  const limits = { issueWritesPerTwoSeconds: 0, issueWritesPerThirtySeconds: 3 };
  const ben = new SiteClient(await openSite(limits));
  const edits = Array.from({ length: 4 }, () => ben.put('/rest/api/3/issue/DEMO-2', { fields: {} }));
  const [one] = refused(await Promise.all(edits));
  expect(one?.headers.get('ratelimit-reason')).toBe('jira-per-issue-on-write');
  expect(one?.headers.get('x-ratelimit-limit')).toBe('3');
  expect(Number(one?.headers.get('retry-after'))).toBeGreaterThan(25);
  expect(Date.parse(one?.headers.get('x-ratelimit-reset') ?? '')).toBeGreaterThan(Date.now());
});

it('does no work for a request that it refuses', async () => {
  const ben = new SiteClient(await openSite({ issueWritesPerTwoSeconds: 3 }));
  const answers = await Promise.all(
    Array.from({ length: 9 }, () => ben.post('/rest/api/3/issue/DEMO-2/comment', { body: adf('x') })),
  );
  expect(refused(answers)).toHaveLength(6);
  expect((await ben.get('/rest/api/3/issue/DEMO-2/comment')).body.total).toBe(3);
});

it('limits the bursts of one user and not those of another, in both products', async () => {
  const site = await openSite({ burstPerSecond: 5 });
  const [ben, ana] = [new SiteClient(site), new SiteClient(site, ...tokens.ana)];
  const [one] = refused(await Promise.all(Array.from({ length: 12 }, () => ben.get('/wiki/api/v2/spaces'))));
  expect(one?.headers.get('ratelimit-reason')).toBe('confluence-burst-based');
  expect(one?.body.errors[0]).toMatchObject({ status: 429 });
  expect((await ana.get('/wiki/api/v2/spaces')).status).toBe(200);
});

it('limits the bursts to one endpoint, and lets the others be called', async () => {
  const ben = new SiteClient(await openSite({ burstPerSecond: 5 }));
  const issues = ['DEMO-1', 'DEMO-2', 'DEMO-3', 'DEMO-4', 'DEMO-5', 'DEMO-6'];
  const answers = await Promise.all(issues.map((key) => ben.get(`/rest/api/3/issue/${key}`)));
  expect(refused(answers).map(({ headers }) => headers.get('ratelimit-reason'))).toEqual(['jira-burst-based']);
  expect((await ben.get('/rest/api/3/myself')).status).toBe(200);
});

it('limits the bursts of one user on Data Center, with the headers that it has', async () => {
  const site = await openSite({ burstPerSecond: 2 }, 'data-center');
  const [ben, ana] = [
    new SiteClient(site, 'ben', 'demo-personal-ben'),
    new SiteClient(site, 'ana', 'demo-personal-ana'),
  ];
  const paths = ['space', 'user/current', 'content'];
  const [one] = refused(await Promise.all(paths.map((path) => ben.get(`/confluence/rest/api/${path}`))));
  expect(one?.headers.get('x-ratelimit-fillrate')).toBe('2');
  expect(one?.headers.get('x-ratelimit-interval-seconds')).toBe('1');
  expect(one?.headers.get('retry-after')).toBe('1');
  expect(one?.headers.has('ratelimit-reason')).toBe(false);
  expect((await ana.get('/confluence/rest/api/space')).status).toBe(200);
});

it('ends the hour of one product when its points are spent, and says beforehand what is left', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:59:50Z') });
  onTestFinished(() => void vi.useRealTimers());
  const ben = new SiteClient(await openSite({ pointsPerHour: 6 }));
  const left = async (path: string) => (await ben.get(path)).headers.get('x-ratelimit-remaining');
  expect(await left('/rest/api/3/issue/DEMO-1')).toBe('4');
  expect(await left('/rest/api/3/myself')).toBe('1');
  const last = await ben.put('/rest/api/3/issue/DEMO-2', { fields: {} });
  expect(last.headers.get('x-ratelimit-remaining')).toBe('0');
  expect(last.headers.get('x-ratelimit-nearlimit')).toBe('true');
  const none = await ben.get('/rest/api/3/issue/DEMO-1');
  expect(none.status).toBe(429);
  expect(none.headers.get('ratelimit-reason')).toBe('jira-quota-tenant-based');
  expect(none.headers.get('retry-after')).toBe('10');
  expect(none.headers.get('x-ratelimit-reset')).toBe('2026-11-22T11:00:00.000Z');
  expect((await ben.get('/wiki/api/v2/spaces/65537')).status).toBe(200);
  vi.setSystemTime(new Date('2026-11-22T11:00:00Z'));
  expect(await left('/rest/api/3/issue/DEMO-1')).toBe('4');
});

it('limits nothing where a limit is switched off', async () => {
  const ben = new SiteClient(
    await openSite({ burstPerSecond: 0, issueWritesPerTwoSeconds: 0, issueWritesPerThirtySeconds: 0 }),
  );
  expect(
    refused(await Promise.all(Array.from({ length: 120 }, () => ben.put('/rest/api/3/issue/DEMO-2', { fields: {} })))),
  ).toEqual([]);
});
