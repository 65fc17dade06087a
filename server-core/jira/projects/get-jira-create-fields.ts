import * as z from 'zod';
import { listResult } from '../../results/list-result.ts';
import { nextPageToken, pageToken } from '../../results/page-token.ts';
import { defineTool, readOnly } from '../../tool.ts';
import { projectKey } from '../project-key.ts';
import { type CreateField, readCreateFields } from './create-fields.ts';

const SHOWN_VALUES = 25;

export const getJiraCreateFields = defineTool({
  name: 'get-jira-create-fields',
  title: 'List the fields of a new issue',
  description:
    'Lists the fields that a new issue of a type takes in a project: which are required, and the values that they allow.',
  annotations: readOnly,
  input: () =>
    z.strictObject({
      project_key: projectKey(),
      issue_type: z.string().trim().min(1).describe('Type of the issue, such as Bug'),
      max_results: z.int().min(1).max(100).describe('Most fields to list').optional(),
      page_token: pageToken(),
    }),
  output: () =>
    z.object({
      fields: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          type: z.string(),
          required: z.boolean(),
          allowed_values: z.array(z.string()).optional(),
        }),
      ),
      total: z.int().optional(),
      next_page_token: nextPageToken(),
    }),
  handle: async ({ project_key, issue_type, max_results, page_token }, context) => {
    const jira = await context.jira();
    return listResult(
      {
        name: 'fields',
        noun: ['field', 'fields'],
        maxResults: max_results,
        pageToken: page_token,
        fetch: async () => {
          const items = await readCreateFields(jira, project_key, issue_type);
          return { items, total: items.length };
        },
        entry: fieldEntry,
      },
      context.settings,
    );
  },
});

function fieldEntry({ id, name, type, required, allowed }: CreateField) {
  const shown = allowed.slice(0, SHOWN_VALUES);
  const more = allowed.length - shown.length;
  const values = shown.length === 0 ? '' : `: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return {
    text: `- **${name}** (${id}, ${type}${required ? ', required' : ''})${values}`,
    data: { id, name, type, required, ...(shown.length > 0 && { allowed_values: shown }) },
  };
}
