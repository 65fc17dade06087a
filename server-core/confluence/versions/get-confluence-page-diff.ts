import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageContent } from '../pages/page-markdown.ts';
import { versionNumber } from './version-number.ts';

/** Edits beyond which texts are called wholly different: comparing them takes time by the square of it. */
const MAX_EDITS = 5_000;

export const getConfluencePageDiff = defineTool({
  name: 'get-confluence-page-diff',
  title: 'Compare two versions of a Confluence page',
  description: 'Compares two versions of a Confluence page, as a unified diff of their Markdown.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      page_id: pageId(),
      from_version: versionNumber().describe('Number of the older version'),
      to_version: versionNumber().describe('Number of the newer one; the current one if left out').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({ page_id: z.string(), from_version: z.number(), to_version: z.number(), ...documentOutput() }),
  handle: async ({ page_id, from_version, to_version, page_token }, context) => {
    const { pages } = await context.confluence();
    const [from, to] = await Promise.all([
      pages.readVersion(page_id, from_version),
      to_version === undefined ? pages.read(page_id) : pages.readVersion(page_id, to_version),
    ]);
    const { createTwoFilesPatch } = await import('diff');
    const names = [`version ${from.version}`, `version ${to.version}`] as const;
    const [before, after] = [await pageContent(from), await pageContent(to)];
    const patch = createTwoFilesPatch(...names, `${before}\n`, `${after}\n`, undefined, undefined, {
      maxEditLength: MAX_EDITS,
    });
    const body =
      before === after
        ? 'The texts are the same.'
        : (patch?.replace(/^=+\n/, '') ?? 'The texts have too little in common to be compared line by line.');
    const head = `# ${to.title}: version ${from.version} to version ${to.version}`;
    const titles = from.title === to.title ? '' : `\n\nTitle before: ${from.title}`;
    const facts = { page_id, from_version: from.version, to_version: to.version };
    return documentResult({ head: `${head}${titles}`, body, facts, pageToken: page_token }, context.settings);
  },
});
