import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { pageId } from './page-arguments.ts';

export const deleteConfluencePage = defineTool({
  name: 'delete-confluence-page',
  title: 'Delete a Confluence page',
  description: 'Puts a Confluence page into the trash of its space, where a person can restore it.',
  annotations: destructiveOnce,
  input: () => z.strictObject({ page_id: pageId() }),
  output: () => z.object({ page_id: z.string() }),
  handle: async ({ page_id }, context) => {
    await (await context.confluence()).pages.delete(page_id);
    return { text: `Put Confluence page ${page_id} into the trash`, data: { page_id } };
  },
});
