import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

type Listed = {
  comments: { id: string; text: string; author: string; visible_to?: string }[];
  next_page_token?: string;
};

describe.each(deployments)('comments on %s', (deployment) => {
  it('are added, listed newest first, changed and deleted', async () => {
    const { data, failure } = await jiraOnDemoSite(deployment);
    const key = { issue_key: 'DEMO-20' };
    const list = async () => ((await data('get-jira-comments', key)) as Listed).comments;
    const before = await list();
    const added = await data('comment-jira-issue', { ...key, comment: '- **one**\n- two' });
    const { comment_id } = added;
    expect(added['url']).toContain(`/browse/DEMO-20?focusedCommentId=${String(comment_id)}`);
    expect(await list()).toMatchObject([{ id: comment_id, text: '- **one**\n- two', author: 'Ben Okafor' }, ...before]);

    await data('update-jira-comment', { ...key, comment_id, comment: 'Only `one`' });
    expect(await list()).toMatchObject([{ id: comment_id, text: 'Only `one`' }, ...before]);
    await data('delete-jira-comment', { ...key, comment_id });
    expect(await list()).toEqual(before);
    expect(await failure('delete-jira-comment', { ...key, comment_id })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('come in pages, newest first', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const all = (await data('get-jira-comments', { issue_key: 'DEMO-5' })) as Listed;
    const ids: string[] = [];
    let page_token: string | undefined;
    do {
      const page = (await data('get-jira-comments', { issue_key: 'DEMO-5', max_results: 4, page_token })) as Listed;
      ids.push(...page.comments.map(({ id }) => id));
      page_token = page.next_page_token;
    } while (page_token !== undefined);
    expect(ids).toEqual(all.comments.map(({ id }) => id));
    expect(all).toMatchObject({ total: 6, comments: [{ author: 'Dana Novak' }, {}, {}, {}, {}, {}] });
  });

  it('go raw both ways without a change', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const panel = { type: 'panel', attrs: { panelType: 'note' }, content: [{ type: 'paragraph', content: [] }] };
    const comment =
      deployment === 'cloud' ? JSON.stringify({ type: 'doc', version: 1, content: [panel] }) : '{panel}x{panel}';
    await data('comment-jira-issue', { issue_key: 'DEMO-20', comment, format: 'raw' });
    const { comments } = (await data('get-jira-comments', { issue_key: 'DEMO-20', format: 'raw' })) as Listed;
    expect(comments[0]?.text).toBe(comment);
  });

  it('stay for those alone whom they were for when they are changed', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const key = { issue_key: 'DEMO-20' };
    const { comment_id } = await data('comment-jira-issue', {
      ...key,
      comment: 'Among us.',
      visibility_role: 'Administrators',
    });
    await data('update-jira-comment', { ...key, comment_id, comment: 'Still among us.' });
    const { comments } = (await data('get-jira-comments', key)) as Listed;
    expect(comments[0]).toMatchObject({ text: 'Still among us.', visible_to: 'Administrators' });
  });
});

it('a comment for a group is sent as such', async () => {
  const site = await startScriptedSite({ 'POST /rest/api/3/issue/A-1/comment': { id: '1' } });
  const { data } = await jiraAt(site.env);
  await data('comment-jira-issue', { issue_key: 'A-1', comment: 'c', visibility_group: 'crew' });
  expect(site.requests[0]?.body).toMatchObject({ visibility: { type: 'group', value: 'crew' } });
});
