import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { findSpaces } from './find-spaces.ts';

export const getConfluenceSpaces = defineTool({
  name: 'get-confluence-spaces',
  title: 'List Confluence spaces',
  description: 'Lists the Confluence spaces that the configured account may see, with their keys.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: z.string().trim().min(1).max(200).describe('Part of the name or key').optional(),
      type: z.enum(['global', 'personal']).describe('Only spaces of this type').optional(),
      max_results: z.int().min(1).max(100).describe('Most spaces to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      spaces: z.array(z.object({ key: z.string(), name: z.string(), type: z.string().optional(), url: z.string() })),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ query, type, max_results, page_token }, context) => {
    const { spaces } = await context.confluence();
    return listResult(
      {
        name: 'spaces',
        noun: ['space', 'spaces'],
        maxResults: max_results,
        countsAll: query !== undefined,
        pageToken: page_token,
        fetch: (page) =>
          query === undefined ? spaces.list({ type, ...page }) : findSpaces(spaces, { query, type, ...page }),
        entry: (space) => ({
          text: `- **${space.key}** ${space.name}${space.type === undefined ? '' : ` (${space.type})`} ${space.url}`,
          data: { ...space },
        }),
      },
      context.settings,
    );
  },
});
