import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { textResult } from '../../tool-result.ts';
import { findPage, namesPage, pageArguments, pageChoiceExpected } from '../page-arguments.ts';
import { pageCommentsMarkdown, pageHistoryMarkdown, pageMarkdown } from '../page-markdown.ts';

const SHOWN_COMMENTS = 25;
const SHOWN_VERSIONS = 25;

export const getConfluencePage = defineTool({
  name: 'get-confluence-page',
  title: 'Get a Confluence page',
  description:
    'Returns a Confluence page as Markdown, by page_id, or by title together with space_key; ' +
    'with its newest comments and versions if asked for.',
  annotations: readOnly,
  input: () =>
    z
      .strictObject({
        ...pageArguments(),
        include_comments: z.boolean().default(false).describe('Whether to add the newest comments'),
        include_history: z.boolean().default(false).describe('Whether to list the newest versions'),
      })
      .refine(namesPage, { error: pageChoiceExpected }),
  handle: async ({ include_comments, include_history, ...choice }, context) => {
    const confluence = await context.confluence();
    const page = await findPage(confluence, choice);
    const [comments, versions] = await Promise.all([
      include_comments ? confluence.comments(page.id, SHOWN_COMMENTS) : undefined,
      include_history ? confluence.versions(page.id, SHOWN_VERSIONS) : undefined,
    ]);
    const parts = [pageMarkdown(page)];
    if (comments !== undefined) parts.push(pageCommentsMarkdown(comments));
    if (versions !== undefined) parts.push(pageHistoryMarkdown(versions));
    return textResult(parts.join('\n\n'));
  },
});
