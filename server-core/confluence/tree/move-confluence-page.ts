import * as z from 'zod';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { spaceKey } from '../spaces/space-key.ts';

export const moveConfluencePage = defineTool({
  name: 'move-confluence-page',
  title: 'Move a Confluence page',
  description:
    'Moves a Confluence page, with all that is below it: below, before or after another page, or to the top of a space.',
  annotations: destructiveOnce,
  input: () =>
    z
      .strictObject({
        page_id: pageId(),
        target_id: pageId().describe('Id of the page to move it to').optional(),
        position: z
          .enum(['append', 'before', 'after'])
          .default('append')
          .describe('append: below target_id; Data Center knows only that'),
        space_key: spaceKey('Key of the space to move it to the top of').optional(),
      })
      .refine(({ target_id, space_key }) => (target_id === undefined) !== (space_key === undefined), {
        error: 'expected either target_id or space_key',
      }),
  output: () => z.object({ page_id: z.string(), target_id: z.string().optional(), space_key: z.string().optional() }),
  handle: async ({ page_id, target_id, position, space_key }, context) => {
    const confluence = await context.confluence();
    if (target_id !== undefined) {
      await confluence.tree.move(page_id, { position, targetId: target_id });
      const where = position === 'append' ? 'below' : position;
      return { text: `Moved Confluence page ${page_id} ${where} page ${target_id}`, data: { page_id, target_id } };
    }
    await confluence.tree.move(page_id, { spaceKey: space_key ?? '' });
    return { text: `Moved Confluence page ${page_id} to the top of space ${space_key}`, data: { page_id, space_key } };
  },
});
