import { describe, expect, it } from 'vitest';
import { openDemoSite } from '../support/demo-site.ts';
import { openServerCore, textOf } from '../support/server-core-client.ts';

async function open(env: Record<string, string> = {}) {
  const site = await openDemoSite();
  return { ...(await openServerCore({ ...site.environment, ...env })), email: site.email };
}

const markdown = '# Why\n\n- **steam** escapes\n  - at the `lid`\n\n| part | state |\n| --- | --- |\n| lid | loose |';

describe('on a Cloud site', () => {
  it('an issue is created, commented on, moved and read back', async () => {
    const { text, client, email } = await open();
    const issue = {
      project_key: 'DEMO',
      summary: 'Kettle "leaks" & hisses',
      issue_type: 'Task',
      description: markdown,
      assignee: email,
    };
    const key = /DEMO-\d+/.exec(await text('create-jira-issue', issue))?.[0] ?? '';
    await text('comment-jira-issue', { issue_key: key, comment: 'See https://github.com/acme/kettle and **hurry**.' });
    expect(await text('transition-jira-issue', { issue_key: key, transition_name: 'in progress' })).toContain(
      'In Progress',
    );

    const read = await text('get-jira-issue', { issue_key: key, include_comments: true });
    for (const part of [
      issue.summary,
      '**Status:** In Progress',
      '**steam** escapes',
      '`lid`',
      '| lid | loose |',
      '**hurry**',
    ]) {
      expect(read).toContain(part);
    }
    expect(await text('summarize-jira-issue', { issue_key: key })).toMatch(/## Status History\n\n- .*→ In Progress/);
    expect(await text('extract-confluence-links', { issue_key: key })).toContain(
      'https://github.com/acme/kettle (Comment Link)',
    );
    expect(await text('get-my-assigned-issues', { max_results: 100 })).toContain(key);
    expect(textOf(await client.readResource({ uri: `jira://issue/${key}` }))).toContain(issue.summary);
  });

  it('a page is created below another, changed, commented on, found and read back', async () => {
    const { text, client } = await open();
    const page = async (args: Record<string, unknown>) => {
      const answer = await text('create-confluence-page', { space_key: 'DEMO', content: markdown, ...args });
      return /ID (\d+)/.exec(answer)?.[1] ?? '';
    };
    const parent = await page({ title: 'Kitchen' });
    const id = await page({ title: 'Kettles', parent_id: parent });
    expect(
      await text('update-confluence-page', {
        page_id: id,
        title: 'Kettles & pots',
        content: '<p>Now in <em>storage</em>.</p>',
      }),
    ).toContain('version 2');
    await text('comment-confluence-page', { page_id: id, comment: '- one\n- **two**' });

    const read = await text('get-confluence-page', {
      title: 'Kettles & pots',
      space_key: 'DEMO',
      include_comments: true,
      include_history: true,
    });
    for (const part of [`**ID:** ${id}`, '**Version:** 2', 'Now in _storage_', '**two**', 'Version 1:', 'Version 2:'])
      expect(read).toContain(part);
    expect(await text('search-confluence', { query: 'Kettles & pots', space_key: 'DEMO' })).toContain(id);
    expect(await text('ask-confluence-page', { page_id: id, question: 'What now?' })).toMatch(/What now\?.*storage/s);
    expect(textOf(await client.readResource({ uri: `confluence://space/DEMO/page/${id}` }))).toContain(
      'Kettles & pots',
    );
  });

  it('a page that someone else changed meanwhile is not overwritten', async () => {
    const { text, failure } = await open();
    const answer = await text('create-confluence-page', { space_key: 'DEMO', title: 'Kettles', content: 'One.' });
    const update = { page_id: /ID (\d+)/.exec(answer)?.[1], title: 'Kettles', content: 'Two.', version: 1 };
    await text('update-confluence-page', update);
    expect(await failure('update-confluence-page', update)).toMatchObject({ code: 'CONFLICT' });
  });

  it.each([
    ['get-jira-issue', { issue_key: 'DEMO-99999' }, 'NOT_FOUND'],
    ['create-jira-issue', { project_key: 'DEMO', summary: 's', issue_type: 'Nonsense' }, 'REQUEST_REFUSED'],
    ['transition-jira-issue', { issue_key: 'DEMO-1', transition_name: 'Launch' }, 'NO_MATCH'],
    ['get-confluence-page', { page_id: '999999999' }, 'NOT_FOUND'],
    ['get-confluence-page', { title: 'No such page', space_key: 'DEMO' }, 'NO_MATCH'],
    ['create-confluence-page', { space_key: 'NOPE', title: 't', content: 'c' }, 'NO_MATCH'],
    ['search-confluence', { query: 'title ~' }, 'REQUEST_REFUSED'],
  ])('%s %j fails with %s in the words of the site', async (name, args, code) => {
    const { failure } = await open();
    const { code: got, message } = await failure(name, args);
    expect(message.length).toBeGreaterThan(30);
    expect(got).toBe(code);
  });

  it.each([
    ['get-my-assigned-issues', { max_results: 1 }],
    ['search-confluence', { query: 'type = page', max_results: 1 }],
  ])('%s tells whether the service is there: ok, refused, not configured', async (name, args) => {
    const { call } = await open();
    expect((await call(name, args)).isError).toBeUndefined();

    const refused = await open({ JIRA_API_TOKEN: 'wrong-token', CONFLUENCE_API_TOKEN: 'wrong-token' });
    expect(await refused.call(name, args)).toMatchObject({ isError: true, _meta: { code: 'AUTHENTICATION_FAILED' } });

    const empty = await openServerCore();
    expect(await empty.call(name, args)).toMatchObject({ isError: true, _meta: { code: 'NOT_CONFIGURED' } });
  });
});
