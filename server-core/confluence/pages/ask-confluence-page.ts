import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { excerpt } from './excerpt.ts';
import { findPage, namesPage, pageArguments, pageChoiceExpected } from './page-arguments.ts';
import { pageFacts, pageFactsOutput } from './page-facts.ts';
import { pageContent } from './page-markdown.ts';

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
        question: z.string().trim().min(1).max(10_000).describe('What is to be answered from the page'),
        context_type: z
          .enum(['summary', 'details', 'specific'])
          .default('summary')
          .describe('summary: the beginning of the page; details or specific: the whole page'),
        page_token: pageToken(),
      })
      .refine(namesPage, { error: pageChoiceExpected }),
  output: () => z.object({ question: z.string(), ...pageFactsOutput(), ...documentOutput() }),
  handle: async ({ question, context_type, page_token, ...choice }, context) => {
    const page = await findPage(await context.confluence(), choice);
    const content = await pageContent(page);
    const body = context_type === 'summary' ? excerpt(content, SUMMARY_LENGTH) : content;
    const head = `# Question\n\n${question}\n\n# Source: ${page.title} (ID ${page.id})\n\n${page.url}`;
    return documentResult(
      { head, body, facts: { question, ...pageFacts(page) }, pageToken: page_token },
      context.settings,
    );
  },
});
