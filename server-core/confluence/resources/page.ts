import * as z from 'zod';
import { markdown } from '../../media-type.ts';
import { defineResourceKind } from '../../resource-kind.ts';
import { completePageId } from '../completers.ts';
import { pageId, pageUri } from '../pages/page-arguments.ts';
import { pageMarkdown } from '../pages/page-markdown.ts';
import { summaryOf } from '../pages/page-of.ts';
import { findContent } from '../search/find-content.ts';
import { pageStamps } from './page-stamps.ts';

const LISTED_PAGES = 10;

export const pageResource = defineResourceKind({
  name: 'confluence-page',
  title: 'Confluence page',
  description: 'A Confluence page by its id',
  uriTemplate: 'confluence://page/{ID}',
  parameters: () => z.strictObject({ ID: pageId() }),
  read: async ({ ID }, context) => pageMarkdown(await (await context.confluence()).pages.read(ID)),
  stamps: pageStamps,
  completers: { ID: completePageId },
  recent: async (context) => {
    const confluence = await context.confluence();
    const cql = 'type = page AND lastmodified >= now("-7d") ORDER BY lastmodified DESC';
    const { items } = await findContent(confluence, { cql, limit: LISTED_PAGES });
    const pages = items.map((wire) => summaryOf(wire, confluence.api.siteUrl));
    return pages.map(({ id, title, spaceKey }) => ({
      uri: pageUri(id, spaceKey),
      name: `Confluence: ${title}`,
      description: spaceKey === undefined ? 'Confluence page' : `Page in space ${spaceKey}`,
      mimeType: markdown,
    }));
  },
});
