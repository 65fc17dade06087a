import * as z from 'zod';
import { readableInstant } from '../../instant.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import type { PageSummary } from '../confluence-site.ts';
import { pageQuery } from '../page-query.ts';

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
      space_key: z.string().trim().min(1).describe('Key of the space to search; all spaces if left out').optional(),
      max_results: z.int().min(1).max(100).default(10).describe('Most pages to list'),
    }),
  handle: async ({ query, space_key, max_results }, context) => {
    const confluence = await context.confluence();
    const cql = pageQuery(query, space_key);
    const { pages, more } = await confluence.search(cql, max_results);
    const count = `Found ${pages.length} ${pages.length === 1 ? 'page' : 'pages'}`;
    const parts = [
      `**Enhanced CQL Query:** \`${cql}\``,
      more ? `${count}; there are more, see max_results` : count,
      ...pages.map(entry),
    ];
    return textResult(parts.join('\n\n'));
  },
});

function entry({ id, title, spaceKey, lastModified, url }: PageSummary): string {
  const space = spaceKey === undefined ? '' : `\n- **Space:** ${spaceKey}`;
  return `## ${title}\n\n- **ID:** ${id}${space}\n- **Last Modified:** ${readableInstant(lastModified)}\n- **Link:** ${url}`;
}
