import { describe, expect, it } from 'vitest';
import { confluenceOnDemoSite, deployments } from '../../../support/confluence-on-demo-site.ts';

describe.each(deployments)('labels on %s', (deployment) => {
  it('are added and taken off in one call, and the rest stays (lesson 26)', async () => {
    const { data } = await confluenceOnDemoSite(deployment);
    const page_id = '163844';
    await data('update-confluence-labels', { page_id, add: ['One', 'two'] });
    const { labels } = await data('update-confluence-labels', {
      page_id,
      add: ['three'],
      remove: ['one', 'never-there'],
    });
    expect(labels).toEqual(expect.arrayContaining(['two', 'three']));
    expect(labels).not.toContain('one');
    expect(await data('get-confluence-labels', { page_id })).toEqual({ page_id, labels });
  });

  it.each([
    [{ add: ['two words'] }, 'a label without blanks'],
    [{}, 'expected add or remove'],
    [{ add: ['a'], remove: ['a'] }, 'to be added and removed at once'],
  ])('refuse %j', async (args, words) => {
    const { failure } = await confluenceOnDemoSite(deployment);
    const refused = await failure('update-confluence-labels', { page_id: '163844', ...args });
    expect(refused).toMatchObject({ code: 'INVALID_ARGUMENTS', message: expect.stringContaining(words) });
  });
});
