import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';
import { completePageId } from '../completers.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageMarkdown } from '../pages/page-markdown.ts';

export const summarizeConfluencePage = definePrompt({
  name: 'summarize-confluence-page',
  title: 'Summarize a Confluence page',
  description: 'Asks for a summary of a Confluence page, which it brings along.',
  input: () =>
    z.strictObject({
      page_id: pageId(),
      style: z.enum(['brief', 'detailed']).default('brief').describe('brief or detailed'),
    }),
  completers: { page_id: completePageId },
  write: async ({ page_id, style }, context) => {
    const page = await (await context.confluence()).pages.read(page_id);
    const wanted =
      style === 'brief'
        ? 'Summarize this Confluence page in a few sentences.'
        : 'Summarize this Confluence page in detail, section by section, with decisions and open points.';
    return `${wanted}\n\n${await pageMarkdown(page)}`;
  },
});
