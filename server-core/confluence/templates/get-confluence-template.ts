import * as z from 'zod';
import { documentOutput, documentResult } from '../../results/document-result.ts';
import { pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { contentFormat, fromStorage } from '../pages/content-text.ts';
import { templateId } from './template-id.ts';
import { readTemplate } from './templates.ts';

export const getConfluenceTemplate = defineTool({
  name: 'get-confluence-template',
  title: 'Get a Confluence page template',
  description: 'Returns the text of a Confluence page template. Confluence Cloud only.',
  annotations: readOnly,
  input: () => z.strictObject({ template_id: templateId(), format: contentFormat(), page_token: pageToken() }),
  output: () => z.object({ id: z.string(), name: z.string(), ...documentOutput() }),
  handle: async ({ template_id, format, page_token }, context) => {
    const { id, name, storage } = await readTemplate(await context.confluence(), template_id);
    const body = format === 'raw' ? storage : await fromStorage(storage);
    return documentResult(
      { head: `# Template: ${name} (${id})`, body, facts: { id, name }, pageToken: page_token },
      context.settings,
    );
  },
});
