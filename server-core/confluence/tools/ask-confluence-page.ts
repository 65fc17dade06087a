import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import { excerpt } from '../excerpt.ts';
import { findPage, namesPage, pageArguments, pageChoiceExpected } from '../page-arguments.ts';

/** Length of the excerpt that `summary` gives, in characters. */
const SUMMARY_LENGTH = 1_000;

export const askConfluencePage = defineTool({
  name: 'ask-confluence-page',
  title: 'Get a Confluence page to answer a question from',
  description:
    'Returns a question together with the text of a Confluence page to answer it from. It answers nothing itself. ' +
    'Names the page by page_id, or by title together with space_key.',
  annotations: readOnly,
  input: () =>
    z
      .strictObject({
        ...pageArguments(),
        question: z.string().trim().min(1).describe('What is to be answered from the page'),
        context_type: z
          .enum(['summary', 'details', 'specific'])
          .default('summary')
          .describe('summary: the beginning of the page; details or specific: the whole page'),
      })
      .refine(namesPage, { error: pageChoiceExpected }),
  handle: async ({ question, context_type, ...choice }, context) => {
    const page = await findPage(await context.confluence(), choice);
    const text = context_type === 'summary' ? excerpt(page.content, SUMMARY_LENGTH) : page.content;
    return textResult(`# Question\n\n${question}\n\n# Source: ${page.title} (ID ${page.id})\n\n${page.url}\n\n${text}`);
  },
});
