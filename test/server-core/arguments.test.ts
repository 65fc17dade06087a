import { describe, expect, it } from 'vitest';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore } from '../support/server-core-client.ts';

const page = 'expected page_id, or title together with space_key';

describe('wrong arguments', () => {
  it.each([
    ['get-jira-issue', {}, 'issue_key: required; expected a text'],
    ['get-jira-issue', { issue_key: 5 }, 'issue_key: expected a text, got number 5'],
    ['get-confluence-page', { page_id: 2 ** 53 }, 'page_id: expected a text, got number 9007199254740992'],
    ['get-jira-issue', { issue_key: null }, 'issue_key: expected a text, got null'],
    [
      'get-jira-issue',
      { issue_key: '../admin' },
      'issue_key: expected an issue key such as PROJ-123, got string "../admin"',
    ],
    [
      'get-jira-issue',
      { issue_key: 'A-1', include_comments: 'yes' },
      'include_comments: expected true or false, got string "yes"',
    ],
    [
      'get-jira-issue',
      { issue_key: 'A-1', expand: 'all' },
      'expand: unknown argument; expected one of issue_key, include_comments',
    ],
    ['get-my-assigned-issues', { max_results: 0 }, 'max_results: expected 1 or more, got number 0'],
    ['get-my-assigned-issues', { max_results: 101 }, 'max_results: expected 100 or less, got number 101'],
    ['get-my-assigned-issues', { max_results: 1.5 }, 'max_results: expected a whole number, got number 1.5'],
    ['transition-jira-issue', { issue_key: 'A-1' }, 'expected transition_name or transition_id'],
    [
      'create-jira-issue',
      { project_key: ' ', summary: 's', issue_type: 'Task' },
      'project_key: expected a project key such as PROJ, got string " "',
    ],
    ['get-confluence-page', {}, page],
    ['get-confluence-page', { title: 'Kettles' }, page],
    [
      'get-confluence-page',
      { page_id: '../../x' },
      'page_id: expected a page id, which is a text of digits, got string "../../x"',
    ],
    [
      'ask-confluence-page',
      { page_id: '1', question: 'q', context_type: 'all' },
      'context_type: expected one of "summary", "details", "specific", got string "all"',
    ],
    ['update-confluence-page', { page_id: '1', title: 't', content: [] }, 'content: expected a text, got an array'],
  ])('%s %j are refused by name, and nothing is sent', async (name, args, problem) => {
    const site = await startScriptedSite({});
    const { failure } = await openServerCore(site.env);
    expect(await failure(name, args)).toEqual({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining(`Invalid arguments for ${name}:\n- ${problem}`),
    });
    expect(site.requests).toEqual([]);
  });

  it('do not include an id that is written as a number', async () => {
    const site = await startScriptedSite({ 'DELETE /wiki/api/v2/pages/163843': [204, undefined] });
    const { text } = await openServerCore({ ...site.env, MCP_TOOLSETS: 'all' });
    expect(await text('delete-confluence-page', { page_id: 163843 })).toContain('163843');
  });

  it('are all named at once', async () => {
    const { failure } = await openServerCore();
    const { message } = await failure('comment-jira-issue', { comment: 7, mood: 'good' });
    expect(message.split('\n- ').slice(1)).toEqual([
      'issue_key: required; expected a text',
      'comment: expected a text, got number 7',
      expect.stringMatching(/^mood: unknown argument; expected one of issue_key, comment, /),
    ]);
  });

  it('of a long text are described and not repeated', async () => {
    const { failure } = await openServerCore();
    const { message } = await failure('get-jira-issue', { issue_key: 'x'.repeat(5_000) });
    expect(message).toContain('got a string of 5002 characters');
    expect(message.length).toBeLessThan(200);
  });

  it('are told briefly, however many and however long they are', async () => {
    const { failure } = await openServerCore();
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`${index}${'k'.repeat(1_000)}`, 1]));
    const { code, message } = await failure('get-jira-issue', many);
    expect(code).toBe('INVALID_ARGUMENTS');
    expect(message.length).toBeLessThan(4_000);
    expect(message).toMatch(/\n- and \d+ more$/);
  });

  it.each(['{"a":', '['])('that begin with 100,000 times %s are refused, and nothing is sent', async (open) => {
    const site = await startScriptedSite({});
    const { failure } = await openServerCore(site.env);
    const close = open === '[' ? ']' : '}';
    const deep: unknown = JSON.parse(`${open.repeat(100_000)}1${close.repeat(100_000)}`);
    expect(await failure('update-jira-issue', { issue_key: 'A-1', fields: { summary: deep } })).toEqual({
      code: 'INVALID_ARGUMENTS',
      message: expect.stringContaining('200 deep at most'),
    });
    expect(site.requests).toEqual([]);
  });

  it.each(['constructor', 'toString'])('named %s are refused like any other', async (name) => {
    const { failure } = await openServerCore();
    const { message } = await failure('get-jira-issue', JSON.parse(`{"issue_key":"A-1","${name}":{}}`));
    expect(message).toContain(`${name}: unknown argument`);
  });

  it.each(['__proto__', 'constructor', 'x'.repeat(1_000_000)])('%.20s is an unknown tool', async (name) => {
    const { call } = await openServerCore();
    await expect(call(name)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(/^.{1,250}$/),
      data: { code: 'UNKNOWN_TOOL' },
    });
  });

  it('an unknown tool is a protocol error', async () => {
    const { call } = await openServerCore();
    await expect(call('delete-everything')).rejects.toMatchObject({ code: -32602, data: { code: 'UNKNOWN_TOOL' } });
  });
});
