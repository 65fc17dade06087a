import * as z from 'zod';
import { resourceResult } from '../../results/tool-result.ts';
import { additive, defineTool } from '../../tool.ts';
import { contentText, toStorage } from '../pages/content-text.ts';
import { pageId, pageUri } from '../pages/page-arguments.ts';

export const commentConfluencePage = defineTool({
  name: 'comment-confluence-page',
  title: 'Comment on a Confluence page',
  description: 'Adds a comment below a Confluence page.',
  annotations: additive,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      comment: contentText('Text of the comment in Markdown, or in Confluence storage format (XHTML)').trim().min(1),
    }),
  output: () => z.object({ comment_id: z.string(), page_id: z.string(), url: z.string() }),
  handle: async ({ page_id, comment }, context) => {
    const confluence = await context.confluence();
    // read first: a failure after the comment was made would have the caller make it again
    const page = await confluence.pages.read(page_id);
    const id = await confluence.comments.add(page_id, await toStorage(comment));
    const text = `Added a comment to Confluence page "${page.title}" (ID ${page.id})`;
    const resource = { uri: pageUri(page.id, page.spaceKey), text: comment };
    return resourceResult(text, { comment_id: id, page_id: page.id, url: page.url }, resource);
  },
});
