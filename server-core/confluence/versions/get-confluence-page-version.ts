import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { contentFormat } from '../pages/content-text.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageFacts, pageFactsOutput } from '../pages/page-facts.ts';
import { pageContent, pageHead } from '../pages/page-markdown.ts';
import { versionNumber } from './version-number.ts';

export const getConfluencePageVersion = defineTool({
  name: 'get-confluence-page-version',
  title: 'Get an old version of a Confluence page',
  description: 'Returns a Confluence page as it was in one of its versions.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      version: versionNumber().describe('Number of the version'),
      format: contentFormat(),
      page_token: pageToken(),
    }),
  output: () => z.object({ ...pageFactsOutput(), ...documentOutput() }),
  handle: async ({ page_id, version, format, page_token }, context) => {
    const page = await (await context.confluence()).pages.readVersion(page_id, version);
    const body = await pageContent(page, format);
    return documentResult(
      { head: pageHead(page), body, facts: pageFacts(page), pageToken: page_token },
      context.settings,
    );
  },
});
