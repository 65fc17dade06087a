import * as z from 'zod';
import type { WireObject } from '../../atlassian/wire-value.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import type { JiraApi } from '../jira-api.ts';
import { namesArgument } from '../name-argument.ts';
import { countIssues } from './count-issues.ts';
import { fieldIds } from './fields.ts';
import { issueOf, summaryFields } from './issue.ts';
import { issueEntry, issueEntryOutput } from './issue-entry.ts';
import { readIssuePages } from './read-issue-pages.ts';
import { shortFields, shownFields } from './shown-fields.ts';

const MOST = 1_000;

export const searchJiraIssues = defineTool({
  name: 'search-jira-issues',
  title: 'Search Jira issues',
  description: 'Finds Jira issues with JQL, such as project = PROJ AND status = "In Progress" ORDER BY updated DESC.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      jql: z.string().trim().min(1).max(20_000).describe('Query in JQL'),
      fields: namesArgument('Only these fields, by id or name').min(1).optional(),
      max_results: z.int().min(1).max(MOST).describe('Most issues to list').optional(),
      include_total: z.boolean().default(false).describe('Count all matches; approximate on Cloud'),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      issues: z.array(foundOutput()),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ jql, fields, max_results, include_total, page_token }, context) => {
    const jira = await context.jira();
    const asked = fields === undefined ? undefined : await fieldIds(jira, fields);
    // a search on Data Center counts in any case
    const total = include_total && jira.dialect.deployment === 'cloud' ? await countIssues(jira, jql) : undefined;
    const entry = async (wire: WireObject): Promise<Found> =>
      asked === undefined
        ? issueEntry(issueOf(jira, wire))
        : fieldsEntry(jira, wire, asked, context.settings.resultBytes / 4);
    const query = { jql, fields: asked === undefined ? summaryFields : [...asked.keys()] };
    return listResult(
      {
        name: 'issues',
        noun: ['issue', 'issues'],
        maxResults: max_results,
        pageToken: page_token,
        largestPage: MOST,
        fetch: async (page) => {
          const found = await readIssuePages(
            jira,
            { ...query, ...page },
            { pageToken: page_token, total, entry },
            context,
          );
          return { ...found, total: total ?? found.total };
        },
        entry,
      },
      context.settings,
    );
  },
});

/** With fields asked for it has those alone. */
function foundOutput() {
  const fields = z.record(z.string(), z.string()).optional();
  return issueEntryOutput().partial({ summary: true, status: true }).extend({ fields });
}

interface Found {
  readonly text: string;
  readonly data: z.output<ReturnType<typeof foundOutput>>;
}

async function fieldsEntry(
  jira: JiraApi,
  wire: WireObject,
  asked: ReadonlyMap<string, string>,
  room: number,
): Promise<Found> {
  const { key, url } = issueOf(jira, wire);
  const fields = await shownFields(jira, wire, asked, 'markdown');
  const facts = fields.map(({ name, value }) => `${name}: ${value || 'none'}`).join('; ');
  return { text: `- **${key}** ${facts} ${url}`, data: { key, url, fields: shortFields(fields, room) } };
}
