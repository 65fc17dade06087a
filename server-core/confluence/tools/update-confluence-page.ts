import * as z from 'zod';
import { defineTool, destructive } from '../../tool.ts';
import { resourceResult } from '../../tool-result.ts';
import { pageId, pageUri } from '../page-arguments.ts';

export const updateConfluencePage = defineTool({
  name: 'update-confluence-page',
  title: 'Replace the text of a Confluence page',
  description:
    'Replaces title and whole text of a Confluence page, which makes a new version of it. ' +
    'Give the version that the text was read at to be refused, instead of overwriting, if someone else changed the page since.',
  annotations: destructive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      title: z.string().trim().min(1).max(255).describe('Title of the page, new or as it was'),
      content: z.string().describe('Whole new text in Markdown, or in Confluence storage format (XHTML)'),
      version: z
        .int()
        .min(1)
        .max(2_147_483_646)
        .describe('Current version of the page; looked up if left out')
        .optional(),
    }),
  handle: async ({ page_id, title, content, version }, context) => {
    const confluence = await context.confluence();
    const page = await confluence.updatePage({ id: page_id, title, content, currentVersion: version });
    const text = `Updated Confluence page "${page.title}" (ID ${page.id}) to version ${page.version}: ${page.url}`;
    return resourceResult(text, pageUri(page.id, page.spaceKey), `# ${page.title}\n\n${content}`);
  },
});
