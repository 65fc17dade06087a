import * as z from 'zod';
import { resourceResult } from '../../results/tool-result.ts';
import { defineTool, destructive } from '../../tool.ts';
import { contentFormat, contentText, toStorage } from './content-text.ts';
import { pageId, pageUri } from './page-arguments.ts';
import { pageFactsOutput, pageSummaryData } from './page-facts.ts';

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
      content: contentText('Whole new text in Markdown, or in Confluence storage format (XHTML)'),
      version: z
        .int()
        .min(1)
        .max(2_147_483_646)
        .describe('Current version of the page; looked up if left out')
        .optional(),
      content_format: contentFormat(),
      version_message: z.string().max(1_000).describe('What the history is to say of the change').optional(),
      minor_edit: z.boolean().describe('Whether to tell no watchers; Data Center only').optional(),
    }),
  output: () => z.object(pageFactsOutput()),
  handle: async ({ page_id, title, content, content_format, version, version_message, minor_edit }, context) => {
    const confluence = await context.confluence();
    const page = await confluence.pages.update({
      id: page_id,
      title,
      storage: await toStorage(content, content_format),
      currentVersion: version,
      message: version_message,
      isMinor: minor_edit,
    });
    const text = `Updated Confluence page "${page.title}" (ID ${page.id}) to version ${page.version}: ${page.url}`;
    const resource = { uri: pageUri(page.id, page.spaceKey), text: `# ${page.title}\n\n${content}` };
    return resourceResult(text, { ...pageSummaryData(page), version: page.version }, resource);
  },
});
