import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageSummaryData, pageSummaryOutput } from '../pages/page-facts.ts';
import { spaceKey } from '../spaces/space-key.ts';

export const copyConfluencePage = defineTool({
  name: 'copy-confluence-page',
  title: 'Copy a Confluence page',
  description:
    'Copies one Confluence page, without those below it, under a new title: below another page, or into a space.',
  annotations: additive,
  input: () =>
    z
      .strictObject({
        page_id: pageId(),
        title: z.string().trim().min(1).max(255).describe('Title of the copy'),
        parent_id: pageId().describe('Id of the page to put the copy below').optional(),
        space_key: spaceKey('Key of the space to put it at the top of').optional(),
        with_attachments: z.boolean().default(true).describe('Whether to copy attachments; Data Center cannot'),
        with_labels: z.boolean().default(true).describe('Whether to copy labels'),
      })
      .refine(({ parent_id, space_key }) => (parent_id === undefined) !== (space_key === undefined), {
        error: 'expected either parent_id or space_key',
      }),
  output: () => z.object({ ...pageSummaryOutput(), not_copied: z.array(z.string()).optional() }),
  handle: async ({ page_id, title, parent_id, space_key, with_attachments, with_labels }, context) => {
    const { page, left } = await (await context.confluence()).tree.copy(page_id, {
      title,
      to: parent_id === undefined ? { spaceKey: space_key ?? '' } : { parentId: parent_id },
      withAttachments: with_attachments,
      withLabels: with_labels,
    });
    const note = left.length === 0 ? '' : `\n\nNot copied: ${left.join(', ')}.`;
    const text = `Copied Confluence page ${page_id} to "${page.title}" with ID ${page.id}: ${page.url}${note}`;
    return { text, data: { ...pageSummaryData(page), ...(left.length > 0 && { not_copied: [...left] }) } };
  },
});
