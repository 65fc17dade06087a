import * as z from 'zod';
import { readableInstant } from '../../instant.ts';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { pageSummaryData, pageSummaryOutput } from '../pages/page-facts.ts';
import { summaryOf } from '../pages/page-of.ts';
import type { PageSummary } from '../pages/pages.ts';
import { spaceKey } from '../spaces/space-key.ts';
import { findContent } from './find-content.ts';
import { pageQuery } from './page-query.ts';

export const searchConfluence = defineTool({
  name: 'search-confluence',
  title: 'Search Confluence',
  description:
    'Finds Confluence pages by words in title and text, or by a query in CQL (label = "howto" AND creator = currentUser()). ' +
    'The result shows the CQL that was run.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: z.string().trim().min(1).max(2_000).describe('Words to look for, or CQL'),
      space_key: spaceKey('Key of the space to search; all spaces if left out').optional(),
      type: z
        .enum(['page', 'blogpost', 'comment', 'attachment'])
        .describe('Only this kind; pages if left out')
        .optional(),
      max_results: z.int().min(1).max(100).default(10).describe('Most pages to list'),
      page_token: pageToken(),
    }),
  output: () => z.object({ pages: z.array(z.object(pageSummaryOutput())), next_page_token: nextPageToken() }),
  handle: async ({ query, space_key, type, max_results, page_token }, context) => {
    const confluence = await context.confluence();
    const cql = pageQuery(query, space_key, type);
    return listResult(
      {
        name: 'pages',
        noun: ['page', 'pages'],
        head: `**Enhanced CQL Query:** \`${cql}\``,
        maxResults: max_results,
        pageToken: page_token,
        separator: '\n\n',
        fetch: (page) => findContent(confluence, { cql, ...page }),
        entry: (wire) => {
          const page = summaryOf(wire, confluence.api.siteUrl);
          return { text: entryText(page), data: pageSummaryData(page) };
        },
      },
      context.settings,
    );
  },
});

function entryText({ id, title, spaceKey, lastModified, url }: PageSummary): string {
  const space = spaceKey === undefined ? '' : `\n- **Space:** ${spaceKey}`;
  return `## ${title}\n\n- **ID:** ${id}${space}\n- **Last Modified:** ${readableInstant(lastModified)}\n- **Link:** ${url}`;
}
