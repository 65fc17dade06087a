import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { spaceKey } from '../spaces/space-key.ts';
import { readTemplates, type Template } from './templates.ts';

export const getConfluenceTemplates = defineTool({
  name: 'get-confluence-templates',
  title: 'List Confluence page templates',
  description: 'Lists the page templates of a Confluence space, or those of the whole site. Confluence Cloud only.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      space_key: spaceKey("Key of the space; the site's own templates if left out").optional(),
      max_results: z.int().min(1).max(100).describe('Most templates to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      templates: z.array(z.object({ id: z.string(), name: z.string(), description: z.string().optional() })),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ space_key, max_results, page_token }, context) => {
    const confluence = await context.confluence();
    return listResult(
      {
        name: 'templates',
        noun: ['template', 'templates'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: (page) => readTemplates(confluence, space_key, page),
        entry: ({ id, name, description }: Template) => ({
          text: `- **${name}** (${id})${description === undefined ? '' : `: ${description}`}`,
          data: { id, name, description },
        }),
      },
      context.settings,
    );
  },
});
