import * as z from 'zod';
import { issueKey } from '../issue-key.ts';
import type { JiraApi } from '../jira-api.ts';
import type { Person } from '../jira-dialect.ts';
import { nameArgument, namesArgument } from '../name-argument.ts';
import { projectKey } from '../project-key.ts';
import { textArgument, textFormat, writtenText } from '../text-format.ts';
import { findAssignee } from '../users/find-person.ts';
import { fieldsArgument, fieldValues } from './field-values.ts';
import { isSubtaskType, parentField } from './parent-field.ts';

/** The argument for the title of an issue. */
export function summaryArgument(description: string): z.ZodString {
  return z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\r\n]*$/, 'one line')
    .describe(description);
}

/** What a new issue is made from. */
export function newIssueInput() {
  return {
    project_key: projectKey(),
    summary: summaryArgument('Title, one line'),
    issue_type: nameArgument('Such as Task, Bug or Story'),
    description: textArgument('Text in Markdown').optional(),
    description_format: textFormat(),
    assignee: nameArgument('E-mail, display name or account id').optional(),
    labels: namesArgument('Labels').optional(),
    priority: nameArgument('Name of a priority').optional(),
    parent_key: issueKey().describe('Epic, or parent of a sub-task').optional(),
    components: namesArgument('Components by name').optional(),
    fields: fieldsArgument(),
  };
}

export type NewIssue = z.output<z.ZodObject<ReturnType<typeof newIssueInput>>>;

/** What `POST issue` takes for it, and whom it is assigned to. All names are looked up: what fits nothing is refused. */
export async function newIssueBody(
  jira: JiraApi,
  issue: NewIssue,
): Promise<{ readonly fields: Record<string, unknown>; readonly assignee: Person | undefined }> {
  const { project_key, issue_type, description, parent_key } = issue;
  const near = { project: project_key };
  const assignee = issue.assignee === undefined ? undefined : await findAssignee(jira, issue.assignee, near);
  const isSubtask = () => isSubtaskType(jira, project_key, issue_type);
  const fields = {
    project: { key: project_key },
    issuetype: { name: issue_type },
    summary: issue.summary,
    ...(description?.trim() && {
      description: await writtenText(jira, description, issue.description_format, 'description'),
    }),
    ...(assignee !== undefined && { assignee: jira.dialect.reference(assignee.id) }),
    ...(issue.labels !== undefined && { labels: issue.labels }),
    ...(issue.priority !== undefined && { priority: { name: issue.priority } }),
    ...(issue.components !== undefined && { components: namedValues(issue.components) }),
    ...(parent_key !== undefined && (await parentField(jira, parent_key, isSubtask))),
  };
  return { fields: { ...fields, ...(await fieldValues(jira, issue.fields, near, Object.keys(fields))) }, assignee };
}

/** Names as most fields that hold several values take them. */
export function namedValues(names: readonly string[]): { name: string }[] {
  return names.map((name) => ({ name }));
}
