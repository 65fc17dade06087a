import * as z from 'zod';
import { defineResourceKind, markdown } from '../../resource-kind.ts';
import { pageId, pageUri } from '../page-arguments.ts';
import { pageMarkdown } from '../page-markdown.ts';

const LISTED_PAGES = 10;

export const pageResource = defineResourceKind({
  name: 'confluence-page',
  title: 'Confluence page',
  description: 'A Confluence page by its id',
  uriTemplate: 'confluence://page/{ID}',
  parameters: () => z.strictObject({ ID: pageId() }),
  read: async ({ ID }, context) => pageMarkdown(await (await context.confluence()).page(ID)),
  recent: async (context) => {
    const confluence = await context.confluence();
    const cql = 'type = page AND lastmodified >= now("-7d") ORDER BY lastmodified DESC';
    const { pages } = await confluence.search(cql, LISTED_PAGES);
    return pages.map(({ id, title, spaceKey }) => ({
      uri: pageUri(id, spaceKey),
      name: `Confluence: ${title}`,
      description: spaceKey === undefined ? 'Confluence page' : `Page in space ${spaceKey}`,
      mimeType: markdown,
    }));
  },
});
