import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { type Field, readFields } from '../issues/fields.ts';
import { fieldType } from './field-type.ts';

export const getJiraFields = defineTool({
  name: 'get-jira-fields',
  title: 'List the fields of Jira issues',
  description: 'Lists the fields that issues have on this site, with the ids of custom fields.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      query: z.string().trim().min(1).describe('Part of the name or id').optional(),
      max_results: z.int().min(1).max(100).describe('Most fields to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      fields: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), custom: z.boolean() })),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ query = '', max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'fields',
        noun: ['field', 'fields'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => {
          const items = (await readFields(jira)).filter((field) => matches(field, query));
          return { items, total: items.length };
        },
        entry: fieldEntry,
      },
      context.settings,
    );
  },
});

function matches({ id, name }: Field, query: string): boolean {
  return [id, name].some((text) => text.toLowerCase().includes(query.toLowerCase()));
}

function fieldEntry({ id, name, type, items }: Field) {
  const kind = fieldType(type, items);
  return {
    text: `- **${name}** (${id}, ${kind})`,
    data: { id, name, type: kind, custom: id.startsWith('customfield_') },
  };
}
