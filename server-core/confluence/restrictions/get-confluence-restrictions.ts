import * as z from 'zod';
import { defineTool, readOnly } from '../../tool.ts';
import { pageId } from '../pages/page-arguments.ts';
import { readRestrictions } from './restrictions.ts';
import { restrictionsOutput, restrictionsResult } from './restrictions-result.ts';

export const getConfluenceRestrictions = defineTool({
  name: 'get-confluence-restrictions',
  title: 'Get the restrictions of a Confluence page',
  description: 'Tells who alone may read and edit a Confluence page. Restrictions of the pages above it hold too.',
  annotations: readOnly,
  input: () => z.strictObject({ page_id: pageId() }),
  output: restrictionsOutput,
  handle: async ({ page_id }, context) =>
    restrictionsResult(page_id, await readRestrictions(await context.confluence(), page_id)),
});
