import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';
import { pageId } from '../page-arguments.ts';
import { pageMarkdown } from '../page-markdown.ts';

export const summarizeConfluencePage = definePrompt({
  name: 'summarize-confluence-page',
  title: 'Summarize a Confluence page',
  description: 'Asks for a summary of a Confluence page, which it brings along.',
  input: () =>
    z.strictObject({
      page_id: pageId(),
      style: z.enum(['brief', 'detailed']).default('brief').describe('brief or detailed'),
    }),
  write: async ({ page_id, style }, context) => {
    const page = await (await context.confluence()).page(page_id);
    const wanted =
      style === 'brief'
        ? 'Summarize this Confluence page in a few sentences.'
        : 'Summarize this Confluence page in detail, section by section, with decisions and open points.';
    return `${wanted}\n\n${pageMarkdown(page)}`;
  },
});
