import * as z from 'zod';
import { InvalidArgumentsError } from '../../errors.ts';
import { isDate } from '../date-argument.ts';
import { issueKeyOrNone } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import { nameArgument, namesArgument } from '../name-argument.ts';
import { textArgument, textFormat, writtenText } from '../text-format.ts';
import { fieldsArgument, fieldValues } from './field-values.ts';
import { namedValues, summaryArgument } from './new-issue.ts';
import { isSubtaskIssue, parentField } from './parent-field.ts';

/** What can be changed of an issue beside its assignee and its status. */
export function issueEditInput() {
  return {
    summary: summaryArgument('New title').optional(),
    description: textArgument('New text in Markdown').optional(),
    description_format: textFormat(),
    priority: nameArgument('Name of a priority').optional(),
    labels: namesArgument('Replaces all labels').optional(),
    add_labels: namesArgument('Labels to add').optional(),
    remove_labels: namesArgument('Labels to remove').optional(),
    components: namesArgument('Replaces all components').optional(),
    fix_versions: namesArgument('Replaces all fix versions').optional(),
    due_date: z
      .string()
      .trim()
      .refine((date) => date === 'none' || isDate(date), 'a date such as 2026-03-31, or none')
      .describe('YYYY-MM-DD, or none')
      .optional(),
    parent_key: issueKeyOrNone('Epic or parent, or none').optional(),
    fields: fieldsArgument(),
  };
}

export type IssueEdit = z.output<z.ZodObject<ReturnType<typeof issueEditInput>>>;

interface EditBody {
  readonly fields: Record<string, unknown>;
  /** Changes of what a field holds, where only a part of it changes. */
  readonly update: Record<string, unknown>;
}

/** What `PUT issue` takes for it. All names of fields are looked up: what fits nothing is refused. */
export async function issueEditBody(jira: JiraApi, key: string, edit: IssueEdit): Promise<EditBody> {
  const { summary, description, priority, labels, components, fix_versions, due_date, parent_key } = edit;
  const parent = parent_key === 'none' ? undefined : parent_key;
  const fields = {
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description: await newDescription(jira, description, edit) }),
    ...(priority !== undefined && { priority: { name: priority } }),
    ...(labels !== undefined && { labels }),
    ...(components !== undefined && { components: namedValues(components) }),
    ...(fix_versions !== undefined && { fixVersions: namedValues(fix_versions) }),
    ...(due_date !== undefined && { duedate: due_date === 'none' ? null : due_date }),
    ...(parent_key !== undefined && (await parentField(jira, parent, () => isSubtaskIssue(jira, key)))),
  };
  const add = (edit.add_labels ?? []).map((label) => ({ add: label }));
  const remove = (edit.remove_labels ?? []).map((label) => ({ remove: label }));
  const update = add.length + remove.length === 0 ? {} : { labels: [...add, ...remove] };
  const taken = [...Object.keys(fields), ...Object.keys(update), 'assignee'];
  return { fields: { ...fields, ...(await fieldValues(jira, edit.fields, { issueKey: key }, taken)) }, update };
}

/** Throws `InvalidArgumentsError` where labels are both replaced and changed one by one. */
export function checkLabels({ labels, add_labels, remove_labels }: IssueEdit): void {
  if (labels === undefined || (add_labels === undefined && remove_labels === undefined)) return;
  throw new InvalidArgumentsError('update-jira-issue', [
    'labels: expected none beside add_labels and remove_labels, since it replaces them all',
  ]);
}

async function newDescription(jira: JiraApi, text: string, { description_format }: IssueEdit): Promise<unknown> {
  return text.trim() === '' ? null : writtenText(jira, text, description_format, 'description');
}
