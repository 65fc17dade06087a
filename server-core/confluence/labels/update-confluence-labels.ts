import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import { defineTool, destructiveOnce } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { labelNames } from './label-names.ts';
import { addLabels, readLabels, removeLabel } from './labels.ts';

export const updateConfluenceLabels = defineTool({
  name: 'update-confluence-labels',
  title: 'Change the labels of a Confluence page',
  description: 'Adds labels to a Confluence page and takes others off it; returns those that it has then.',
  annotations: destructiveOnce,
  input: () =>
    z
      .strictObject({
        page_id: pageId(),
        add: labelNames().describe('Labels to add, without blanks').optional(),
        remove: labelNames().describe('Labels to take off').optional(),
      })
      .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, { error: 'expected add or remove' }),
  output: () => z.object({ page_id: z.string(), labels: z.array(z.string()) }),
  handle: async ({ page_id, add = [], remove = [] }, context) => {
    const both = add.filter((name) => remove.includes(name));
    if (both.length > 0) {
      throw new InvalidArgumentsError('update-confluence-labels', [
        `${both.join(', ')}: to be added and removed at once`,
      ]);
    }
    const confluence = await context.confluence();
    if (add.length > 0) await addLabels(confluence, page_id, add);
    const present = remove.length > 0 ? await readLabels(confluence, page_id) : [];
    // one at a time: the page is locked while one of its labels changes
    for (const name of remove.filter((label) => present.includes(label))) await removeLabel(confluence, page_id, name);
    const labels = await readLabels(confluence, page_id);
    return { text: `Labels of page ${page_id}: ${labels.join(', ') || 'none'}`, data: { page_id, labels } };
  },
});
