import { describe, expect, it } from 'vitest';
import { jiraAt } from '../../../support/jira-on-demo-site.ts';
import { type Misbehaviour, startScriptedSite } from '../../../support/scripted-site.ts';

const adf = (...content: unknown[]) => ({ type: 'doc', version: 1, content: [{ type: 'paragraph', content }] });
const siteWith = (description: unknown, comment: unknown) =>
  startScriptedSite({
    'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: { description } },
    'GET /rest/api/3/issue/A-1/comment': { comments: [{ body: comment }], total: 1 },
    'GET /rest/api/3/issue/A-1/remotelink': [],
  });

describe('the links of an issue on Cloud', () => {
  it('are listed as they were written, not as Markdown escapes them', async () => {
    const plan = 'https://x.atlassian.net/wiki/spaces/~712020abc/pages/1/Plan';
    const remote = 'git@github.com:acme/my__repo.git';
    const link = { type: 'text', text: plan, marks: [{ type: 'link', attrs: { href: plan } }] };
    const site = await siteWith(adf(link), adf({ type: 'text', text: `Café: ${remote}.` }));
    const { call } = await jiraAt(site.env);
    const { content } = await call('extract-confluence-links', { issue_key: 'A-1' });
    expect(content[0]).toHaveProperty(
      'text',
      [
        '# Links Found in A-1',
        '## Confluence Pages (1)',
        `- ${plan} (Description Link)`,
        '## Git Repositories (1)',
        `- ${remote} (Comment Link)`,
        '## Summary',
        'Confluence: 1, Git: 1',
      ].join('\n\n'),
    );
  });

  it('are looked for in the newest comments, and it says where there are older ones', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: {} },
      'GET /rest/api/3/issue/A-1/comment': {
        comments: Array.from({ length: 100 }, () => ({ body: adf() })),
        total: 107,
      },
      'GET /rest/api/3/issue/A-1/remotelink': [],
    });
    const { text } = await jiraAt(site.env);
    expect(await text('extract-confluence-links', { issue_key: 'A-1' })).toContain(
      '[The 7 oldest comments were not searched.]',
    );
  });

  it('are listed in little time where a text holds an address without end', async () => {
    const evil = `https://x.example/wiki/${'.'.repeat(16_000)}x${')'.repeat(16_000)}`;
    const link = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: evil } }] };
    const site = await siteWith(adf(link), adf({ type: 'text', text: evil }));
    const { text } = await jiraAt(site.env);
    expect(await text('extract-confluence-links', { issue_key: 'A-1' })).toContain('Confluence: 0, Git: 0');
  });
});

describe('the status history of an issue on Cloud', () => {
  const entries = 1_200;
  const changelog =
    (fieldOf: (entry: number) => string): Misbehaviour =>
    (response, { query }) => {
      const startAt = Number(query.get('startAt'));
      const values = Array.from({ length: Math.min(100, entries - startAt) }, (_, n) => ({
        created: '2026-01-04T08:00:00.000+0000',
        author: { displayName: 'Noah' },
        items: [{ field: fieldOf(startAt + n), fromString: 'To Do', toString: 'Done' }],
      }));
      const isLast = startAt + values.length >= entries;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ startAt, maxResults: 100, total: entries, isLast, values }));
    };
  const summaryWith = async (history: Misbehaviour) => {
    const site = await startScriptedSite({
      'GET /rest/api/3/issue/A-1': { key: 'A-1', fields: {} },
      'GET /rest/api/3/issue/A-1/comment': { comments: [], total: 0 },
      'GET /rest/api/3/issue/A-1/changelog': history,
      'GET /rest/api/3/issue/A-1/remotelink': [],
    });
    const { text } = await jiraAt(site.env);
    return text('summarize-jira-issue', { issue_key: 'A-1' });
  };

  it('has the newest change of an issue with a very long history, and says that it is not whole', async () => {
    const summary = await summaryWith(changelog((entry) => (entry === entries - 1 ? 'status' : 'labels')));
    expect(summary).toContain('- 2026-01-04 08:00 UTC: To Do → Done (Noah)');
    expect(summary).toContain('## Status History\n\nIncomplete: ');
  });

  it('does not claim that the status has never changed where it has not read all', async () => {
    const summary = await summaryWith(changelog(() => 'labels'));
    expect(summary).toContain('## Status History\n\nIncomplete: ');
    expect(summary).not.toContain('never changed');
  });
});
