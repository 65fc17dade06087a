import * as z from 'zod';
import { defineResourceKind } from '../../resource-kind.ts';
import { pageId } from '../page-arguments.ts';
import { pageMarkdown } from '../page-markdown.ts';

export const spacePageResource = defineResourceKind({
  name: 'confluence-space-page',
  title: 'Confluence page in a space',
  description: 'A Confluence page by space key and id; the id decides, since pages move between spaces',
  uriTemplate: 'confluence://space/{SPACE}/page/{ID}',
  parameters: () => z.strictObject({ SPACE: z.string().min(1), ID: pageId() }),
  read: async ({ ID }, context) => pageMarkdown(await (await context.confluence()).page(ID)),
});
