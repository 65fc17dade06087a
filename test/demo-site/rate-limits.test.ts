import { expect, it, onTestFinished } from 'vitest';
import { startDemoSite } from '../../src/demo-site/index.ts';
import type { RateLimits } from '../../src/demo-site/options.ts';
import { type Answer, adf, SiteClient, tokens } from './site-client.ts';

async function openSite(rateLimits: RateLimits) {
  const site = await startDemoSite({ rateLimits });
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
  expect((await ana.get('/rest/api/3/myself')).status).toBe(200);
});

it('limits nothing where a limit is switched off', async () => {
  const ben = new SiteClient(await openSite({ burstPerSecond: 0, issueWritesPerTwoSeconds: 0 }));
  expect(
    refused(await Promise.all(Array.from({ length: 60 }, () => ben.put('/rest/api/3/issue/DEMO-2', { fields: {} })))),
  ).toEqual([]);
});
