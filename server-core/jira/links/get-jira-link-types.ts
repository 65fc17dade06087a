import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { type LinkType, readLinkTypes } from './link-types.ts';

export const getJiraLinkTypes = defineTool({
  name: 'get-jira-link-types',
  title: 'List the types of links between Jira issues',
  description: 'Lists how issues can be linked on this site, with the phrases for both directions.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      max_results: z.int().min(1).max(100).describe('Most types to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      link_types: z.array(z.object({ name: z.string(), outward: z.string(), inward: z.string() })),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'link_types',
        noun: ['link type', 'link types'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => {
          const items = await readLinkTypes(jira);
          return { items, total: items.length };
        },
        entry: (type: LinkType) => ({ text: lineOf(type), data: { ...type } }),
      },
      context.settings,
    );
  },
});

function lineOf({ name, outward, inward }: LinkType): string {
  return `- **${name}**: ${outward}${inward === outward ? '' : ` / ${inward}`}`;
}
