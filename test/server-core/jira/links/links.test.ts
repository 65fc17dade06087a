import { describe, expect, it } from 'vitest';
import { deployments, jiraAt, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';
import { startScriptedSite } from '../../../support/scripted-site.ts';

describe.each(deployments)('links on %s', (deployment) => {
  it.each([
    ['Blocks', 'blocks', 'is blocked by'],
    ['BLOCKS', 'blocks', 'is blocked by'],
    ['is blocked by', 'is blocked by', 'blocks'],
    ['Relates', 'relates to', 'relates to'],
    ['is duplicated by', 'is duplicated by', 'duplicates'],
  ])('read as a sentence: %s', async (link_type, phrase, back) => {
    const { data } = await jiraOnDemoSite(deployment);
    const linked = await data('link-jira-issues', { issue_key: 'DEMO-20', link_type, to_issue_key: 'DEMO-39' });
    expect(linked).toMatchObject({ issue_key: 'DEMO-20', phrase, to_issue_key: 'DEMO-39' });
    const linksOf = async (issue_key: string) =>
      String((await data('get-jira-issue', { issue_key, fields: ['issuelinks'] }))['text']);
    expect(await linksOf('DEMO-20')).toContain(`${phrase} DEMO-39 `);
    expect(await linksOf('DEMO-39')).toContain(`${back} DEMO-20 `);
  });

  it('are deleted by the id that the issue shows', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const show = async () =>
      String((await data('get-jira-issue', { issue_key: 'DEMO-9', include: ['links'] }))['text']);
    const link_id = /blocks DEMO-5 .*link id (\d+)/.exec(await show())?.[1];
    expect(await data('delete-jira-link', { link_id })).toEqual({ link_id });
    expect(await show()).not.toContain('blocks DEMO-5');
  });

  it('to the web are added, shown and deleted', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const show = async () =>
      String((await data('get-jira-issue', { issue_key: 'DEMO-9', include: ['links'] }))['text']);
    const url = 'https://github.com/acme/kettle/pull/7';
    const { link_id } = await data('add-jira-web-link', {
      issue_key: 'DEMO-9',
      url,
      title: 'Fix',
      summary: 'One line',
    });
    expect(await show()).toContain(`- web link Fix: ${url}, link id ${String(link_id)}`);
    await data('delete-jira-link', { link_id, web_link_of: 'DEMO-9' });
    expect(await show()).not.toContain(url);
  });

  it('of a type that is none are refused, with those that there are', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    const link = { issue_key: 'DEMO-20', link_type: 'Loves', to_issue_key: 'DEMO-39' };
    expect(await failure('link-jira-issues', link)).toEqual({
      code: 'NO_MATCH',
      message: expect.stringContaining('Blocks (blocks, is blocked by)'),
    });
  });

  it('have types with a phrase for each direction', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { link_types } = await data('get-jira-link-types');
    expect(link_types).toContainEqual({ name: 'Blocks', outward: 'blocks', inward: 'is blocked by' });
  });

  it('that the site has switched off are none, and hide nothing else of an issue', async () => {
    const api = `/rest/api/${deployment === 'cloud' ? 3 : 2}/issue/A-1`;
    const { env } = await startScriptedSite({
      [`GET ${api}`]: {
        key: 'A-1',
        fields: { summary: 'Kettle', status: { name: 'Open' } },
        changelog: { histories: [] },
      },
      [`GET ${api}/comment`]: { comments: [], total: 0 },
      [`GET ${api}/changelog`]: { values: [], isLast: true },
      [`GET ${api}/remotelink`]: [403, { errorMessages: ['Issue linking is currently disabled.'] }],
    });
    const { data } = await jiraAt({ ...env, JIRA_DEPLOYMENT: deployment });
    expect(await data('summarize-jira-issue', { issue_key: 'A-1' })).toMatchObject({ key: 'A-1', summary: 'Kettle' });
  });
});

it('a phrase that two types share is refused, with both', async () => {
  const site = await startScriptedSite({
    'GET /rest/api/3/issueLinkType': {
      issueLinkTypes: [
        { name: 'Cause', outward: 'causes', inward: 'is caused by' },
        { name: 'Incident', outward: 'causes', inward: 'comes from' },
      ],
    },
  });
  const { failure } = await jiraAt(site.env);
  const link = { issue_key: 'A-1', link_type: 'causes', to_issue_key: 'A-2' };
  expect(await failure('link-jira-issues', link)).toEqual({
    code: 'AMBIGUOUS_MATCH',
    message: expect.stringMatching(/Cause \(causes.*Incident \(causes/),
  });
  expect(site.requests).toHaveLength(1);
});
