import * as z from 'zod';
import { definePrompt } from '../../prompt.ts';
import { completePageId, completeSpaceKey } from '../completers.ts';
import { excerpt } from '../pages/excerpt.ts';
import { findPage, namesPage, pageArguments, pageChoiceExpected } from '../pages/page-arguments.ts';
import { pageContent } from '../pages/page-markdown.ts';

/** Length of the excerpt that `brief` gives, in characters. */
const BRIEF_LENGTH = 1_500;

export const answerConfluenceQuestion = definePrompt({
  name: 'answer-confluence-question',
  title: 'Answer a question from a Confluence page',
  description: 'Asks a question about a Confluence page, which it brings along.',
  input: () =>
    z
      .strictObject({
        question: z.string().trim().min(1).describe('What is to be answered from the page'),
        ...pageArguments(),
        context_depth: z
          .enum(['brief', 'detailed'])
          .default('brief')
          .describe('brief: the beginning; detailed: the whole page'),
      })
      .refine(namesPage, { error: pageChoiceExpected }),
  completers: { page_id: completePageId, space_key: completeSpaceKey },
  write: async ({ question, context_depth, ...choice }, context) => {
    const page = await findPage(await context.confluence(), choice);
    const content = await pageContent(page);
    const text = context_depth === 'brief' ? excerpt(content, BRIEF_LENGTH) : content;
    return (
      `Answer this question from the Confluence page below. Say so if the page does not answer it.\n\n` +
      `Question: ${question}\n\n# ${page.title}\n\n${text}`
    );
  },
});
