import * as z from 'zod';
import { additive, defineTool } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { pageSummaryData, pageSummaryOutput } from '../pages/page-facts.ts';
import { spaceKey } from '../spaces/space-key.ts';
import { templateId } from './template-id.ts';
import { readTemplate } from './templates.ts';

export const createConfluencePageFromTemplate = defineTool({
  name: 'create-confluence-page-from-template',
  title: 'Create a Confluence page from a template',
  description:
    'Creates a Confluence page with the text of a template as it is, placeholders included. Confluence Cloud only.',
  annotations: additive,
  input: () =>
    z.strictObject({
      template_id: templateId(),
      space_key: spaceKey('Key of the space'),
      title: z.string().trim().min(1).max(255).describe('Title of the page'),
      parent_id: pageId().describe('Id of the page to put it below').optional(),
    }),
  output: () => z.object(pageSummaryOutput()),
  handle: async ({ template_id, space_key, title, parent_id }, context) => {
    const confluence = await context.confluence();
    const { name, storage } = await readTemplate(confluence, template_id);
    const page = await confluence.pages.create({ spaceKey: space_key, title, storage, parentId: parent_id });
    const text = `Created Confluence page "${page.title}" with ID ${page.id} from template ${name}: ${page.url}`;
    return { text, data: pageSummaryData(page) };
  },
});
