import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { readLabels } from './labels.ts';

export const getConfluenceLabels = defineTool({
  name: 'get-confluence-labels',
  title: 'List the labels of a Confluence page',
  description: 'Lists the labels of a Confluence page.',
  annotations: readOnly,
  input: () => z.strictObject({ page_id: pageId() }),
  output: () => z.object({ page_id: z.string(), labels: z.array(z.string()) }),
  handle: async ({ page_id }, context) => {
    const labels = await readLabels(await context.confluence(), page_id);
    const text =
      labels.length === 0 ? `Page ${page_id} has no labels.` : `Labels of page ${page_id}: ${labels.join(', ')}`;
    return { text, data: { page_id, labels } };
  },
});
