import * as z from 'zod';
import { defineResourceKind } from '../../resource-kind.ts';
import { completePageId, completeSpaceKey } from '../completers.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageMarkdown } from '../pages/page-markdown.ts';
import { pageStamps } from './page-stamps.ts';

export const spacePageResource = defineResourceKind({
  name: 'confluence-space-page',
  title: 'Confluence page in a space',
  description: 'A Confluence page by space key and id; the id decides, since pages move between spaces',
  uriTemplate: 'confluence://space/{SPACE}/page/{ID}',
  parameters: () => z.strictObject({ SPACE: z.string().min(1), ID: pageId() }),
  stamps: pageStamps,
  completers: { SPACE: completeSpaceKey, ID: completePageId },
  read: async ({ ID }, context) => pageMarkdown(await (await context.confluence()).pages.read(ID)),
});
