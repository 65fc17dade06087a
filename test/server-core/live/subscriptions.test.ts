import { ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDemoSite } from '../../../src/demo-site/index.ts';
import { openServerCore } from '../../support/server-core-client.ts';

/** A client on a demo site that looks for changes once a second, and says which resource has changed. */
async function openWatcher(deployment: 'cloud' | 'data-center') {
  const site = await startDemoSite({ deployment });
  onTestFinished(() => site.close());
  const core = await openServerCore({
    ...site.environment,
    MCP_TOOLSETS: 'all',
    MCP_POLL_INTERVAL_SECONDS: '1',
  });
  const changed: string[] = [];
  const waiting = new Map<string, () => void>();
  core.client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params: { uri } }) => {
    changed.push(uri);
    waiting.get(uri)?.();
  });
  /** Resolves when the server tells of the next change of the resource. */
  const next = (uri: string) => new Promise<void>((resolve) => waiting.set(uri, resolve));
  return { ...core, changed, next };
}

describe.each(['cloud', 'data-center'] as const)('a subscription on %s', (deployment) => {
  it.each([
    ['an issue', 'jira://issue/DEMO-5'],
    ['a board', 'jira://board/1'],
    ['a search', `jira://search/${encodeURIComponent('project = DEMO ORDER BY created DESC')}`],
    ['a status of a project', 'jira://project/DEMO/status/To%20Do'],
  ])('to %s tells of a change within a poll or two', async (_, uri) => {
    const { client, text, changed, next } = await openWatcher(deployment);
    await client.subscribeResource({ uri });
    const told = next(uri);
    if (uri.includes('status')) {
      await text('transition-jira-issue', { issue_key: await issueToDo(text), transition_name: 'In Progress' });
    } else await text('comment-jira-issue', { issue_key: 'DEMO-5', comment: 'Changed now.' });
    await told;
    expect(changed).toEqual([uri]);
  });

  it('to a page tells of a new version', async () => {
    const uri = 'confluence://page/163844';
    const { client, text, next } = await openWatcher(deployment);
    await client.subscribeResource({ uri });
    const told = next(uri);
    await text('update-confluence-page', { page_id: '163844', title: 'Changed', content: 'Changed now.' });
    await told;
  });

  it('that has ended tells nothing more, and others go on', async () => {
    const { client, text, changed, next } = await openWatcher(deployment);
    const [ended, kept] = ['jira://issue/DEMO-5', 'jira://issue/DEMO-6'];
    await client.subscribeResource({ uri: ended });
    await client.subscribeResource({ uri: kept });
    await client.unsubscribeResource({ uri: ended });
    const told = next(kept);
    await text('comment-jira-issue', { issue_key: 'DEMO-5', comment: 'x' });
    await text('comment-jira-issue', { issue_key: 'DEMO-6', comment: 'x' });
    await told;
    expect(changed).toEqual([kept]);
  });

  it('is refused for what is not there, and for what cannot be watched', async () => {
    const { client } = await openWatcher(deployment);
    await expect(client.subscribeResource({ uri: 'jira://issue/DEMO-99999' })).rejects.toThrow(/DEMO-99999/);
    await expect(client.subscribeResource({ uri: 'confluence://page/1' })).rejects.toMatchObject({ code: -32002 });
    await expect(client.subscribeResource({ uri: 'jira://nothing' })).rejects.toMatchObject({ code: -32002 });
  });
});

async function issueToDo(text: (name: string, args: Record<string, unknown>) => Promise<string>): Promise<string> {
  const found = await text('search-jira-issues', { jql: 'project = DEMO AND status = "To Do"', max_results: 1 });
  const key = /DEMO-\d+/.exec(found)?.[0];
  if (key === undefined) throw new Error('No issue is to do.');
  return key;
}
