import * as z from 'zod';
import { defineTool, destructive } from '../../tool.ts';
import { changeSection } from './change-section.ts';
import { contentFormat, contentText, toStorage } from './content-text.ts';
import { pageId } from './page-arguments.ts';
import { pageFactsOutput, pageSummaryData } from './page-facts.ts';

export const updateConfluenceSection = defineTool({
  name: 'update-confluence-section',
  title: 'Change one section of a Confluence page',
  description:
    'Replaces what is below one heading of a Confluence page, or adds to it; all else on the page stays exactly as it is.',
  annotations: destructive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      heading: z.string().trim().min(1).max(1_000).describe('Text of the heading'),
      content: contentText('New text in Markdown, without the heading'),
      mode: z
        .enum(['replace', 'append'])
        .default('replace')
        .describe('replace: all below the heading, subsections too; append: add behind it'),
      content_format: contentFormat(),
    }),
  output: () => z.object(pageFactsOutput()),
  handle: async ({ page_id, heading, content, mode, content_format }, context) => {
    const { pages } = await context.confluence();
    const written = await toStorage(content, content_format);
    const page = await pages.read(page_id);
    const updated = await pages.update({
      id: page_id,
      title: page.title,
      storage: changeSection(page.storage, { heading, content: written, mode }),
      currentVersion: page.version, // a change in between is refused instead of overwritten
    });
    const what = mode === 'replace' ? 'Replaced' : 'Added to';
    const text = `${what} section "${heading}" of Confluence page "${updated.title}" (ID ${page_id}), now version ${updated.version}: ${updated.url}`;
    return { text, data: { ...pageSummaryData(updated), version: updated.version } };
  },
});
