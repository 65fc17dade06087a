import * as z from 'zod';
import { textAt, type WireObject, wireList, wireText } from '../../atlassian/wire-value.ts';
import { listResult, type Page, type PageRequest } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import type { JiraApi } from '../jira-api.ts';
import { readOffsetPage } from '../offset-page.ts';

export const getJiraProjects = defineTool({
  name: 'get-jira-projects',
  title: 'List Jira projects',
  description: 'Lists the Jira projects that the configured account sees.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: z.string().trim().min(1).describe('Part of the name, or beginning of the key').optional(),
      max_results: z.int().min(1).max(100).describe('Most projects to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      projects: z.array(z.object({ key: z.string(), name: z.string(), type: z.string().optional() })),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ query, max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'projects',
        noun: ['project', 'projects'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => (jira.dialect.deployment === 'cloud' ? onCloud(jira, query, page) : onDataCenter(jira, query)),
        entry: projectEntry,
      },
      context.settings,
    );
  },
});

function onCloud(jira: JiraApi, query: string | undefined, page: PageRequest): Promise<Page<WireObject>> {
  const path = jira.platform('project', 'search');
  return readOffsetPage(jira, { path, query: { query, orderBy: 'key' }, member: 'values' }, page);
}

/** Data Center gives all projects at once and searches none of them. */
async function onDataCenter(jira: JiraApi, query = ''): Promise<Page<WireObject>> {
  const wanted = query.toLowerCase();
  const projects = wireList(await jira.request({ path: jira.platform('project') }), 'projects');
  const items = projects.filter(
    (project) =>
      textAt(project, 'key')?.toLowerCase().startsWith(wanted) ||
      textAt(project, 'name')?.toLowerCase().includes(wanted),
  );
  return { items, total: items.length };
}

function projectEntry(wire: WireObject) {
  const key = wireText(wire['key'], 'project key');
  const name = textAt(wire, 'name') ?? key;
  const type = textAt(wire, 'projectTypeKey');
  return { text: `- **${key}** ${name}${type === undefined ? '' : ` (${type})`}`, data: { key, name, type } };
}
