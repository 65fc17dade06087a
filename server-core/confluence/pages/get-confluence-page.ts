import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { type ContentFormat, contentFormat } from './content-text.ts';
import { findPage, namesPage, pageArguments, pageChoiceExpected } from './page-arguments.ts';
import { pageFacts, pageFactsOutput } from './page-facts.ts';
import { pageCommentsMarkdown, pageContent, pageHead, pageHistoryMarkdown } from './page-markdown.ts';
import { surroundingsMarkdown } from './page-surroundings.ts';

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
        include: z
          .array(z.enum(['labels', 'ancestors', 'children', 'attachments', 'restrictions']))
          .max(5)
          .describe('What else to add')
          .optional(),
        format: contentFormat(),
        page_token: pageToken(),
      })
      .refine(namesPage, { error: pageChoiceExpected })
      .refine(isReadable, {
        error: 'format raw gives the text alone: leave out include, include_comments and include_history',
      }),
  output: () => z.object({ ...pageFactsOutput(), ...documentOutput() }),
  handle: async ({ include_comments, include_history, include = [], format, page_token, ...choice }, context) => {
    const confluence = await context.confluence();
    const page = await findPage(confluence, choice);
    const [comments, versions, surroundings] = await Promise.all([
      include_comments
        ? confluence.comments.list(page.id, { kind: 'footer', withReplies: false, limit: SHOWN_COMMENTS })
        : undefined,
      include_history ? confluence.versions.list(page.id, SHOWN_VERSIONS) : undefined,
      Promise.all(include.map((part) => surroundingsMarkdown(confluence, page.id, part))),
    ]);
    const body = [await pageContent(page, format), ...surroundings];
    if (comments !== undefined) body.push(await pageCommentsMarkdown(comments));
    if (versions !== undefined) body.push(pageHistoryMarkdown(versions));
    return documentResult(
      { head: pageHead(page), body: body.join('\n\n'), facts: pageFacts(page), pageToken: page_token },
      context.settings,
    );
  },
});

/** What is added would be written back with a raw text. */
function isReadable({
  format,
  include,
  include_comments,
  include_history,
}: {
  readonly format: ContentFormat;
  readonly include?: readonly string[] | undefined;
  readonly include_comments: boolean;
  readonly include_history: boolean;
}): boolean {
  return format === 'markdown' || !(include_comments || include_history || (include ?? []).length > 0);
}
