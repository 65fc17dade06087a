import { describe, expect, it } from 'vitest';
import { matchTemplate } from '../../server-core/resource-kind.ts';
import { startScriptedSite } from '../support/scripted-site.ts';
import { openServerCore } from '../support/server-core-client.ts';

const issues = { issues: [{ key: 'PROJ-1', fields: { summary: 'Kettle', status: { name: 'To Do' } } }], isLast: true };
const pages = { results: [{ id: '42', title: 'Kettles', space: { key: '~mia' } }] };

describe('the resources', () => {
  it('are the issues and pages of the last seven days', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/search/jql': issues,
      'GET /wiki/rest/api/content/search': pages,
    });
    const { client } = await openServerCore(site.env);
    const { resources } = await client.listResources();
    expect(resources).toMatchObject([
      { uri: 'jira://issue/PROJ-1', name: 'Jira: PROJ-1: Kettle', mimeType: 'text/markdown' },
      { uri: 'confluence://space/~mia/page/42', name: 'Confluence: Kettles', mimeType: 'text/markdown' },
    ]);
    const queries = site.requests.map(({ query }) => query.get('jql') ?? query.get('cql'));
    expect(new Set(queries)).toEqual(
      new Set([
        'type = page AND lastmodified >= now("-7d") ORDER BY lastmodified DESC',
        'updated >= -7d ORDER BY updated DESC',
      ]),
    );
  });

  it('of one service are listed when the other fails, and the log says why', async () => {
    const site = await startScriptedSite({
      'GET /rest/api/3/search/jql': [503, {}],
      'GET /wiki/rest/api/content/search': pages,
    });
    const { client, logLines } = await openServerCore(site.env);
    expect((await client.listResources()).resources).toHaveLength(1);
    expect(logLines.join('')).toContain('UPSTREAM_ERROR');
  });

  it('have templates', async () => {
    const { client } = await openServerCore();
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'jira://issue/{KEY}',
      'jira://board/{ID}',
      'jira://search/{JQL}',
      'jira://project/{PROJECT}/status/{STATUS}',
      'confluence://page/{ID}',
      'confluence://space/{SPACE}/page/{ID}',
    ]);
  });

  it.each(['jira://issue', 'jira://issue/A-1/x', 'JIRA-1', 'confluence://space/A', 'file:///etc/passwd'])(
    '%s is refused with the forms that there are, and nothing is sent',
    async (uri) => {
      const site = await startScriptedSite({});
      const { client } = await openServerCore(site.env);
      await expect(client.readResource({ uri })).rejects.toMatchObject({
        code: -32002,
        message: expect.stringContaining('jira://issue/{KEY}'),
        data: { code: 'NOT_FOUND', uri },
      });
      expect(site.requests).toEqual([]);
    },
  );
});

it('a credential in the URI of a resource is hidden in all of the error', async () => {
  const { client } = await openServerCore({ JIRA_API_TOKEN: 'token-of-mia' });
  await expect(client.readResource({ uri: 'file:///token-of-mia' })).rejects.toMatchObject({
    message: expect.stringContaining('file:///[secret]'),
    data: { code: 'NOT_FOUND', uri: 'file:///[secret]' },
  });
});

it.each(['jira://issue/', 'file:///'])(
  'a URI that begins with %s and is very long is not told whole',
  async (start) => {
    const { client } = await openServerCore();
    const uri = `${start}${'x'.repeat(1_000_000)}`;
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      message: expect.stringMatching(/^.{1,2000}$/s),
      data: { uri: `${uri.slice(0, 1_000)}…` },
    });
  },
);

describe('a resource whose parts are no key or id', () => {
  it.each([
    ['jira://issue/%2e%2e', 'KEY: expected an issue key such as PROJ-123, got string ".."'],
    ['confluence://page/..', 'ID: expected a page id, which is a text of digits, got string ".."'],
    ['confluence://space/A/page/1%2F2', 'ID: expected a page id'],
  ])('%s is refused, and nothing is sent', async (uri, problem) => {
    const site = await startScriptedSite({});
    const { client } = await openServerCore(site.env);
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining(problem),
      data: { code: 'INVALID_ARGUMENTS', uri },
    });
    expect(site.requests).toEqual([]);
  });
});

describe('matchTemplate', () => {
  it.each([
    ['jira://issue/{KEY}', 'jira://issue/PROJ-1', { KEY: 'PROJ-1' }],
    ['confluence://space/{SPACE}/page/{ID}', 'confluence://space/%7Emia/page/42', { SPACE: '~mia', ID: '42' }],
    ['jira://issue/{KEY}', 'jira://issue/', undefined],
    ['jira://issue/{KEY}', 'xjira://issue/A-1', undefined],
    ['jira://issue/{KEY}', 'jira://issue/%E0%A4%A', undefined],
    ['a.b/{X}', 'aXb/1', undefined],
  ])('%s takes %s as %j', (template, uri, parts) => {
    expect(matchTemplate(template, uri)).toEqual(parts);
  });
});
