import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { pageId, pageUri } from '../page-arguments.ts';

export const createConfluencePage = defineTool({
  name: 'create-confluence-page',
  title: 'Create a Confluence page',
  description: 'Creates a page in a Confluence space and returns its id.',
  annotations: additive,
  input: () =>
    z.strictObject({
      space_key: z.string().trim().min(1).describe('Key of the space'),
      title: z.string().trim().min(1).max(255).describe('Title, which no other page of the space may have'),
      content: z.string().describe('Text of the page in Markdown, or in Confluence storage format (XHTML)'),
      parent_id: pageId().describe('Id of the page to put it below; the root of the space if left out').optional(),
    }),
  handle: async ({ space_key, title, content, parent_id }, context) => {
    const confluence = await context.confluence();
    const page = await confluence.createPage({ spaceKey: space_key, title, content, parentId: parent_id });
    const text = `Created Confluence page "${page.title}" with ID ${page.id}: ${page.url}`;
    return resourceResult(text, pageUri(page.id, page.spaceKey), `# ${page.title}\n\n${content}`);
  },
});
