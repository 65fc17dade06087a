import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { spaceKey } from '../spaces/space-key.ts';
import { arrangeTree } from './arrange-tree.ts';

/** Most pages that are read to find a tree's shape. */
const MAX_READ = 2_000;

export const getConfluencePageTree = defineTool({
  name: 'get-confluence-page-tree',
  title: 'Get the page tree of a Confluence space or page',
  description: 'Lists the pages of a Confluence space, or those below a page, as an indented tree with ids.',
  annotations: readOnly,
  input: () =>
    z
      .strictObject({
        space_key: spaceKey('Key of the space').optional(),
        page_id: pageId().describe('Id of the page to begin below').optional(),
        depth: z.int().min(1).max(5).default(3).describe('How many levels to show'),
        max_results: z.int().min(1).max(500).default(100).describe('Most pages to list'),
        page_token: pageToken(),
      })
      .refine(({ space_key, page_id }) => (space_key === undefined) !== (page_id === undefined), {
        error: 'expected either space_key or page_id',
      }),
  output: () =>
    z.object({
      pages: z.array(
        z.object({ id: z.string(), title: z.string(), parent_id: z.string().optional(), depth: z.number() }),
      ),
      total: z.number().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ space_key, page_id, depth, max_results, page_token }, context) => {
    const { tree } = await context.confluence();
    const start = page_id === undefined ? { spaceKey: space_key ?? '' } : { pageId: page_id };
    const { nodes, complete } = await tree.nodes(start, MAX_READ, (pages) =>
      context.progress(pages, undefined, `Read ${pages} pages`),
    );
    const arranged = arrangeTree(nodes, depth);
    const where = page_id === undefined ? `Pages of space ${space_key}` : `Pages below ${page_id}`;
    return listResult(
      {
        name: 'pages',
        noun: ['page', 'pages'],
        head: complete ? `# ${where}` : `# ${where} (incomplete: only the first ${MAX_READ} were read)`,
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => ({ items: arranged, total: arranged.length }),
        entry: (node) => ({
          text: `${'  '.repeat(node.depth - 1)}- ${node.title} (${node.id})`,
          data: { id: node.id, title: node.title, parent_id: node.parentId, depth: node.depth },
        }),
      },
      context.settings,
    );
  },
});
