import * as z from 'zod';
import { ToolError } from '../../errors.ts';
import { resourceResult } from '../../results/tool-result.ts';
import { additive, defineTool } from '../../tool.ts';
import type { ConfluenceSite } from '../confluence-site.ts';
import { labelNames } from '../labels/label-names.ts';
import { addLabels } from '../labels/labels.ts';
import { spaceKey } from '../spaces/space-key.ts';
import { contentFormat, contentText, toStorage } from './content-text.ts';
import { pageId, pageUri } from './page-arguments.ts';
import { pageSummaryData, pageSummaryOutput } from './page-facts.ts';

export const createConfluencePage = defineTool({
  name: 'create-confluence-page',
  title: 'Create a Confluence page',
  description: 'Creates a page in a Confluence space and returns its id.',
  annotations: additive,
  input: () =>
    z.strictObject({
      space_key: spaceKey('Key of the space'),
      title: z.string().trim().min(1).max(255).describe('Title, which no other page of the space may have'),
      content: contentText('Text of the page in Markdown, or in Confluence storage format (XHTML)'),
      content_format: contentFormat(),
      parent_id: pageId().describe('Id of the page to put it below; the root of the space if left out').optional(),
      labels: labelNames().describe('Labels to give it').optional(),
    }),
  output: () => z.object(pageSummaryOutput()),
  handle: async ({ space_key, title, content, content_format, parent_id, labels = [] }, context) => {
    const confluence = await context.confluence();
    const page = await confluence.pages.create({
      spaceKey: space_key,
      title,
      storage: await toStorage(content, content_format),
      parentId: parent_id,
    });
    const created = `Created Confluence page "${page.title}" with ID ${page.id}: ${page.url}`;
    const text = [created, ...(await labelProblem(confluence, page.id, labels))].join('\n\n');
    const resource = { uri: pageUri(page.id, page.spaceKey), text: `# ${page.title}\n\n${content}` };
    return resourceResult(text, pageSummaryData(page), resource);
  },
});

/** The page is there by then: a failure of the call would have the caller make it again. */
async function labelProblem(confluence: ConfluenceSite, id: string, labels: readonly string[]): Promise<string[]> {
  if (labels.length === 0) return [];
  try {
    await addLabels(confluence, id, labels);
    return [];
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return [`It has no labels, since adding them failed: ${error.message} Use update-confluence-labels.`];
  }
}
