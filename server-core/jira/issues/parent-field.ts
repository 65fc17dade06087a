import { at, textAt, wireList } from '../../atlassian/wire-value.ts';
import { NotSupportedError } from '../../errors.ts';
import type { JiraApi } from '../jira-api.ts';
import { readFields } from './fields.ts';

const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link';

/** Whether the issue that gets a parent is a sub-task; asked only where that matters. */
type IsSubtask = () => Promise<boolean>;

/**
 * What sets the parent of an issue; `undefined` takes it away. Cloud has one field for all kinds of parents; on Data Center
 * the epic of an issue is a custom field of its own.
 */
export async function parentField(
  jira: JiraApi,
  parentKey: string | undefined,
  isSubtask: IsSubtask,
): Promise<Record<string, unknown>> {
  if (jira.dialect.deployment === 'cloud' || (await isSubtask())) {
    return { parent: parentKey === undefined ? null : { key: parentKey } };
  }
  const epicLink = (await readFields(jira)).find(({ custom }) => custom === EPIC_LINK);
  if (epicLink !== undefined) return { [epicLink.id]: parentKey ?? null };
  throw new NotSupportedError('This Jira has no epics: only a sub-task can have a parent. Nothing was changed.');
}

/** Whether a type of issue is one of sub-tasks in that project, on Data Center. */
export async function isSubtaskType(jira: JiraApi, projectKey: string, issueType: string): Promise<boolean> {
  const path = jira.platform('issue', 'createmeta', projectKey, 'issuetypes');
  const answer = await jira.object({ path, query: { maxResults: 200 } });
  const types = wireList(answer['values'], 'issue types');
  const lower = issueType.toLowerCase();
  return types.some((type) => textAt(type, 'name')?.toLowerCase() === lower && type['subtask'] === true);
}

export async function isSubtaskIssue(jira: JiraApi, key: string): Promise<boolean> {
  const issue = await jira.object({ path: jira.platform('issue', key), query: { fields: 'issuetype' } });
  return at(issue, 'fields', 'issuetype', 'subtask') === true;
}
