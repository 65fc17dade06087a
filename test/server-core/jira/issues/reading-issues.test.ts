import { describe, expect, it } from 'vitest';
import { deployments, jiraOnDemoSite } from '../../../support/jira-on-demo-site.ts';

describe.each(deployments)('an issue on %s', (deployment) => {
  it('has facts and a description, and nothing else unless told', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const issue = await data('get-jira-issue', { issue_key: 'DEMO-5' });
    expect(issue).toMatchObject({
      key: 'DEMO-5',
      summary: 'Pay with the wallet of the phone',
      status: 'In Progress',
      type: 'Story',
      labels: ['mobile', 'payments'],
    });
    expect(issue['text']).toMatch(/^## Description\n\nAs a passenger/);
    expect(issue['text']).not.toContain('## Comments');
  });

  it.each([
    ['subtasks', '## Sub-tasks (3)\n\n- DEMO-6 '],
    ['links', '- is blocked by DEMO-9 '],
    ['links', '- web link Pull request 214: wallet button: https://'],
    ['attachments', '**wallet-declined.log** (id '],
    ['comments', '## Comments (6)\n\n### Ana Costa'],
    ['history', '## Status History\n\n- '],
    ['worklogs', '## Worklogs (3)\n\n- **Ben Okafor** 5h'],
    ['transitions', '- Done → Done (id 51)'],
  ])('shows its %s when told', async (name, part) => {
    const { data } = await jiraOnDemoSite(deployment);
    const shown = async (include: string[]) => (await data('get-jira-issue', { issue_key: 'DEMO-5', include }))['text'];
    expect(await shown([name])).toContain(part);
    expect(await shown([])).not.toContain(part);
  });

  it('shows all at once, in parts that follow on each other', async () => {
    const { data } = await jiraOnDemoSite(deployment, { MCP_MAX_RESULT_BYTES: '4096' });
    let text = '';
    let page_token: unknown;
    do {
      const part = await data('get-jira-issue', { issue_key: 'DEMO-5', include: ['all'], page_token });
      expect(part['key']).toBe('DEMO-5');
      text += String(part['text']);
      page_token = part['next_page_token'];
    } while (page_token !== undefined);
    for (const heading of ['Description', 'Sub-tasks', 'Links', 'Comments', 'Status History', 'Transitions']) {
      expect(text.split(`## ${heading}`)).toHaveLength(2);
    }
  });

  it('shows the last three comments for include_comments', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { text } = await data('get-jira-issue', { issue_key: 'DEMO-5', include_comments: true });
    expect(text).toContain('## Comments (last 3 of 6)\n\n### Dana Novak');
  });

  it('shows readable values of fields by id or name, and no others', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const asked = ['Story Points', 'customfield_10020', 'assignee', 'Fix versions', 'issuelinks', 'summary'];
    const issue = await data('get-jira-issue', { issue_key: 'DEMO-5', fields: asked });
    expect(issue).toMatchObject({
      key: 'DEMO-5',
      fields: {
        'Story Points': '8',
        customfield_10020: 'DEMO Sprint 11, DEMO Sprint 12',
        assignee: 'Ben Okafor',
        'Fix versions': '2.5',
        issuelinks: expect.stringContaining('is blocked by DEMO-9'),
      },
    });
    expect(issue).not.toHaveProperty('status');
    expect(issue['text']).not.toContain('Description');
  });

  it('is refused where it has no field of that name, with names that are alike', async () => {
    const { failure } = await jiraOnDemoSite(deployment);
    expect(await failure('get-jira-issue', { issue_key: 'DEMO-5', fields: ['points'] })).toEqual({
      code: 'NO_MATCH',
      message: expect.stringContaining('Story Points (customfield_10016)'),
    });
  });

  it('is gathered in one document with history, comments and references', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { text } = await data('summarize-jira-issue', { issue_key: 'DEMO-5' });
    for (const part of ['## Description', 'To Do → In Progress (Ben Okafor)', 'last 5 of 6', '- Payment flow: http']) {
      expect(text).toContain(part);
    }
  });

  it('tells the pages and repositories that it refers to', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const linksOf = async (more: object) =>
      (await data('extract-confluence-links', { issue_key: 'DEMO-5', ...more }))['links'];
    const page = { kind: 'confluence', title: 'Payment flow', source: 'Remote Link' };
    const repository = {
      kind: 'git',
      url: 'git@github.com:example-ferries/wallet-sdk.git',
      source: 'Description Link',
    };
    const all = await linksOf({});
    expect(all).toContainEqual(expect.objectContaining(page));
    expect(all).toContainEqual(expect.objectContaining(repository));
    const pages = await linksOf({ include_git_urls: false });
    expect(pages).toContainEqual(expect.objectContaining(page));
    expect(pages).not.toContainEqual(expect.objectContaining({ kind: 'git' }));
  });

  it('keeps in a raw text what Markdown has no words for', async () => {
    const { data } = await jiraOnDemoSite(deployment);
    const { text } = await data('get-jira-issue', { issue_key: 'DEMO-5', format: 'raw', include: ['comments'] });
    expect(text).toMatch(
      deployment === 'cloud' ? /"attrs":\{.*"type":"mention"|"type":"mention".*"attrs"/ : /\[~ana\]/,
    );
    expect(text).toMatch(/### Ana Costa, .* \(id \d+\)\n\n```\n/);
  });
});
